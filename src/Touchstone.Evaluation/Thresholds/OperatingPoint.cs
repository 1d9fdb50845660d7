using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;

namespace Touchstone.Evaluation.Thresholds;

/// <summary>What routing on one question promises, and on what it was tested.</summary>
/// <param name="Question">The question.</param>
/// <param name="FlagFrom">Natural-log likelihood ratio from which material is flagged; infinite = never.</param>
/// <param name="ClearUpTo">Natural-log likelihood ratio up to which material is cleared; minus infinity = never.</param>
/// <param name="Contradictions">Whether flagging by a structural contradiction was tested and is covered by <paramref name="FalseFlagRate"/>.</param>
/// <param name="FalseFlagRate">Promise: P(flag | authentic) is at most this, 0–1.</param>
/// <param name="MissRate">Promise: P(clear | manipulated) is at most this, 0–1.</param>
/// <param name="Risk">Probability that a promise does not hold, 0–1 (Learn-Then-Test δ).</param>
/// <param name="DataHash">Hash of the data set the thresholds were chosen on.</param>
/// <param name="Split">The split they were chosen on.</param>
/// <param name="Authentic">Authentic cases there.</param>
/// <param name="Manipulated">Manipulated cases there.</param>
public sealed record Promise(
    Question Question, double FlagFrom, double ClearUpTo, bool Contradictions, double FalseFlagRate, double MissRate, double Risk,
    string DataHash, string Split, int Authentic, int Manipulated);

/// <summary>A gate that was passed.</summary>
/// <param name="Question">The question.</param>
/// <param name="Gate">Name, version and content hash of the gate file.</param>
/// <param name="ReportHash">SHA-256 of the gate report.</param>
/// <param name="PassedAt">When it was passed.</param>
/// <param name="ValidUntil">When it ends.</param>
public sealed record PassedGate(Question Question, string Gate, string ReportHash, DateTimeOffset PassedAt, DateTimeOffset ValidUntil);

/// <summary>All that a decision depends on beside the bytes: detectors, calibration, thresholds, promises and the gates that were passed. Signed before use.</summary>
public sealed record OperatingPoint
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Version; every change raises it.</summary>
    public required int Version { get; init; }

    /// <summary>Engine the point was measured with: it fixes decoding and preprocessing.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Content hash of the policy.</summary>
    public required string PolicyHash { get; init; }

    /// <summary>Version of every detector, by id.</summary>
    public required IReadOnlyDictionary<string, string> Detectors { get; init; }

    /// <summary>SHA-256 of weights and preprocessing files, by name; empty while no detector has any.</summary>
    public required IReadOnlyDictionary<string, string> Weights { get; init; }

    /// <summary>Calibrators and fusions.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>One per question.</summary>
    public required IReadOnlyList<Promise> Promises { get; init; }

    /// <summary>Gates that were passed; a question without one is not decided automatically.</summary>
    public required IReadOnlyList<PassedGate> Gates { get; init; }

    /// <summary>The mandate it gives: the questions that have both a promise and a passed gate.</summary>
    public Mandate ToMandate() => new($"{Name} {Version}", PolicyHash,
    [
        .. from promise in Promises
           join gate in Gates on promise.Question equals gate.Question
           select new QuestionMandate(promise.Question, promise.FlagFrom, promise.ClearUpTo, promise.Contradictions, gate.Gate, gate.ValidUntil, Detectors),
    ]) { EngineVersion = EngineVersion };
}
