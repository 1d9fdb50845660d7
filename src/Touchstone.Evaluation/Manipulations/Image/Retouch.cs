using System.Globalization;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>What a retoucher's hand does: smooths, lightens or darkens, heals spots from beside.</summary>
internal static class Retouch
{
    private const double LeastShare = 0.01, MostShare = 0.06;
    private const int BilateralRadius = 5;

    /// <summary>Skin-like smoothing: a bilateral filter (Tomasi &amp; Manduchi, ICCV 1998), 11×11, spatial σ 3 px, range σ 20 to 40 levels, soft edge.</summary>
    internal static View<EditedImage> Smooth(ImageEdit edit)
    {
        if (Region.Refuse(edit.Target.Width, edit.Target.Height) is { } refusal) return View<EditedImage>.Missing(refusal);
        var region = RegionShape.Draw(edit.Target.Width, edit.Target.Height, edit.Chance, LeastShare, MostShare);
        var range = Math.Round(20 + 20 * edit.Chance.NextUnit(), 1);
        var (image, mask) = Overlay.Lay(edit.Target, region, 3, (x, y, rgb) => Bilateral(edit.Target, x, y, range, rgb));
        return Done(image, mask, region, ("range_sigma", range));
    }

    /// <summary>Dodge and burn: lighter or darker by 10 to 30 %, fading out from the middle.</summary>
    internal static View<EditedImage> DodgeOrBurn(ImageEdit edit)
    {
        if (Region.Refuse(edit.Target.Width, edit.Target.Height) is { } refusal) return View<EditedImage>.Missing(refusal);
        var region = RegionShape.Draw(edit.Target.Width, edit.Target.Height, edit.Chance, LeastShare, MostShare);
        var gain = Math.Round(1 + (edit.Chance.NextInt(2) == 0 ? -1 : 1) * (0.1 + 0.2 * edit.Chance.NextUnit()), 3);
        var feather = 0.6 * region.Depth().Max();
        var (image, mask) = Overlay.Lay(edit.Target, region, feather, (x, y, rgb) =>
        {
            for (var c = 0; c < 3; c++) rgb[c] = (float)gain * edit.Target.Samples[3 * (y * edit.Target.Width + x) + c];
        });
        return Done(image, mask, region, ("gain", gain));
    }

    /// <summary>One to four spots healed: pixels from one to two spot widths beside, blended by gradients.</summary>
    internal static View<EditedImage> Heal(ImageEdit edit)
    {
        var image = edit.Target;
        if (Region.Refuse(image.Width, image.Height, 2 * Region.LeastEdge) is { } refusal) return View<EditedImage>.Missing(refusal);
        var mask = new bool[image.Width * image.Height];
        var spots = 1 + edit.Chance.NextInt(4);
        List<string> shifts = [];
        for (var spot = 0; spot < spots; spot++)
        {
            var region = RegionShape.Draw(image.Width, image.Height, edit.Chance, 0.001, 0.006);
            var angle = 2 * Math.PI * edit.Chance.NextUnit();
            var size = Math.Max(region.Box.Right - region.Box.Left, region.Box.Bottom - region.Box.Top);
            var reach = size * (1.1 + edit.Chance.NextUnit());
            var shift = ((int)(reach * Math.Cos(angle)), (int)(reach * Math.Sin(angle)));
            image = PoissonBlend.Blend(image, image, Inside(region, shift), region, false, edit.Cancel);
            for (var i = 0; i < mask.Length; i++) mask[i] |= region.Mask[i];
            shifts.Add($"{Inside(region, shift)}");
        }
        var all = new Region(image.Width, image.Height, mask);
        var done = Done(image, mask, all, ("spots", spots));
        return View<EditedImage>.Of(done.Value! with { Parameters = new Dictionary<string, string>(done.Value!.Parameters) { ["shifts"] = string.Join(' ', shifts) } }, done.Derivation);
    }

    // Turned to the other side where the spot beside would leave the picture.
    private static (int X, int Y) Inside(Region region, (int X, int Y) shift)
    {
        var (left, top, right, bottom) = region.Box;
        var x = left - shift.X < 1 || right - shift.X >= region.Width - 1 ? -shift.X : shift.X;
        var y = top - shift.Y < 1 || bottom - shift.Y >= region.Height - 1 ? -shift.Y : shift.Y;
        return (x, y);
    }

    private static void Bilateral(RgbImage image, int x, int y, double range, Span<float> rgb)
    {
        rgb.Clear();
        var total = 0f;
        var centre = 3 * (y * image.Width + x);
        for (var v = Math.Max(0, y - BilateralRadius); v <= Math.Min(image.Height - 1, y + BilateralRadius); v++)
            for (var u = Math.Max(0, x - BilateralRadius); u <= Math.Min(image.Width - 1, x + BilateralRadius); u++)
            {
                var at = 3 * (v * image.Width + u);
                double r = image.Samples[at] - image.Samples[centre], g = image.Samples[at + 1] - image.Samples[centre + 1], b = image.Samples[at + 2] - image.Samples[centre + 2];
                var weight = (float)Math.Exp(-((u - x) * (u - x) + (v - y) * (v - y)) / 18.0 - (r * r + g * g + b * b) / (2 * range * range));
                for (var c = 0; c < 3; c++) rgb[c] += weight * image.Samples[at + c];
                total += weight;
            }
        for (var c = 0; c < 3; c++) rgb[c] /= total;
    }

    private static View<EditedImage> Done(RgbImage image, bool[] mask, Region region, (string Name, double Value) parameter) => View<EditedImage>.Of(new EditedImage(image, mask, new Dictionary<string, string>
    {
        ["box"] = $"{region.Box.Left},{region.Box.Top},{region.Box.Right},{region.Box.Bottom}", ["pixels"] = $"{region.Area}", [parameter.Name] = parameter.Value.ToString(CultureInfo.InvariantCulture),
    }), "retouched");
}
