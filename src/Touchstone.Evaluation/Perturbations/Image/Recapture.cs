using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Perturbations.Image;

/// <summary>A picture photographed again from paper or from a screen: its own model of the steps, none measured on a named device.</summary>
/// <remarks>
/// Order: the carrier (halftone dots on paper, or the stripes of a liquid-crystal screen), a slight perspective, uneven light, lens blur,
/// shot noise, 8 bit. The steps follow the model of Cao &amp; Kot (ICASSP 2010) for screens and Thongkamwitoon et al. (IEEE TIFS 10, 2015).
/// </remarks>
internal static class Recapture
{
    // Corners move by up to this share of the edge: a hand-held camera nearly straight in front.
    private const double MostTilt = 0.025;

    /// <summary>From a print: dots of a 45°-family screen, paper grain, light falling off to one side.</summary>
    internal static RgbImage Print(RgbImage image, Seeded chance)
    {
        var cell = 2.6 + 0.8 * chance.NextUnit();
        var grain = new Seeded(chance.NextBits());
        var paper = new float[image.Width * image.Height];
        for (var i = 0; i < paper.Length; i++) paper[i] = (float)(2.2 * grain.NextNormal());
        // Angles of cyan, magenta and yellow screens (ISO 12647-2): 15°, 75°, 0°.
        double[] angles = [Math.PI / 12, 5 * Math.PI / 12, 0];
        return Photograph(image, chance, 0.8, (x, y, c, value) =>
        {
            var (sin, cos) = Math.SinCos(angles[c]);
            var screen = Math.Cos(2 * Math.PI * (x * cos + y * sin) / cell) * Math.Cos(2 * Math.PI * (y * cos - x * sin) / cell);
            var at = Math.Clamp((int)y, 0, image.Height - 1) * image.Width + Math.Clamp((int)x, 0, image.Width - 1);
            // Ink takes 8 % of the light from paper white and leaves 10 % where it is full.
            return (float)(22 + 0.82 * value + 14 * screen * Math.Min(value, 255 - value) / 128) + paper[at];
        });
    }

    /// <summary>From a screen: three colour stripes a pixel, whose beat with the sensor is the moiré; bluish white, light from the panel.</summary>
    internal static RgbImage Screen(RgbImage image, Seeded chance)
    {
        var pitch = 2.05 + 0.25 * chance.NextUnit();
        var depth = 0.10 + 0.08 * chance.NextUnit();
        double[] white = [0.97, 1.0, 1.03];
        return Photograph(image, chance, 0.55, (x, y, c, value) =>
        {
            var stripes = 1 + depth * Math.Cos(2 * Math.PI * (x / pitch + c / 3.0)) + 0.5 * depth * Math.Cos(2 * Math.PI * y / pitch);
            return (float)(6 + white[c] * 0.96 * value * stripes);
        });
    }

    private delegate float Carrier(double x, double y, int channel, float value);

    private static RgbImage Photograph(RgbImage image, Seeded chance, double blur, Carrier carrier)
    {
        var (width, height) = (image.Width, image.Height);
        var corners = new double[8];
        for (var i = 0; i < 8; i++) corners[i] = MostTilt * (2 * chance.NextUnit() - 1);
        var (sin, cos) = Math.SinCos(2 * Math.PI * chance.NextUnit());
        var falloff = 0.08 + 0.12 * chance.NextUnit();
        var samples = new byte[image.Samples.Length];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                double u = (x + 0.5) / width, v = (y + 0.5) / height;
                // Corners displaced and interpolated bilinearly: a perspective of a few per cent differs from it by less than a tenth of a pixel a hundred.
                var sx = x + width * Corner(corners, 0, u, v);
                var sy = y + height * Corner(corners, 4, u, v);
                var light = 1 - falloff * (0.5 + (u - 0.5) * cos + (v - 0.5) * sin);
                for (var c = 0; c < 3; c++) samples[3 * (y * width + x) + c] = PixelFilters.Level((float)(light * carrier(sx, sy, c, At(image, sx, sy, c))));
            }
        var blurred = PixelFilters.Blur(image with { Samples = samples }, blur);
        // Shot noise grows with the root of the light; 1.6 levels at white is a small sensor in room light.
        return image with { Samples = Array.ConvertAll(blurred.Samples, s => PixelFilters.Level((float)(s + 0.1 * Math.Sqrt(s + 4.0) * chance.NextNormal()))) };
    }

    private static double Corner(double[] d, int at, double u, double v) => double.Lerp(double.Lerp(d[at], d[at + 1], u), double.Lerp(d[at + 2], d[at + 3], u), v);

    private static float At(RgbImage image, double x, double y, int channel)
    {
        var (column, row) = ((int)Math.Floor(x), (int)Math.Floor(y));
        float Sample(int c, int r) => image.Samples[3 * (Math.Clamp(r, 0, image.Height - 1) * image.Width + Math.Clamp(c, 0, image.Width - 1)) + channel];
        var (s, t) = ((float)(x - column), (float)(y - row));
        return float.Lerp(float.Lerp(Sample(column, row), Sample(column + 1, row), s), float.Lerp(Sample(column, row + 1), Sample(column + 1, row + 1), s), t);
    }
}
