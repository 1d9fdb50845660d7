using Touchstone.Media.Pixels;
using Touchstone.Numerics.Planes;

namespace Touchstone.Engine.Views.Pixels;

/// <summary>How steeply luma rises, and which way.</summary>
internal static class Gradients
{
    // Below this slope the direction is that of noise and rounding.
    private const float LeastSlope = 2;

    internal static ViewMethod Magnitude { get; } = new(
        "gradient", "Gradient, magnitude by Sobel and by Scharr",
        "outlines that are sharper or softer than their neighbours at the same distance, halos of sharpening",
        "depth of field and motion, which blur a part of many honest pictures",
        "Sobel and Feldman 1968; Scharr, Heidelberg 2000")
    {
        Refusal = subject => subject.PixelFault,
        Pictures = Magnitudes,
    };

    internal static ViewMethod Direction { get; } = new(
        "gradient-direction", "Gradient, direction",
        "light that falls from another side on one object, and patches copied with their directions",
        "direction in flat areas: it is left out below 2 levels a pixel, and is noise just above",
        "Scharr, Heidelberg 2000")
    {
        Refusal = subject => subject.PixelFault,
        Pictures = Directions,
    };

    private static IEnumerable<ViewPicture> Magnitudes(ViewSubject subject, CancellationToken cancel)
    {
        var luma = subject.Specimen.Luma.Value!;
        foreach (var (name, weight) in new[] { ("sobel", Gradient3.Sobel), ("scharr", Gradient3.Scharr) })
        {
            cancel.ThrowIfCancellationRequested();
            var (across, down) = Derive(luma, weight);
            for (var i = 0; i < across.Length; i++) across[i] = MathF.Sqrt(across[i] * across[i] + down[i] * down[i]);
            yield return new RasterPicture(name, $"Gradient magnitude of luma, {char.ToUpperInvariant(name[0]) + name[1..]}", "3x3 samples.") { Width = luma.Width, Values = across, Unit = "levels a pixel", Low = 0, High = subject.Top(32) };
        }
    }

    private static IEnumerable<ViewPicture> Directions(ViewSubject subject, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var luma = subject.Specimen.Luma.Value!;
        var (across, down) = Derive(luma, Gradient3.Scharr);
        for (var i = 0; i < across.Length; i++) across[i] = Angle(across[i], down[i]);
        yield return new RasterPicture("", "Gradient direction of luma, Scharr", $"The way luma rises: 0 to the right, 90 up, 180 to the left, 270 down. Grey: slope below {LeastSlope:0} levels a pixel.")
        {
            Width = luma.Width, Values = across, Unit = "degrees", Low = 0, High = 360, Ramp = Ramp.Wheel,
        };
    }

    /// <summary>Direction of a slope in degrees, 0 to 360 anticlockwise from the right, NaN where it is too flat to have one.</summary>
    internal static float Angle(float across, float down)
    {
        if (across * across + down * down < LeastSlope * LeastSlope) return float.NaN;
        var degrees = MathF.Atan2(-down, across) * (180 / MathF.PI);
        return degrees < 0 ? degrees + 360 : degrees;
    }

    private static (float[] Across, float[] Down) Derive(Plane luma, float weight)
    {
        var (across, down) = (new float[luma.Samples.Length], new float[luma.Samples.Length]);
        Gradient3.Derive(luma.Samples, luma.Width, weight, across, down);
        return (across, down);
    }
}
