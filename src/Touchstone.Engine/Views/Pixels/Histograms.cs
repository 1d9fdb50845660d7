using Touchstone.Media;

namespace Touchstone.Engine.Views.Pixels;

/// <summary>How many samples have each level.</summary>
internal static class Histograms
{
    internal static ViewMethod View { get; } = new(
        "histogram", "Histograms of red, green, blue and luma",
        "regular gaps and peaks: levels were stretched or squeezed after the last rounding",
        "a peak at 0 or 255 from clipping, and the smooth comb that scaling of one channel in the camera leaves",
        "Stamm and Liu, TIFS 5(3), 2010")
    {
        Refusal = subject => subject.PixelFault,
        Pictures = (subject, cancel) => Of(subject.Specimen, cancel),
    };

    private static IEnumerable<ViewPicture> Of(Specimen specimen, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var counts = Count(specimen.Pixels.Value!.Samples);
        var luma = new long[256];
        foreach (var value in specimen.Luma.Value!.Samples) luma[Math.Clamp((int)MathF.Round(value), 0, 255)]++;
        string[] names = ["Red", "Green", "Blue", "Luma, rounded"];
        long[][] all = [.. counts, luma];
        yield return new PlotPicture("", "Histograms", "Linear counts; each plot has its own top, stated above it.", "level", 2,
            [.. all.Select((c, i) => new CountPlot($"{names[i]}: {Gaps(c)}", 0, c))]);
    }

    internal static long[][] Count(ReadOnlySpan<byte> rgb)
    {
        long[][] counts = [new long[256], new long[256], new long[256]];
        for (var i = 0; i + 2 < rgb.Length; i += 3)
        {
            counts[0][rgb[i]]++;
            counts[1][rgb[i + 1]]++;
            counts[2][rgb[i + 2]]++;
        }
        return counts;
    }

    internal static string Gaps(long[] counts)
    {
        var (first, last) = (Array.FindIndex(counts, c => c > 0), Array.FindLastIndex(counts, c => c > 0));
        return first < 0 ? "no samples" : $"{counts[first..last].Count(c => c == 0)} empty levels between {first} and {last}";
    }
}
