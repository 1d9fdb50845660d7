using System.Globalization;
using Touchstone.Evaluation.Manipulations.Image.Kernels;
using Touchstone.Evaluation.Perturbations.Image;
using Touchstone.Media.Pixels;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>Self-blended faces (Shiohara &amp; Yamasaki, CVPR 2022): the face, slightly recoloured, resampled and moved, blended over itself under a deformed soft mask.</summary>
/// <remarks>It leaves the traces that every face swap shares (blending edge, colour and frequency mismatch, landmark mismatch) and no generator's own.</remarks>
internal static class FaceBlend
{
    // Section 3.2 of the paper: shift up to 3 % of the height and 1.5 % of the width, size 0.95 to 1/0.95, opacity one of these.
    private static readonly double[] Opacities = [0.25, 0.5, 0.75, 1, 1, 1];
    private const float Invisible = 0.02f;

    internal static View<EditedImage> Apply(ImageEdit edit)
    {
        var image = edit.Target;
        if (Region.Refuse(image.Width, image.Height) is { } refusal) return View<EditedImage>.Missing(refusal);
        if ((edit.Face ?? SkinRegion.Find(image)) is not { } face)
            return View<EditedImage>.Missing(Fault.Absent(Codes.NotApplicableNoTrace, "No face-like patch of skin colour was found. Say where the face is in the manifest's column 'face' (cx,cy,rx,ry)."));
        var chance = edit.Chance;
        var (layer, look) = Recoloured(image, chance);
        var (dx, dy) = (0.03 * face.RadiusX * (2 * chance.NextUnit() - 1), 0.06 * face.RadiusY * (2 * chance.NextUnit() - 1));
        var scale = Math.Pow(0.95, 2 * chance.NextUnit() - 1);
        var opacity = Opacities[chance.NextInt(Opacities.Length)];
        var softness = 0.05 + 0.2 * chance.NextUnit();
        var outline = new Wobble(chance);
        var (samples, mask) = ((byte[])image.Samples.Clone(), new bool[image.Width * image.Height]);
        Span<float> rgb = stackalloc float[3];
        for (var y = Math.Max(1, (int)(face.CentreY - 1.4 * face.RadiusY)); y < Math.Min(image.Height - 1, face.CentreY + 1.4 * face.RadiusY); y++)
            for (var x = Math.Max(1, (int)(face.CentreX - 1.4 * face.RadiusX)); x < Math.Min(image.Width - 1, face.CentreX + 1.4 * face.RadiusX); x++)
            {
                var (u, v) = ((x - face.CentreX) / face.RadiusX, (y - face.CentreY) / face.RadiusY);
                // 1 well inside, 0 well outside, falling over the softness around the deformed outline.
                var t = Math.Clamp(0.5 - (Math.Sqrt(u * u + v * v) - outline.At(Math.Atan2(v, u))) / (2 * softness), 0, 1);
                var alpha = (float)(opacity * t * t * (3 - 2 * t));
                if (alpha < Invisible) continue;
                PixelSampling.Cubic(layer, face.CentreX + (x - face.CentreX - dx) / scale, face.CentreY + (y - face.CentreY - dy) / scale, rgb);
                var i = y * image.Width + x;
                for (var c = 0; c < 3; c++) samples[3 * i + c] = PixelSampling.Round(image.Samples[3 * i + c] + alpha * (rgb[c] - image.Samples[3 * i + c]));
                mask[i] = true;
            }
        string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
        return View<EditedImage>.Of(new EditedImage(image with { Samples = samples }, mask, new Dictionary<string, string>(look)
        {
            ["face"] = $"{Text(face.CentreX)},{Text(face.CentreY)},{Text(face.RadiusX)},{Text(face.RadiusY)}", ["face_from"] = edit.Face is null ? "skin colour" : "given",
            ["move_px"] = $"{Text(dx)},{Text(dy)}", ["scale"] = Text(scale), ["opacity"] = Text(opacity), ["softness"] = Text(softness),
        }), "face blended over itself");
    }

    // Colour shift of up to 20 levels a channel with a contrast of ±10 %, then either coarser or sharper.
    private static (RgbImage Layer, Dictionary<string, string> Look) Recoloured(RgbImage image, Seeded chance)
    {
        double[] shift = [Shift(chance), Shift(chance), Shift(chance)];
        var contrast = 0.9 + 0.2 * chance.NextUnit();
        var coarser = chance.NextInt(2) == 0;
        var factor = 1.5 + 2 * chance.NextUnit();
        var soft = Rescale.To(Rescale.By(image, 1 / factor, RescaleKernel.Bilinear), image.Width, image.Height, RescaleKernel.Cubic);
        var samples = new byte[image.Samples.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            var value = coarser ? soft.Samples[i] : 1.5 * image.Samples[i] - 0.5 * soft.Samples[i];
            samples[i] = PixelSampling.Round((float)(128 + contrast * (value - 128) + shift[i % 3]));
        }
        return (image with { Samples = samples }, new Dictionary<string, string>
        {
            ["colour_shift"] = string.Join(',', shift.Select(s => s.ToString("0.0", CultureInfo.InvariantCulture))), ["contrast"] = contrast.ToString("0.000", CultureInfo.InvariantCulture),
            ["frequency"] = (coarser ? "coarser by " : "sharpened at ") + factor.ToString("0.00", CultureInfo.InvariantCulture),
        });
    }

    // A shift below 3 levels would not be seen against noise.
    private static double Shift(Seeded chance) => (chance.NextInt(2) == 0 ? -1 : 1) * (3 + 17 * chance.NextUnit());

    private sealed class Wobble(Seeded chance)
    {
        private readonly (double Height, double Phase)[] _waves = [.. Enumerable.Range(0, 4).Select(k => (0.06 * chance.NextUnit() / (k + 1), 2 * Math.PI * chance.NextUnit()))];
        private readonly double _size = 0.85 + 0.2 * chance.NextUnit();

        internal double At(double angle)
        {
            var r = _size;
            for (var k = 0; k < _waves.Length; k++) r += _waves[k].Height * Math.Cos((k + 2) * angle + _waves[k].Phase);
            return r;
        }
    }
}
