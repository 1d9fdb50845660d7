using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Metrics;

namespace Touchstone.Evaluation.Runs;

/// <summary>Flips of verdicts as cases of a rate: 1 where a finding changed its side, clustered by file.</summary>
public static class FlipCases
{
    /// <summary>The cases of one detector, or null where none was compared.</summary>
    /// <param name="stability">Findings before and after processing.</param>
    /// <param name="question">The question.</param>
    /// <param name="detectorId">The detector.</param>
    public static CaseSet? Of(IReadOnlyList<StabilityTrial> stability, Question question, string detectorId)
    {
        ArgumentNullException.ThrowIfNull(stability);
        var own = stability.Where(s => s.Question == question && s.DetectorId == detectorId && s.Flipped is not null).ToList();
        if (own.Count == 0) return null;
        var files = own.Select(s => s.Sha256).Distinct().Select((hash, i) => (hash, i)).ToDictionary(f => f.hash, f => f.i);
        return new CaseSet([.. own.Select(s => s.Flipped == true ? 1.0 : 0.0)], new bool[own.Count], [.. own.Select(s => files[s.Sha256])]);
    }
}
