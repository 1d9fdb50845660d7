using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Runs;

/// <summary>Turns findings about files of known truth into trials.</summary>
internal static class TrialMaker
{
    /// <summary>One trial per detector, and one for the fused evidence of every question: without a calibration it holds only whether the file contradicts itself.</summary>
    /// <param name="specimen">The file.</param>
    /// <param name="findings">What detectors said, uncalibrated.</param>
    /// <param name="calibration">Applied as the engine applies it.</param>
    /// <param name="measured">Columns measured from the media, joined to those of the manifest.</param>
    internal static IEnumerable<Trial> Of(Specimen specimen, IReadOnlyList<Finding> findings, Calibration calibration, IReadOnlyDictionary<string, string> measured)
    {
        var entry = specimen.Entry;
        var calibrated = calibration.Apply(findings);
        var columns = Columns(entry, measured);
        foreach (var finding in calibrated)
            if (entry.IsManipulated(finding.Question) is { } manipulated)
                yield return Of(specimen, finding, columns) with { Manipulated = manipulated };
        foreach (var assessment in Fusion.Assess(calibrated, calibration.Fusions))
            if (entry.IsManipulated(assessment.Question) is { } manipulated)
                yield return Fused(specimen, assessment, calibration, columns) with { Manipulated = manipulated };
    }

    private static Trial Of(Specimen specimen, Finding finding, IReadOnlyDictionary<string, string> columns)
    {
        var main = finding.Scores is [var first, ..] ? first : null;
        var measured = finding.State == FindingState.Measured;
        return new Trial
        {
            Path = specimen.Entry.Path, Sha256 = specimen.Sha256, Manipulated = false, Cluster = specimen.Cluster, Split = specimen.Entry.Split, Question = finding.Question,
            DetectorId = finding.DetectorId, DetectorVersion = finding.DetectorVersion, State = finding.State, Code = finding.Reason.Code,
            ScoreName = measured ? main?.Name : null, Score = measured ? main?.Oriented() : null, Llr = measured ? finding.Evidence?.Llr.Value : null,
            Alarm = measured ? Alarm(finding, main) : null, StandsOut = measured && !finding.IsDescription ? finding.StandsOut() : null, Columns = columns,
        };
    }

    private static Trial Fused(Specimen specimen, Assessment assessment, Calibration calibration, IReadOnlyDictionary<string, string> columns)
    {
        var like = new Trial
        {
            Path = specimen.Entry.Path, Sha256 = specimen.Sha256, Manipulated = false, Cluster = specimen.Cluster, Split = specimen.Entry.Split, Question = assessment.Question,
            DetectorId = Trial.Fusion, DetectorVersion = "", State = FindingState.NotApplicable, Code = "", Columns = columns,
        };
        return Recalibration.Fused(like, assessment, calibration, assessment.Contradictions.Count > 0);
    }

    // A detector that draws no threshold and knows no rules says neither yes nor no.
    private static bool? Alarm(Finding finding, Score? main)
    {
        var contradicts = finding.Observations.Any(o => o.Weight == Weight.Contradiction);
        return main is null || finding.Observations.Count > 0 || main.PassesThreshold() is not null ? contradicts || main?.PassesThreshold() == true : null;
    }

    private static Dictionary<string, string> Columns(DataSetEntry entry, IReadOnlyDictionary<string, string> measured)
    {
        var columns = new Dictionary<string, string>(entry.Columns);
        if (entry.Label.Length > 0) columns.TryAdd("label", entry.Label);
        foreach (var (name, value) in measured) columns[name] = value;
        return columns;
    }
}
