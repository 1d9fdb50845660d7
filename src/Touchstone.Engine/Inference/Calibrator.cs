using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Inference;

/// <summary>A knot of a calibration curve.</summary>
/// <param name="Score">Oriented score (higher supports manipulation), in the detector's unit.</param>
/// <param name="Llr">Natural-log likelihood ratio there.</param>
/// <param name="Lower">Lower end of its 95 % interval.</param>
/// <param name="Upper">Upper end of its 95 % interval.</param>
public readonly record struct CalibrationKnot(double Score, double Llr, double Lower, double Upper);

/// <summary>A fitted map from one score of one detector to a likelihood ratio: straight between its knots, constant beyond the first and last.</summary>
/// <remarks>
/// Whatever was fitted (logistic, pool-adjacent-violators, bi-Gaussian) is a monotone curve cut off at the bounds that its data can
/// carry (Vergeer et al. 2016, empirical lower and upper bounds), so that knots hold every kind. A score of another detector version
/// is not calibrated by it.
/// </remarks>
public sealed record Calibrator
{
    /// <summary>Name and first twelve hexadecimal digits of the content hash: "JpegGhost-logistic@0123456789ab".</summary>
    public required string Id { get; init; }

    /// <summary>The detector whose main score is mapped.</summary>
    public required string DetectorId { get; init; }

    /// <summary>Its version; findings of any other stay uncalibrated.</summary>
    public required string DetectorVersion { get; init; }

    /// <summary>Name of the score, as the finding names it.</summary>
    public required string ScoreName { get; init; }

    /// <summary>The curve, scores strictly rising, likelihood ratios not falling; at least one knot.</summary>
    public required IReadOnlyList<CalibrationKnot> Knots { get; init; }

    /// <summary>The likelihood ratio of an oriented score; a score that is not a number has none.</summary>
    public Llr? Apply(double oriented)
    {
        if (double.IsNaN(oriented)) return null;
        var next = 0;
        while (next < Knots.Count && Knots[next].Score < oriented) next++;
        if (next == 0) return At(Knots[0]);
        if (next == Knots.Count) return At(Knots[^1]);
        var (a, b) = (Knots[next - 1], Knots[next]);
        var share = (oriented - a.Score) / (b.Score - a.Score);
        double Between(double from, double to) => from + (to - from) * share;
        return new Llr(Between(a.Llr, b.Llr), Between(a.Lower, b.Lower), Between(a.Upper, b.Upper));
    }

    /// <summary>The finding with its evidence where this calibrator fits it, else the finding as it is.</summary>
    public Finding Apply(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (finding is not { State: FindingState.Measured, Scores: [var main, ..] } || finding.DetectorId != DetectorId || finding.DetectorVersion != DetectorVersion
            || main.Name != ScoreName || main.Oriented() is not { } oriented || Apply(oriented) is not { } llr) return finding;
        return finding with { Evidence = new CalibratedEvidence(llr, Id) };
    }

    private static Llr At(CalibrationKnot knot) => new(knot.Llr, knot.Lower, knot.Upper);
}
