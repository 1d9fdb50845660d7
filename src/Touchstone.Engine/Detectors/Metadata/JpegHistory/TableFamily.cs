using Touchstone.Media.Jpeg;

namespace Touchstone.Engine.Detectors.Metadata.JpegHistory;

/// <summary>Where a pair of quantisation tables comes from, by measurable properties alone.</summary>
internal enum TableKind
{
    /// <summary>Both are Annex K scaled to one quality, step for step.</summary>
    ExactOneQuality,
    /// <summary>Both are Annex K scaled step for step, to two qualities.</summary>
    ExactTwoQualities,
    /// <summary>Annex K scaled and then transposed, as a lossless rotation leaves them.</summary>
    Transposed,
    /// <summary>Annex K times a factor, but rounded in another way than the Independent JPEG Group's.</summary>
    OtherRounding,
    /// <summary>Luminance is Annex K scaled; chrominance has another shape.</summary>
    LuminanceOnly,
    /// <summary>Another shape than Annex K.</summary>
    Own,
}

/// <summary>The family of a file's tables, with the nearest qualities.</summary>
internal sealed record TableFamily(TableKind Kind, QualityFit Luminance, QualityFit? Chrominance, string Text)
{
    // A step of 1 or 255 may be clamped and says nothing about the factor; fewer free steps than half the table prove no family.
    private const int LeastFreeSteps = 32;

    internal static TableFamily Of(ushort[] luma, ushort[]? chroma)
    {
        var light = JpegTables.FitLuminance(luma);
        QualityFit? colour = chroma is null ? null : JpegTables.FitChrominance(chroma);
        TableFamily Make(TableKind kind, string text) => new(kind, light, colour, text);
        if (light.IsExact && (colour is null || colour.Value.IsExact && SharesQuality(light, chroma!)))
            return Make(TableKind.ExactOneQuality, $"exactly the Annex K tables scaled to quality {light.Quality}");
        if (light.IsExact && colour is { IsExact: true })
            return Make(TableKind.ExactTwoQualities, $"exactly the Annex K tables scaled to quality {light.Quality} for light and {colour.Value.Quality} for colour");
        var turned = JpegTables.FitLuminance(Transpose(luma));
        if (turned.IsExact)
            return new(TableKind.Transposed, turned, colour, $"the Annex K table scaled to quality {turned.Quality}, but transposed");
        if (light.IsExact)
            return Make(TableKind.LuminanceOnly, $"exactly Annex K scaled to quality {light.Quality} for light, another shape for colour ({Shape(chroma!)})");
        if (Factor(luma, JpegTables.Luminance) is { } factor)
            return Make(TableKind.OtherRounding, $"Annex K times {(factor.Low.ToString("F3") == factor.High.ToString("F3") ? $"{factor.Low:F3}" : $"{factor.Low:F3} to {factor.High:F3}")}, {factor.Rounding}: near quality {light.Quality}, but not as the Independent JPEG Group's library rounds");
        return Make(TableKind.Own, $"an own shape ({Shape(luma)}); nearest Annex K quality {light.Quality}, off by up to {light.LargestDifference} {(light.LargestDifference == 1 ? "step" : "steps")}");
    }

    // At low qualities several numbers give one chrominance table.
    private static bool SharesQuality(QualityFit light, ushort[] chroma) => chroma.AsSpan().SequenceEqual(JpegTables.ScaledChrominance(light.Quality));

    private static ushort[] Transpose(ushort[] table)
    {
        var turned = new ushort[64];
        for (var i = 0; i < 64; i++) turned[i % 8 * 8 + i / 8] = table[i];
        return turned;
    }

    // Every step t of base b bounds the factor: rounding gives (t ± ½)/b, cutting t/b to (t+1)/b, rounding up (t−1)/b to t/b.
    private static (double Low, double High, string Rounding)? Factor(ushort[] table, ReadOnlySpan<ushort> baseTable)
    {
        foreach (var (below, above, rounding) in new[] { (0.5, 0.5, "rounded"), (0.0, 1.0, "cut"), (1.0, 0.0, "rounded up") })
        {
            var (low, high, free) = (0.0, double.MaxValue, 0);
            for (var i = 0; i < 64; i++)
            {
                if (table[i] is 1 or >= 255) continue;
                free++;
                low = Math.Max(low, (table[i] - below) / baseTable[i]);
                high = Math.Min(high, (table[i] + above) / baseTable[i]);
            }
            if (free >= LeastFreeSteps && low <= high) return (low, high, rounding);
        }
        return null;
    }

    private static string Shape(ushort[] table)
    {
        var isSymmetric = table.AsSpan().SequenceEqual(Transpose(table));
        return $"first step {table[0]}, steps {table.Min()} to {table.Max()}, {table.Distinct().Count()} different, {(isSymmetric ? "symmetric" : "not symmetric")}";
    }
}
