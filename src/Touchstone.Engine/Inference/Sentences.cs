using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Inference;

/// <summary>Plain sentences for assessments: what is supported, how strongly, what was not answered and why.</summary>
public static class Sentences
{
    /// <summary>The manipulation proposition of a question, as the end of "The evidence supports that …".</summary>
    public static string Proposition(Question question) => question switch
    {
        Question.History => "the file's history is not what its structure claims",
        Question.LocallyEdited => "a part of the image was changed after capture",
        Question.Copied => "a part of the image was copied from elsewhere in it",
        Question.Cut => "the recording was cut or joined",
        Question.Generated => "it was generated as a whole",
        Question.FaceReplaced => "a face was replaced",
        Question.VoiceSynthetic => "the voice is synthetic",
        Question.Provenance => "its provenance statement is broken",
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    /// <summary>The question in words for a heading: "Edited in part?".</summary>
    public static string Heading(Question question) => question switch
    {
        Question.History => "History consistent?",
        Question.LocallyEdited => "Edited in part?",
        Question.Copied => "Copied within?",
        Question.Cut => "Cut or joined?",
        Question.Generated => "Generated?",
        Question.FaceReplaced => "Face replaced?",
        Question.VoiceSynthetic => "Voice synthetic?",
        Question.Provenance => "Provenance?",
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    internal static string For(Assessment assessment)
    {
        var proposition = Proposition(assessment.Question);
        if (assessment.Contradictions.Count > 0)
            return $"The file contradicts itself ({assessment.Contradictions.Count} {(assessment.Contradictions.Count == 1 ? "place" : "places")}): {assessment.Contradictions[0].Text}";
        if (assessment.Llr is { } llr)
            return Math.Abs(llr.Value) < Math.Log(2)
                ? $"The evidence supports neither that {proposition} nor the opposite."
                : $"The evidence gives {assessment.Strength} {(llr.Value > 0 ? "" : "against the proposition ")}that {proposition}.";
        if (assessment.StandingOut.Count > 0)
            return $"{string.Join(" and ", assessment.StandingOut.Select(MethodCard.NameOf))} found something that stands out; it is not calibrated, so a person has to read it.";
        if (assessment.Measured.Count > 0)
            return $"Nothing stands out to {Count(assessment.Measured.Count, "method")}; none is calibrated, so this clears nothing.";
        if (assessment.Described.Count > 0)
            return $"Not answered: {Count(assessment.Described.Count, "method")} {(assessment.Described.Count == 1 ? "describes" : "describe")} the file, and no method can answer this.";
        return assessment.Failed.Count > 0
            ? $"Not answered: {Count(assessment.Failed.Count, "method")} failed on this file."
            : "Not answered: no method applies to this file.";
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
