using System.Collections.Concurrent;
using Touchstone.Engine.Decisions;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;

namespace Touchstone.Engine;

/// <summary>What was examined.</summary>
/// <param name="Name">File name, for people.</param>
/// <param name="Sha256">Digest of all bytes, or null when they could not be read.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Format">Container format by content.</param>
/// <param name="Kind">Image, audio, video or document.</param>
/// <param name="Facts">Further facts by name, with units: width, height, duration, codec.</param>
/// <param name="Notices">Coded remarks of intake, such as a misleading extension.</param>
public sealed record SpecimenFacts(
    string Name, string? Sha256, long Bytes, MediaFormat Format, MediaKind Kind,
    IReadOnlyDictionary<string, string> Facts, IReadOnlyList<Reason> Notices);

/// <summary>Everything said about one specimen: the main path of the system on one screen.</summary>
/// <param name="EngineVersion">Version of the engine that examined.</param>
/// <param name="Specimen">What was examined.</param>
/// <param name="Fault">Why it could not be examined, or null.</param>
/// <param name="Findings">One per detector that was asked, in catalog order.</param>
/// <param name="Assessments">One per question answered.</param>
/// <param name="Decision">What happens next.</param>
/// <param name="Milliseconds">Wall time per detector id, and "total"; the first detector to ask for a view pays for it. The only part that may differ between two runs.</param>
public sealed record Examination(
    string EngineVersion,
    SpecimenFacts Specimen,
    Fault? Fault,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Assessment> Assessments,
    Decision Decision,
    IReadOnlyDictionary<string, double> Milliseconds)
{
    /// <summary>Version of the engine: part of every result's identity.</summary>
    public const string CurrentEngineVersion = "0.1.0";

    /// <summary>Specimen → findings → assessment → decision.</summary>
    /// <param name="specimen">The specimen.</param>
    /// <param name="terms">What is asked, and what it is held against.</param>
    /// <param name="time">Clock for the timings.</param>
    /// <param name="cancel">Stops the examination.</param>
    public static Examination Of(Specimen specimen, ExaminationTerms terms, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(time);
        IDetector[] asked = [.. DetectorCatalog.All.Where(d => d.Kinds.Contains(specimen.Kind) && terms.AsksFor(d))];
        var started = time.GetTimestamp();
        var (measured, milliseconds) = Run(asked, specimen, terms, time, cancel);
        var findings = terms.Calibration.Apply(measured);
        var assessments = Fusion.Assess(findings, terms.Calibration.Fusions);
        var standing = terms.Mandate.For(terms.Policy, findings, terms.Circumstances.Credentials.At);
        var decision = Decider.Decide(terms.Policy, standing, specimen.Kind, assessments);
        var timings = asked.Select((d, i) => (d.Id, milliseconds[i])).Append(("total", time.GetElapsedTime(started).TotalMilliseconds));
        return new Examination(CurrentEngineVersion, FactsOf(specimen), null, findings, assessments, decision, timings.ToDictionary());
    }

    /// <summary>The examination of material that could not be examined.</summary>
    public static Examination Unexaminable(SpecimenFacts facts, Policy policy, Fault fault) =>
        new(CurrentEngineVersion, facts, fault, [], [], Decider.NotExamined(policy, fault), new Dictionary<string, double>());

    private static (Finding[] Findings, double[] Milliseconds) Run(IDetector[] detectors, Specimen specimen, ExaminationTerms terms, TimeProvider time, CancellationToken cancel)
    {
        var findings = new Finding[detectors.Length];
        var milliseconds = new double[detectors.Length];
        var done = 0;
        // One at a time to whoever is free, from the end of the catalogue: structure stands before pixels there, and the slow ones should start first.
        var next = Partitioner.Create(Enumerable.Range(0, detectors.Length).Reverse(), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(next, new ParallelOptions { MaxDegreeOfParallelism = terms.Threads, CancellationToken = cancel }, i =>
        {
            var started = time.GetTimestamp();
            findings[i] = RunOne(detectors[i], specimen, terms.Circumstances, cancel);
            milliseconds[i] = time.GetElapsedTime(started).TotalMilliseconds;
            terms.Progress?.Invoke(new ExaminationProgress(Interlocked.Increment(ref done), detectors.Length));
        });
        return (findings, milliseconds);
    }

    private static Finding RunOne(IDetector detector, Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        try
        {
            return detector.Examine(specimen, circumstances, cancel);
        }
        // A detector's own defect is a failed finding, so that the others still speak and a person looks.
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            return detector.Failed(Codes.DetectorFailed, $"The detector stopped with {e.GetType().Name}: {e.Message} Please report this file's hash.");
        }
    }

    /// <summary>What is known of a specimen before anything is decoded.</summary>
    public static SpecimenFacts FactsAtIntake(Specimen specimen)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        return new SpecimenFacts(specimen.Name, specimen.Hash.Hex, specimen.Bytes.Length, specimen.Format, specimen.Kind, new Dictionary<string, string>(), Notices(specimen));
    }

    private static Reason[] Notices(Specimen specimen) => Sniffer.ExtensionFits(specimen.Format, specimen.Name)
        ? []
        : [new Reason(Codes.IntakeWrongExtension, $"The extension names another format; by its content this is {specimen.Format.Name()}. It is examined as that.")];

    private static SpecimenFacts FactsOf(Specimen specimen) => FactsAtIntake(specimen) with { Facts = ViewFacts.Of(specimen) };
}
