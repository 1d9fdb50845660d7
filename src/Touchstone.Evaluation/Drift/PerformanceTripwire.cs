using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Drift;

/// <summary>
/// What error rates would be if the stated probabilities were true: confidence-based performance estimation without labels. A tripwire and
/// never proof: it believes the calibration, so that a new generator which the detectors do not see raises the misses and leaves this
/// estimate as it was. It belongs beside audited rates, and the disagreement of the two is the alarm.
/// </summary>
/// <param name="Precision">Expected share of manipulated cases among those flagged.</param>
/// <param name="Recall">Expected share of flagged cases among the manipulated.</param>
/// <param name="Prior">Share of manipulated cases used, 0–1.</param>
public sealed record PerformanceTripwire(Estimate Precision, Estimate Recall, double Prior)
{
    private const int MostRounds = 1_000;

    /// <summary>Estimates from one window.</summary>
    /// <param name="probabilities">Calibrated probabilities of manipulation at <paramref name="prior"/> [n], 0–1.</param>
    /// <param name="prior">Share of manipulated cases that the probabilities were stated for, between 0 and 1.</param>
    /// <param name="flagFrom">Probability, as stated, from which cases are flagged.</param>
    /// <param name="correctPrior">Whether to find the window's own prior first (expectation–maximisation; Saerens, Latinne &amp; Decaestecker 2002) and restate the probabilities; flags stay as they were.</param>
    /// <exception cref="ArgumentException">There are no probabilities, or the prior is not between 0 and 1.</exception>
    public static PerformanceTripwire Estimate(IReadOnlyList<double> probabilities, double prior, double flagFrom, bool correctPrior = true)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (probabilities.Count == 0) throw new ArgumentException("There are no probabilities.", nameof(probabilities));
        if (!(prior is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(prior), prior, "The prior is between 0 and 1.");
        var own = correctPrior ? Correct(probabilities, prior) : prior;
        double flagged = 0, right = 0, missed = 0, rightSquare = 0, missedSquare = 0;
        foreach (var stated in probabilities)
        {
            var p = Restate(stated, prior, own);
            if (stated >= flagFrom) (flagged, right, rightSquare) = (flagged + 1, right + p, rightSquare + p * (1 - p));
            else (missed, missedSquare) = (missed + p, missedSquare + p * (1 - p));
        }
        return new PerformanceTripwire(Ratio(right, flagged, rightSquare / (flagged * flagged), (int)flagged), RecallOf(right, missed, rightSquare, missedSquare, probabilities.Count), own);
    }

    /// <summary>Whether an audited rate contradicts the estimate: their 95 % intervals do not meet. That is the alarm; agreement proves nothing.</summary>
    /// <param name="estimate">Precision or recall of this estimate.</param>
    /// <param name="audited">The same rate from audited cases, with its interval.</param>
    public static bool Disagrees(Estimate estimate, Estimate audited) => estimate.N > 0 && audited.N > 0 && (audited.Upper < estimate.Lower || audited.Lower > estimate.Upper);

    /// <summary>The window's share of manipulated cases, as its own probabilities imply it.</summary>
    private static double Correct(IReadOnlyList<double> probabilities, double prior)
    {
        var own = prior;
        for (var round = 0; round < MostRounds; round++)
        {
            var next = Math.Clamp(probabilities.Average(p => Restate(p, prior, own)), 1e-6, 1 - 1e-6);
            if (Math.Abs(next - own) < 1e-9) return next;
            own = next;
        }
        return own;
    }

    private static double Restate(double stated, double prior, double own)
    {
        var (one, other) = (stated * own / prior, (1 - stated) * (1 - own) / (1 - prior));
        return one + other > 0 ? one / (one + other) : stated;
    }

    // TP / (TP + FN): the variance by linearisation, both sums of independent truths.
    private static Estimate RecallOf(double right, double missed, double rightSquare, double missedSquare, int n)
    {
        var all = right + missed;
        return Ratio(right, all, (missed * missed * rightSquare + right * right * missedSquare) / Math.Pow(all, 4), n);
    }

    private static Estimate Ratio(double part, double whole, double variance, int n)
    {
        if (whole <= 0 || n == 0) return new Estimate(double.NaN, double.NaN, double.NaN, 0);
        var half = 1.959964 * Math.Sqrt(variance);
        return new Estimate(part / whole, Math.Max(0, part / whole - half), Math.Min(1, part / whole + half), n);
    }
}
