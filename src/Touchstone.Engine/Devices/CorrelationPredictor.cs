namespace Touchstone.Engine.Devices;

/// <summary>How strongly a window should correlate with the fingerprint: a polynomial of the second order in its four features (Chen et al. 2008, §V.B).</summary>
/// <param name="Coefficients">One for each of <see cref="Terms"/>.</param>
/// <param name="Floor">Standard deviation of the correlation about a prediction of 0.</param>
/// <param name="Relative">What each unit of prediction adds to it, in quadrature. Both are no less than a normal law needs to reach the worst window of the references.</param>
public sealed record CorrelationPredictor(double[] Coefficients, double Floor, double Relative)
{
    /// <summary>Terms of the polynomial: four features, to the second order.</summary>
    public const int Terms = 15;

    // A picture may show the pattern more plainly than the references did, but not without end.
    private const double MostGain = 2;

    /// <summary>The correlation to be expected of a window, ≥ 0.</summary>
    public double Expected(in WindowFeatures features)
    {
        Span<double> row = stackalloc double[Terms];
        Row(features, row);
        var sum = 0.0;
        for (var i = 0; i < Terms; i++) sum += Coefficients[i] * row[i];
        return Math.Max(0, sum);
    }

    /// <summary>Standard deviation of a window's correlation about what is expected.</summary>
    /// <param name="expected">The prediction, scaled by the picture's gain.</param>
    public double Spread(double expected) => Math.Sqrt(Floor * Floor + Relative * Relative * expected * expected);

    /// <summary>How much of the expected correlation a whole picture shows: the third quartile of the ratio over the half of the windows that should show most; 1 = as the references.</summary>
    /// <remarks>Compression and processing weaken the pattern everywhere; what counts is where it is weaker than in the rest of the picture. A quartile, because a changed part lies in many windows and only takes away.</remarks>
    /// <param name="windows">Measured and expected correlations.</param>
    public static double Gain(IReadOnlyList<(double Measured, double Expected)> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (windows.Count == 0) return 0;
        double[] ratios = [.. windows.OrderByDescending(w => w.Expected).Take((windows.Count + 1) / 2).Where(w => w.Expected > 0).Select(w => w.Measured / w.Expected).Order()];
        return ratios.Length == 0 ? 0 : Math.Clamp(ratios[ratios.Length * 3 / 4], 0, MostGain);
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
