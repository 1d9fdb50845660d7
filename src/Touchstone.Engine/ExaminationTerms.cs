using Touchstone.Engine.Decisions;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;

namespace Touchstone.Engine;

/// <summary>What is asked of an examination.</summary>
/// <param name="Policy">The policy that decides.</param>
/// <param name="Circumstances">What findings may depend on beside the specimen; made for this specimen alone.</param>
public sealed record ExaminationTerms(Policy Policy, Circumstances Circumstances)
{
    /// <summary>What turns measurements into evidence; nothing unless said.</summary>
    public Calibration Calibration { get; init; } = Calibration.None;

    /// <summary>Which questions may be decided without a person; none unless said.</summary>
    public Mandate Mandate { get; init; } = Mandate.None;

    /// <summary>Questions to ask; empty for all.</summary>
    public IReadOnlyCollection<Question> Questions { get; init; } = [];

    /// <summary>Ids of the detectors to run; empty for all that answer the questions.</summary>
    public IReadOnlyCollection<string> Detectors { get; init; } = [];

    /// <summary>Detectors run side by side, ≥ 1; the findings do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Told after each detector, from any thread, or null. What is found does not depend on it.</summary>
    public Action<ExaminationProgress>? Progress { get; init; }

    internal bool AsksFor(IDetector detector) =>
        (Questions.Count == 0 || Questions.Contains(detector.Question)) && (Detectors.Count == 0 || Detectors.Contains(detector.Id));
}

/// <summary>How far an examination is.</summary>
/// <param name="Done">Detectors that have answered.</param>
/// <param name="Of">Detectors that were asked.</param>
public sealed record ExaminationProgress(int Done, int Of);
