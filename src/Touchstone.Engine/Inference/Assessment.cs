using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Inference;

/// <summary>Findings fused for one question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Llr">Fused calibrated evidence, or null when nothing calibrated answers.</param>
/// <param name="Strength">The evidence in words.</param>
/// <param name="Contradictions">Structural contradictions among the findings.</param>
/// <param name="Measured">Detectors that measured.</param>
/// <param name="NotApplicable">Detectors that abstained.</param>
/// <param name="Failed">Detectors that failed.</param>
/// <param name="Sentence">One sentence for the reader in a hurry.</param>
public sealed record Assessment(
    Question Question,
    Llr? Llr,
    string Strength,
    IReadOnlyList<Observation> Contradictions,
    IReadOnlyList<string> Measured,
    IReadOnlyList<string> NotApplicable,
    IReadOnlyList<string> Failed,
    string Sentence);
