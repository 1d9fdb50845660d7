namespace Touchstone.Numerics.Filters;

/// <summary>Sampled Gaussian kernels for <see cref="SeparableConvolution"/>.</summary>
public static class GaussianKernel
{
    /// <summary>A kernel of unit sum, cut at four standard deviations (mass beyond: 6·10⁻⁵).</summary>
    /// <param name="sigma">Standard deviation, samples, &gt; 0 and ≤ 1000.</param>
    /// <returns>Weights [2⌈4σ⌉ + 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">σ is outside its range.</exception>
    public static float[] Of(double sigma)
    {
        if (!(sigma > 0 && sigma <= 1000)) throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "0 < σ ≤ 1000.");
        var radius = (int)Math.Ceiling(4 * sigma);
        var weights = Enumerable.Range(-radius, 2 * radius + 1).Select(i => Math.Exp(-0.5 * i * i / (sigma * sigma))).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => (float)(w / sum))];
    }
}
