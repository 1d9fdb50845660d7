namespace Touchstone.Engine.Devices;

/// <summary>How strongly a window should correlate with the fingerprint: a polynomial of the second order in its four features (Chen et al. 2008, §V.B).</summary>
/// <param name="Coefficients">One for each of <see cref="Terms"/>.</param>
/// <param name="Spread">Standard deviation of the correlation about the prediction, over windows of the references.</param>
public sealed record CorrelationPredictor(double[] Coefficients, double Spread)
{
    /// <summary>Terms of the polynomial: four features, to the second order.</summary>
    public const int Terms = 15;

    /// <summary>The correlation to be expected of a window, ≥ 0.</summary>
    public double Expected(in WindowFeatures features)
    {
        Span<double> row = stackalloc double[Terms];
        Row(features, row);
        var sum = 0.0;
        for (var i = 0; i < Terms; i++) sum += Coefficients[i] * row[i];
        return Math.Max(0, sum);
    }

    /// <summary>The terms of a window: 1, the features, their products.</summary>
    internal static void Row(in WindowFeatures features, Span<double> row)
    {
        ReadOnlySpan<double> f = [1, features.Intensity, features.Texture, features.Flatness, features.Both];
        var at = 0;
        for (var i = 0; i < f.Length; i++)
            for (var j = i; j < f.Length; j++)
                row[at++] = f[i] * f[j];
    }
}

/// <summary>What lets one foretell how well the fingerprint shows in a window; each 0 to 1.</summary>
/// <param name="Intensity">Mean of luma against its highest useful value, 0 where saturated.</param>
/// <param name="Texture">Mean of 1/(1 + local variance of the residual): 1 = smooth.</param>
/// <param name="Flatness">Share of the window whose luma varies by less than 3 % of itself.</param>
/// <param name="Both">Mean of intensity × texture.</param>
public readonly record struct WindowFeatures(double Intensity, double Texture, double Flatness, double Both);
