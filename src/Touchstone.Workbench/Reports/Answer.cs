using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;

namespace Touchstone.Workbench.Reports;

/// <summary>The kinds of answer a reader must never confuse; each has its own look.</summary>
internal enum AnswerKind
{
    Calibrated,
    Contradiction,
    Measurement,
    NotApplicable,
    Failed,
    NotAnswered,
}

/// <summary>What page one says about one question.</summary>
internal sealed record Answer(Question Question, AnswerKind Kind, string Text, Assessment? Assessment)
{
    /// <summary>Every question that can be asked of this kind of media, answered or not, in the order of <see cref="Question"/>.</summary>
    public static IReadOnlyList<Answer> All(Examined examined)
    {
        var examination = examined.Examination;
        var kind = examination.Specimen.Kind;
        return [.. Enum.GetValues<Question>()
            .Where(q => Concerns(q, kind) || examination.Assessments.Any(a => a.Question == q))
            .Select(q => Of(q, examination.Assessments.FirstOrDefault(a => a.Question == q), kind, examination.Fault))];
    }

    public static string Glyph(AnswerKind kind) => kind switch
    {
        AnswerKind.Calibrated => "◆",
        AnswerKind.Contradiction => "≠",
        AnswerKind.Measurement => "◇",
        AnswerKind.NotApplicable => "–",
        AnswerKind.Failed => "!",
        _ => "?",
    };

    public static string Label(AnswerKind kind) => kind switch
    {
        AnswerKind.Calibrated => "calibrated",
        AnswerKind.Contradiction => "contradiction",
        AnswerKind.Measurement => "measurement only",
        AnswerKind.NotApplicable => "not applicable",
        AnswerKind.Failed => "failed",
        _ => "not answered",
    };

    /// <summary>How one finding answers.</summary>
    public static AnswerKind Of(Finding finding) => finding.State switch
    {
        FindingState.NotApplicable => AnswerKind.NotApplicable,
        FindingState.Failed => AnswerKind.Failed,
        _ when finding.Observations.Any(o => o.Weight == Weight.Contradiction) => AnswerKind.Contradiction,
        _ => finding.Evidence is null ? AnswerKind.Measurement : AnswerKind.Calibrated,
    };

    private static Answer Of(Question question, Assessment? assessment, MediaKind kind, Fault? fault)
    {
        if (assessment is null)
            return new Answer(question, AnswerKind.NotAnswered, WhyNotAsked(question, kind, fault), null);
        var answered = assessment switch
        {
            { Contradictions.Count: > 0 } => AnswerKind.Contradiction,
            { Llr: not null } => AnswerKind.Calibrated,
            { Measured.Count: > 0 } => AnswerKind.Measurement,
            { Failed.Count: > 0 } => AnswerKind.Failed,
            { Described.Count: > 0 } => AnswerKind.NotAnswered,
            _ => AnswerKind.NotApplicable,
        };
        return new Answer(question, answered, assessment.Sentence, assessment);
    }

    private static string WhyNotAsked(Question question, MediaKind kind, Fault? fault)
    {
        var detectors = DetectorCatalog.All.Where(d => d.Question == question).ToList();
        if (detectors.Count == 0) return "There is no validated detector for this question yet.";
        if (fault is not null) return "The file could not be examined.";
        return detectors.Any(d => d.Kinds.Contains(kind))
            ? "It was not asked in this run."
            : $"There is no detector that reads this question from a {Words.Kind(kind)}.";
    }

    private static bool Concerns(Question question, MediaKind kind) => question switch
    {
        Question.LocallyEdited or Question.Copied => kind is MediaKind.Image,
        Question.Cut => kind is MediaKind.Audio or MediaKind.Video,
        Question.FaceReplaced => kind is MediaKind.Image or MediaKind.Video,
        Question.VoiceSynthetic => kind is MediaKind.Audio or MediaKind.Video,
        _ => kind is not MediaKind.Unknown,
    };
}
