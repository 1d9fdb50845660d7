namespace Touchstone.Numerics;

/// <summary>The nearest rising sequence: min Σ w (f − y)² over f₁ ≤ f₂ ≤ … ≤ fₙ.</summary>
public static class IsotonicRegression
{
    /// <summary>Fits by pooling adjacent violators (Ayer et al. 1955; Barlow et al. 1972), in linear time.</summary>
    /// <param name="values">y [n], in the order of what it shall rise with; entries of equal place must be merged to their weighted mean before.</param>
    /// <param name="weights">w [n], &gt; 0; empty for 1 each.</param>
    /// <param name="fitted">f [n]; may be <paramref name="values"/>.</param>
    /// <returns>Number of blocks of equal value.</returns>
    /// <exception cref="ArgumentException">The shapes differ or a weight is not above 0.</exception>
    public static int Fit(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Span<double> fitted)
    {
        var n = values.Length;
        if (fitted.Length != n || weights.Length != n && !weights.IsEmpty) throw new ArgumentException("Values, weights and the fit are of equal length.", nameof(fitted));
        var mean = new double[n];
        var mass = new double[n];
        var end = new int[n];
        var blocks = 0;
        for (var i = 0; i < n; i++)
        {
            var (m, w) = (values[i], weights.IsEmpty ? 1 : weights[i]);
            if (!(w > 0)) throw new ArgumentException("Every weight is above 0.", nameof(weights));
            // A block that is not above the one before it is pooled with it, and again.
            while (blocks > 0 && mean[blocks - 1] >= m)
            {
                blocks--;
                m = (mean[blocks] * mass[blocks] + m * w) / (mass[blocks] + w);
                w += mass[blocks];
            }
            (mean[blocks], mass[blocks], end[blocks]) = (m, w, i + 1);
            blocks++;
        }
        for (int b = 0, i = 0; b < blocks; b++)
            for (; i < end[b]; i++) fitted[i] = mean[b];
        return blocks;
    }
}
