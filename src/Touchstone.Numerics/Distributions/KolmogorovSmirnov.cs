namespace Touchstone.Numerics.Distributions;

/// <summary>The Kolmogorov–Smirnov test of one or two samples.</summary>
public static class KolmogorovSmirnov
{
    /// <summary>P[K ≥ λ] of Kolmogorov's limit distribution, 0 to 1.</summary>
    /// <param name="lambda">√n · D, ≥ 0.</param>
    /// <remarks>2 Σ (−1)^(j−1) e^(−2j²λ²) (Kolmogorov 1933); below λ = 1 its theta-function twin, which converges there.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative.</exception>
    public static double LimitTail(double lambda)
    {
        if (!(lambda >= 0)) throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "λ ≥ 0.");
        // Below 0.03 the complement is smaller than the smallest double.
        if (lambda < 0.03) return 1;
        var sum = 0.0;
        if (lambda < 1)
        {
            for (var j = 1; j <= 9; j += 2)
                sum += Math.Exp(-j * j * Math.PI * Math.PI / (8 * lambda * lambda));
            return 1 - Math.Sqrt(2 * Math.PI) / lambda * sum;
        }
        for (var j = 1; j <= 6; j++)
            sum += (j % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * j * j * lambda * lambda);
        return sum;
    }

    /// <summary>P[D ≥ d] for n independent samples of a continuous distribution, 0 to 1.</summary>
    /// <param name="distance">Largest distance d of the distribution functions, 0 to 1.</param>
    /// <param name="effectiveCount">n; for two samples n₁n₂/(n₁+n₂). ≥ 1.</param>
    /// <remarks>Stephens' finite-sample correction (1970): λ = (√n + 0.12 + 0.11/√n) d.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double Tail(double distance, double effectiveCount)
    {
        if (!(distance >= 0 && distance <= 1)) throw new ArgumentOutOfRangeException(nameof(distance), distance, "0 ≤ d ≤ 1.");
        if (!(effectiveCount > 0)) throw new ArgumentOutOfRangeException(nameof(effectiveCount), effectiveCount, "n > 0.");
        var root = Math.Sqrt(effectiveCount);
        return LimitTail((root + 0.12 + 0.11 / root) * distance);
    }

    /// <summary>The largest distance between the distribution functions of two samples, 0 to 1.</summary>
    /// <param name="first">Values in ascending order, at least one.</param>
    /// <param name="second">Values in ascending order, at least one.</param>
    /// <exception cref="ArgumentException">A sample is empty.</exception>
    public static double Distance(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        if (first.IsEmpty || second.IsEmpty) throw new ArgumentException("Each sample has at least one value.");
        var (i, j, largest) = (0, 0, 0.0);
        while (i < first.Length && j < second.Length)
        {
            var value = Math.Min(first[i], second[j]);
            // "Not greater" also steps over NaN, which would otherwise hold the loop.
            while (i < first.Length && !(first[i] > value)) i++;
            while (j < second.Length && !(second[j] > value)) j++;
            largest = Math.Max(largest, Math.Abs((double)i / first.Length - (double)j / second.Length));
        }
        return largest;
    }
}
