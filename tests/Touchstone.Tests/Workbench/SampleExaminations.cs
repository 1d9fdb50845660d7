using Touchstone.Engine;
using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;
using Touchstone.Workbench;

namespace Touchstone.Tests.Workbench;

/// <summary>Examinations that use every member of the records, made by hand.</summary>
internal static class SampleExaminations
{
    internal static Examination Full()
    {
        Finding[] findings = [Measured(), NotApplicable(), Failed()];
        var assessments = Fusion.Assess(findings, []);
        return new Examination("0.1.0", Facts(), null, findings, assessments, Decider.Decide(PolicyFile.Default, Standing.None, Facts().Kind, assessments), new Dictionary<string, double> { ["total"] = 12.5, ["MadeUp"] = 3 });
    }

    internal static Examination Refused() =>
        Examination.Unexaminable(Facts() with { Sha256 = null }, PolicyFile.Default, Fault.Damaged(Codes.IntakeUnknownFormat, "It is nothing we know."));

    private static SpecimenFacts Facts() => new(
        "höhle \u202E\"gpj\".jpg", new string('a', 64), 1234, MediaFormat.WebP, MediaKind.Image,
        new Dictionary<string, string> { ["width"] = "4 px", ["height"] = "2 px" }, [new Reason(Codes.IntakeWrongExtension, "It is WebP.")]);

    private static Finding Measured() => new()
    {
        Question = Question.LocallyEdited,
        DetectorId = "MadeUp",
        DetectorVersion = "1",
        State = FindingState.Measured,
        Reason = new Reason(Codes.Measured, "A half of it differs."),
        Parameters = new Dictionary<string, string> { ["window"] = "8 px", ["angle"] = "3°" },
        Scores = [new Score("share", double.NaN, "share of blocks", Direction.HigherSupportsManipulation, 0.5), new Score("nfa", double.NegativeInfinity, "log10 NFA", Direction.LowerSupportsManipulation, null)],
        Evidence = new CalibratedEvidence(new Llr(1.25, 0.5, 2.75), "made-up-1"),
        Observations = [new Observation("made.up", Weight.Contradiction, "It says 3 and 4.", "A bad clock.", 99)],
        Maps = [new EvidenceMap { Name = "ratio", Width = 3, Height = 2, CellSize = 8, Unit = "nat", ScaleMinimum = -5, ScaleMaximum = 5, Direction = Direction.HigherSupportsManipulation, Threshold = 0.1f, Values = [1.5f, float.NaN, -0f, float.PositiveInfinity, 1e-40f, 3.4e38f], Reliability = [1, 0, 0.5f, 1, 1, 1] }],
        Regions = [new Region(1, 2, 3, 4, "there", 1)],
        Intervals = [new Interval(0.5, 1.5, "then")],
        Series = [new EvidenceSeries("level", "dB", [0, 0.1, 0.2], [1, float.NaN, 3], null)],
    };

    private static Finding NotApplicable() => new()
    {
        Question = Question.Copied, DetectorId = "Abstainer", DetectorVersion = "2", State = FindingState.NotApplicable, Reason = new Reason(Codes.NotApplicableTooSmall, "Too small."),
    };

    private static Finding Failed() => new()
    {
        Question = Question.History, DetectorId = "Failer", DetectorVersion = "3", State = FindingState.Failed, Reason = new Reason(Codes.DetectorFailed, "It stopped."),
    };
}
