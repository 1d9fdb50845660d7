using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Inference;

/// <summary>Findings fused for one question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Llr">Fused calibrated evidence, or null when nothing calibrated answers.</param>
/// <param name="Strength">The evidence in words.</param>
/// <param name="Contradictions">Structural contradictions among the findings.</param>
/// <param name="Measured">Detectors that measured what could stand out.</param>
/// <param name="Described">Detectors that only describe: whatever they measure answers no question.</param>
/// <param name="StandingOut">Those that measured and whose measurement passes their own threshold or whose rules found more than notes; it decides nothing.</param>
/// <param name="NotApplicable">Detectors that abstained.</param>
/// <param name="Failed">Detectors that failed.</param>
/// <param name="Sentence">One sentence for the reader in a hurry.</param>
public sealed record Assessment(
    Question Question,
    Llr? Llr,
    string Strength,
    IReadOnlyList<Observation> Contradictions,
    IReadOnlyList<string> Measured,
    IReadOnlyList<string> Described,
    IReadOnlyList<string> StandingOut,
    IReadOnlyList<string> NotApplicable,
    IReadOnlyList<string> Failed,
    string Sentence);
