using Touchstone.Evaluation.Estimates;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Metrics.Biometrics;

/// <summary>
/// What a person can tell apart and which way the person leans (Green &amp; Swets 1966): d′ = z(H) − z(F), c = −½ (z(H) + z(F)), H and F with the
/// log-linear correction (k + ½)/(n + 1) (Hautus 1995), so that perfect and empty answers have a number.
/// </summary>
/// <param name="DPrime">Sensitivity d′, standard deviations, higher is better, 0 by chance. Interval by the variance of Gourevitch &amp; Galanter (1967).</param>
/// <param name="Criterion">Criterion c, standard deviations: below 0 the person calls things manipulated too readily, above 0 too rarely. Same variance / 4.</param>
/// <param name="HitRate">Corrected hit rate H, strictly between 0 and 1.</param>
/// <param name="FalseAlarmRate">Corrected false-alarm rate F, strictly between 0 and 1.</param>
public sealed record HumanSensitivity(Estimate DPrime, Estimate Criterion, double HitRate, double FalseAlarmRate)
{
    /// <summary>d′ and c of one person's answers; undefined (N = 0) without cases of both classes.</summary>
    /// <param name="answers">Hits = true positives, false alarms = false positives.</param>
    /// <param name="confidence">Two-sided confidence.</param>
    public static HumanSensitivity Of(Confusion answers, double confidence = 0.95)
    {
        var (manipulated, authentic) = (answers.TruePositive + answers.FalseNegative, answers.FalsePositive + answers.TrueNegative);
        if (manipulated == 0 || authentic == 0)
        {
            var nothing = new Estimate(double.NaN, double.NaN, double.NaN, 0);
            return new HumanSensitivity(nothing, nothing, double.NaN, double.NaN);
        }
        var (h, f) = ((answers.TruePositive + 0.5) / (manipulated + 1), (answers.FalsePositive + 0.5) / (authentic + 1));
        var (zh, zf) = (Normal.Quantile(h), Normal.Quantile(f));
        var deviation = Math.Sqrt(Variance(h, zh, manipulated) + Variance(f, zf, authentic));
        var reach = Normal.Quantile((1 + confidence) / 2) * deviation;
        var (d, c, n) = (zh - zf, -(zh + zf) / 2, (int)(manipulated + authentic));
        return new HumanSensitivity(new Estimate(d, d - reach, d + reach, n), new Estimate(c, c - reach / 2, c + reach / 2, n), h, f);
    }

    private static double Variance(double rate, double z, long n) => rate * (1 - rate) / (n * Normal.Density(z) * Normal.Density(z));
}
