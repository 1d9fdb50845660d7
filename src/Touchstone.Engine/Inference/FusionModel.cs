using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Inference;

/// <summary>What one detector adds to a fused likelihood ratio.</summary>
/// <param name="DetectorId">The detector.</param>
/// <param name="Weight">Factor on its natural-log likelihood ratio, ≥ 0.</param>
/// <param name="Silent">Added when it gives no evidence (it abstained, or its score is not calibrated), natural log.</param>
public sealed record FusionTerm(string DetectorId, double Weight, double Silent);

/// <summary>A fitted fusion of the detectors of one question: a weighted sum of their likelihood ratios, with a place for silence (logistic regression fusion, Brümmer et al. 2007).</summary>
/// <param name="Id">Name and first twelve hexadecimal digits of the content hash.</param>
/// <param name="Question">The question.</param>
/// <param name="Offset">Added to the sum, natural log.</param>
/// <param name="Terms">One per detector it was fitted with.</param>
/// <param name="Lowest">Lower bound that its data can carry, natural log.</param>
/// <param name="Highest">Upper bound that its data can carry, natural log.</param>
public sealed record FusionModel(string Id, Question Question, double Offset, IReadOnlyList<FusionTerm> Terms, double Lowest, double Highest)
{
    /// <summary>The fused ratio, or null when no detector of the model gives evidence.</summary>
    /// <param name="evidence">Evidence per detector id.</param>
    public Llr? Fuse(IReadOnlyDictionary<string, Llr> evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (!Terms.Any(t => evidence.ContainsKey(t.DetectorId))) return null;
        double value = Offset, lower = Offset, upper = Offset;
        foreach (var term in Terms)
        {
            // Silence is certain: it has no interval of its own.
            var given = evidence.TryGetValue(term.DetectorId, out var llr);
            value += given ? term.Weight * llr.Value : term.Silent;
            lower += given ? term.Weight * llr.Lower : term.Silent;
            upper += given ? term.Weight * llr.Upper : term.Silent;
        }
        double Bounded(double x) => Math.Clamp(x, Lowest, Highest);
        return new Llr(Bounded(value), Bounded(lower), Bounded(upper));
    }
}

/// <summary>All that turns measurements into evidence.</summary>
/// <param name="Calibrators">At most one per detector.</param>
/// <param name="Fusions">At most one per question; a question without one is fused by the cautious rule of <see cref="Fusion"/>.</param>
public sealed record Calibration(IReadOnlyList<Calibrator> Calibrators, IReadOnlyList<FusionModel> Fusions)
{
    /// <summary>Nothing is calibrated.</summary>
    public static Calibration None { get; } = new([], []);

    /// <summary>The findings with their evidence.</summary>
    public IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings) =>
        [.. findings.Select(f => Calibrators.FirstOrDefault(c => c.DetectorId == f.DetectorId)?.Apply(f) ?? f)];
}
