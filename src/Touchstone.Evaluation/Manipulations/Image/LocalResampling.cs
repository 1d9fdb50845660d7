using System.Globalization;
using Touchstone.Evaluation.Manipulations.Image.Kernels;
using Touchstone.Media;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>A part enlarged, shrunk or turned in place, as reshaping tools do: fully in its middle, fading out towards its edge.</summary>
internal static class LocalResampling
{
    private const double LeastShare = 0.02, MostShare = 0.12;

    // The outer part of the region, by depth, over which the warp fades out.
    private const double FadeShare = 0.4;

    internal static View<EditedImage> Apply(ImageEdit edit)
    {
        var image = edit.Target;
        if (Region.Refuse(image.Width, image.Height) is { } refusal) return View<EditedImage>.Missing(refusal);
        var region = RegionShape.DrawTextured(image, edit.Chance, LeastShare, MostShare);
        var scale = Math.Round(Math.Exp((edit.Chance.NextInt(2) == 0 ? -1 : 1) * (0.06 + 0.2 * edit.Chance.NextUnit())), 3);
        var degrees = edit.Chance.NextInt(2) == 0 ? 0 : Math.Round(16 * (edit.Chance.NextUnit() - 0.5), 1);
        var depth = region.Depth();
        var fade = FadeShare * depth.Max();
        var (cx, cy) = ((region.Box.Left + region.Box.Right - 1) / 2.0, (region.Box.Top + region.Box.Bottom - 1) / 2.0);
        var (warped, mask) = Overlay.Lay(image, region, 0, (x, y, rgb) =>
        {
            var t = Math.Clamp(depth[y * image.Width + x] / fade, 0, 1);
            t = t * t * (3 - 2 * t);
            var (sin, cos) = Math.SinCos(t * degrees * Math.PI / 180);
            var by = Math.Pow(scale, -t);
            PixelSampling.Cubic(image, cx + by * (cos * (x - cx) + sin * (y - cy)), cy + by * (-sin * (x - cx) + cos * (y - cy)), rgb);
        });
        return View<EditedImage>.Of(new EditedImage(warped, mask, new Dictionary<string, string>
        {
            ["box"] = $"{region.Box.Left},{region.Box.Top},{region.Box.Right},{region.Box.Bottom}", ["pixels"] = $"{region.Area}",
            ["scale"] = scale.ToString(CultureInfo.InvariantCulture), ["degrees"] = degrees.ToString(CultureInfo.InvariantCulture),
        }), "resampled in place");
    }
}
