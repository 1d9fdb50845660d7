using System.Globalization;
using Touchstone.Media.Pixels;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Views.Frequencies;

/// <summary>The two-dimensional spectrum of luma.</summary>
internal static class Spectrum
{
    // Enough for every period up to thousands of pixels, and a bound on memory: 16.8 million bins.
    private const int LongestSide = 4096;

    // Below what float arithmetic leaves of a flat picture.
    private const double Floor = 1e-6;

    internal static ViewMethod View { get; } = new(
        "spectrum", "Spectrum of luma",
        "single bright points away from the axes: a period, from enlarging, from an upsampling network or from a printed or filmed screen",
        "the cross through the middle from straight edges, and points at multiples of 1/8 from JPEG blocks",
        "Bracewell, The Fourier Transform and Its Applications; window by Hann")
    {
        Refusal = subject => subject.PixelFault,
        Pictures = Of,
    };

    private static IEnumerable<ViewPicture> Of(ViewSubject subject, CancellationToken cancel)
    {
        var luma = subject.Specimen.Luma.Value!;
        var (width, height) = (Math.Min(luma.Width, LongestSide), Math.Min(luma.Height, LongestSide));
        var part = width == luma.Width && height == luma.Height ? "The whole picture" : $"The middle {width}x{height} px";
        yield return new RasterPicture("", "Spectrum of luma", string.Create(CultureInfo.InvariantCulture,
            $"{part}, less its mean, Hann window. Frequency 0 lies in the middle, 1/2 cycle a pixel at the edges. 0 dB: a wave of one level."))
        {
            Width = width, Values = Decibels(luma, width, height, cancel), Unit = "dB", Low = -70, High = subject.Top(10), CellSize = 0,
        };
    }

    /// <summary>Amplitudes [height, width] of the middle of a plane, dB against one level, frequency 0 at [height / 2, width / 2].</summary>
    internal static float[] Decibels(Plane luma, int width, int height, CancellationToken cancel)
    {
        var (left, top) = ((luma.Width - width) / 2, (luma.Height - height) / 2);
        var (across, down) = (Hann(width), Hann(height));
        var samples = new float[width * height];
        var mean = 0.0;
        for (var y = 0; y < height; y++)
            foreach (var value in luma.Row(top + y).Slice(left, width)) mean += value;
        mean /= samples.Length;
        for (var y = 0; y < height; y++)
        {
            var row = luma.Row(top + y).Slice(left, width);
            for (var x = 0; x < width; x++) samples[y * width + x] = (float)((row[x] - mean) * down[y] * across[x]);
        }
        var plan = new PlaneFft(width, height, cancel);
        var spectrum = plan.Make();
        plan.Forward(samples, spectrum);
        // A wave of amplitude 1 has half of the window's sum in each of its two bins.
        var scale = 2 / Math.Max(across.Sum() * down.Sum(), double.Epsilon);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (k, l) = ((y - height / 2 + height) % height, (x - width / 2 + width) % width);
                var at = l < plan.Bins ? k * plan.Bins + l : (height - k) % height * plan.Bins + width - l;
                samples[y * width + x] = (float)(20 * Math.Log10(Math.Sqrt((double)spectrum.Real[at] * spectrum.Real[at] + (double)spectrum.Imaginary[at] * spectrum.Imaginary[at]) * scale + Floor));
            }
        return samples;
    }

    // Not zero at the ends, so that a line of one or two samples keeps something.
    private static double[] Hann(int length) => [.. Enumerable.Range(0, length).Select(i => 0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / length))];
}
