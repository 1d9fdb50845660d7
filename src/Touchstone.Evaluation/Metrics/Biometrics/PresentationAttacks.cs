using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Metrics.Biometrics;

/// <summary>One presentation to a detector of presentation attacks.</summary>
/// <param name="Species">Instrument species of an attack ("print", "replay"); null = bona fide.</param>
/// <param name="CalledAttack">What the detector said; null = no response.</param>
/// <param name="Cluster">Number of the independent cluster, from 0: the attack instrument or the person.</param>
public readonly record struct Presentation(string? Species, bool? CalledAttack, int Cluster);

/// <summary>Errors on the attacks of one species.</summary>
/// <param name="Species">Its name.</param>
/// <param name="Apcer">Share of its answered presentations classified as bona fide, 0–1, lower is better.</param>
/// <param name="NonResponse">Share of its presentations without response (APNRR), 0–1.</param>
public sealed record SpeciesErrors(string Species, Estimate Apcer, Estimate NonResponse);

/// <summary>Error rates of presentation-attack detection (ISO/IEC 30107-3:2023, clause 13).</summary>
/// <param name="Species">Per species, by name.</param>
/// <param name="Apcer">The worst species' APCER, 0–1, lower is better; undefined without answered attacks. Its upper bound is the highest of the species', which
/// holds at the stated confidence because the worst species is one of them; the lower bounds are taken at a confidence shared among the species.</param>
/// <param name="Bpcer">Share of answered bona fide presentations classified as attacks, 0–1, lower is better.</param>
/// <param name="Acer">(APCER + BPCER) / 2, an average the standard no longer names, 0–1, lower is better.</param>
/// <param name="BonaFideNonResponse">Share of bona fide presentations without response (BPNRR), 0–1.</param>
public sealed record PresentationAttacks(IReadOnlyList<SpeciesErrors> Species, Estimate Apcer, Estimate Bpcer, Estimate Acer, Estimate BonaFideNonResponse)
{
    /// <summary>The rates of presentations.</summary>
    /// <param name="presentations">Presentations.</param>
    /// <param name="confidence">Two-sided confidence of the intervals.</param>
    public static PresentationAttacks Of(IReadOnlyList<Presentation> presentations, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(presentations);
        var species = presentations.Where(p => p.Species is not null).GroupBy(p => p.Species!).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Name: g.Key, Error: Share(g, said: false), Silent: Silence(g))).ToArray();
        var bonaFide = presentations.Where(p => p.Species is null).ToArray();
        var (bpcer, worst) = (Share(bonaFide, said: true), Worst([.. species.Select(s => s.Error).Where(e => e.N > 0)]));
        return new PresentationAttacks([.. species.Select(s => new SpeciesErrors(s.Name, s.Error.At(confidence), s.Silent.At(confidence)))],
            worst.At(confidence), bpcer.At(confidence), Contrast.Sum(worst, 0.5, bpcer, 0.5).At(confidence), Silence(bonaFide).At(confidence));
    }

    private static ConfidenceCurve Worst(ConfidenceCurve[] species)
    {
        if (species.Length == 0) return ConfidenceCurve.Undefined;
        return new ConfidenceCurve(species.Max(e => e.Value), species.Sum(e => e.N), confidence =>
            (species.Max(e => e.At(Multiplicity.Confidence(confidence, species.Length)).Lower), species.Max(e => e.At(confidence).Upper)));
    }

    private static ConfidenceCurve Share(IEnumerable<Presentation> presentations, bool said)
    {
        Presentation[] answered = [.. presentations.Where(p => p.CalledAttack is not null)];
        return ClusteredRate.Of([.. answered.Select(p => p.CalledAttack == said)], [.. answered.Select(p => p.Cluster)]);
    }

    private static ConfidenceCurve Silence(IEnumerable<Presentation> presentations) =>
        ClusteredRate.Of([.. presentations.Select(p => p.CalledAttack is null)], [.. presentations.Select(p => p.Cluster)]);
}
