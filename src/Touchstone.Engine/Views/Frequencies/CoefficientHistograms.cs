using Touchstone.Media.Jpeg;

namespace Touchstone.Engine.Views.Frequencies;

/// <summary>How often each frequency of a JPEG has each level.</summary>
internal static class CoefficientHistograms
{
    // Periods of double quantisation up to this many levels are seen whole.
    private const int Reach = 24;

    internal static ViewMethod View { get; } = new(
        "coefficients", "JPEG coefficients, histograms of each frequency",
        "regular gaps and peaks at low frequencies: the coefficients were quantised before with another step",
        "few counts at high frequencies, which jump by chance",
        "Popescu and Farid, IH 2004; Lin et al., Pattern Recognition 42(11), 2009")
    {
        Refusal = subject => subject.CoefficientFault,
        Pictures = (subject, cancel) => Of(subject.Specimen.Coefficients.Value!, cancel),
    };

    private static IEnumerable<ViewPicture> Of(JpegCoefficients coefficients, CancellationToken cancel)
    {
        for (var c = 0; c < coefficients.Components.Count; c++)
        {
            cancel.ThrowIfCancellationRequested();
            var plane = coefficients.Components[c];
            var name = c switch { 0 => "luma", 1 => "chroma-blue", 2 => "chroma-red", _ => $"component-{c + 1}" };
            var counts = Count(plane);
            yield return new PlotPicture(name, $"Stored levels of each frequency, {name.Replace('-', ' ')}",
                $"Rows: vertical frequency 0 to 7; columns: horizontal frequency. Levels {-Reach} to {Reach} as stored; what lies beyond is left out. The bar at 0 is cut to the highest other bar.", "level", 8,
                [.. counts.Select((levels, i) => new CountPlot($"{i / 8},{i % 8} q{plane.Quantisation[i]}", -Reach, Cut(levels)))]);
        }
    }

    internal static long[][] Count(CoefficientPlane plane)
    {
        var counts = new long[64][];
        for (var i = 0; i < 64; i++) counts[i] = new long[2 * Reach + 1];
        for (var row = 0; row < plane.ImageBlocksHigh; row++)
            for (var column = 0; column < plane.ImageBlocksWide; column++)
            {
                var block = plane.Block(row, column);
                for (var i = 0; i < 64; i++)
                    if (block[i] is >= -Reach and <= Reach) counts[i][block[i] + Reach]++;
            }
        return counts;
    }

    private static long[] Cut(long[] levels)
    {
        var others = levels.Where((_, i) => i != Reach).Max();
        return others == 0 ? levels : [.. levels.Select((count, i) => i == Reach ? Math.Min(count, others) : count)];
    }
}
