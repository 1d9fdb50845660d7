using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Metrics.Biometrics;

/// <summary>One comparison of a probe with an enrolled person.</summary>
/// <param name="Similarity">Score, higher = more alike; NaN = the probe could not be acquired.</param>
/// <param name="Mated">Whether both are the same person.</param>
/// <param name="Cluster">Number of the independent cluster, from 0: the person of the probe.</param>
public readonly record struct Comparison(double Similarity, bool Mated, int Cluster);

/// <summary>Error rates of verification at a threshold (ISO/IEC 19795-1:2021, clause 9): of the comparison (FMR, FNMR), of the transaction (FAR, FRR) and of the whole with enrolment (GFAR, GFRR).</summary>
/// <param name="Fmr">False-match rate: answered non-mated comparisons at or above the threshold, 0–1, lower is better.</param>
/// <param name="Fnmr">False-non-match rate: answered mated comparisons below the threshold, 0–1, lower is better.</param>
/// <param name="Fta">Failure to acquire: comparisons without a probe, 0–1, lower is better.</param>
public sealed record VerificationErrors(Estimate Fmr, Estimate Fnmr, Estimate Fta)
{
    /// <summary>False-accept rate of one attempt FMR·(1 − FTA), 0–1.</summary>
    public double Far => Fmr.Value * (1 - Fta.Value);

    /// <summary>False-reject rate of one attempt FTA + FNMR·(1 − FTA), 0–1.</summary>
    public double Frr => Fta.Value + Fnmr.Value * (1 - Fta.Value);

    /// <summary>Generalised false-accept rate FMR·(1 − FTA)·(1 − FTE), 0–1.</summary>
    /// <param name="failureToEnrol">FTE, 0–1.</param>
    public double Gfar(double failureToEnrol) => Far * (1 - failureToEnrol);

    /// <summary>Generalised false-reject rate FTE + (1 − FTE)·FTA + (1 − FTE)·(1 − FTA)·FNMR, 0–1.</summary>
    /// <param name="failureToEnrol">FTE, 0–1.</param>
    public double Gfrr(double failureToEnrol) => failureToEnrol + (1 - failureToEnrol) * Frr;

    /// <summary>The rates at a threshold; a rate without comparisons of its kind is NaN with N = 0.</summary>
    /// <param name="comparisons">Comparisons.</param>
    /// <param name="threshold">A similarity at or above it is a match.</param>
    /// <param name="confidence">Two-sided confidence of the intervals.</param>
    public static VerificationErrors Of(IReadOnlyList<Comparison> comparisons, double threshold, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        Estimate Share(Func<Comparison, bool> asked, Func<Comparison, bool> wrong)
        {
            Comparison[] some = [.. comparisons.Where(asked)];
            return ClusteredRate.Of([.. some.Select(wrong)], [.. some.Select(c => c.Cluster)]).At(confidence);
        }
        return new VerificationErrors(
            Share(c => !c.Mated && !double.IsNaN(c.Similarity), c => c.Similarity >= threshold),
            Share(c => c.Mated && !double.IsNaN(c.Similarity), c => c.Similarity < threshold),
            Share(_ => true, c => double.IsNaN(c.Similarity)));
    }

    /// <summary>Lowest threshold whose false-match rate is at most a stated one, and the false-non-match rate there ("FNMR at FMR").</summary>
    /// <param name="comparisons">Comparisons; those without a probe are left out.</param>
    /// <param name="fmr">Stated rate, 0–1.</param>
    /// <returns>The threshold; above every non-matching score where no score keeps the rate. NaN without non-mated comparisons.</returns>
    public static double ThresholdAt(IReadOnlyList<Comparison> comparisons, double fmr)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        double[] impostors = [.. comparisons.Where(c => !c.Mated && !double.IsNaN(c.Similarity)).Select(c => c.Similarity).OrderDescending()];
        if (impostors.Length == 0) return double.NaN;
        var allowed = (int)Math.Floor(fmr * impostors.Length + 1e-9);
        if (allowed >= impostors.Length) return double.NegativeInfinity;
        // One more impostor would match at its own score; just above it none of its equals do.
        return Math.BitIncrement(impostors[allowed]);
    }
}
