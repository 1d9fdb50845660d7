using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;

namespace Touchstone.Engine;

/// <summary>What is asked of an examination.</summary>
/// <param name="Policy">The policy that decides.</param>
/// <param name="Circumstances">What findings may depend on beside the specimen; made for this specimen alone.</param>
public sealed record ExaminationTerms(Policy Policy, Circumstances Circumstances)
{
    /// <summary>Questions to ask; empty for all.</summary>
    public IReadOnlyCollection<Question> Questions { get; init; } = [];

    /// <summary>Detectors run side by side, ≥ 1; the findings do not depend on it.</summary>
    public int Threads { get; init; } = 1;
}
