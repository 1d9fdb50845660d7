using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Metrics.Curves;

/// <summary>A point of a detection-error trade-off.</summary>
/// <param name="Threshold">Scores at or above it are called manipulated.</param>
/// <param name="Fpr">False-positive rate, 0–1.</param>
/// <param name="Fnr">False-negative rate, 0–1.</param>
/// <param name="X">Φ⁻¹(FPR), standard deviations.</param>
/// <param name="Y">Φ⁻¹(FNR), standard deviations.</param>
public readonly record struct DetPoint(double Threshold, double Fpr, double Fnr, double X, double Y);

/// <summary>Detection-error trade-off (Martin et al. 1997): both error rates on normal-deviate axes, where two normal distributions of equal spread give a straight line of slope −1.</summary>
public static class DetCurve
{
    /// <summary>The points; empty when a class is empty. Rates of 0 and 1 have no place on these axes and are drawn at half a case, 1/(2n) and 1 − 1/(2n).</summary>
    /// <param name="tally">Cases.</param>
    /// <param name="most">Most points.</param>
    public static IReadOnlyList<DetPoint> Of(ScoreTally tally, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(tally);
        static double Probit(double rate, long n) => Normal.Quantile(Math.Clamp(rate, 0.5 / n, 1 - 0.5 / n));
        return [.. RocCurve.Of(tally, most).Select(p => new DetPoint(p.Threshold, p.Fpr, p.Fnr, Probit(p.Fpr, tally.AuthenticTotal), Probit(p.Fnr, tally.ManipulatedTotal)))];
    }
}
