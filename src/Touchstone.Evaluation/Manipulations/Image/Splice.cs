using System.Globalization;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>A part of another picture put into this one: hard, feathered, or blended by gradients.</summary>
internal static class Splice
{
    private const double LeastShare = 0.01, MostShare = 0.12;

    /// <summary>Alpha blending with a soft edge of 0 to 4 pixels.</summary>
    internal static View<EditedImage> Feathered(ImageEdit edit)
    {
        if (!TryPlace(edit, out var region, out var shift, out var fault)) return View<EditedImage>.Missing(fault!);
        var feather = Math.Round(4 * edit.Chance.NextUnit(), 2);
        if (edit.Chance.NextInt(3) == 0) feather = 0;
        var donor = edit.Donor!;
        var (image, mask) = Overlay.Lay(edit.Target, region, feather, (x, y, rgb) =>
        {
            var at = 3 * ((y - shift.Y) * donor.Width + x - shift.X);
            for (var c = 0; c < 3; c++) rgb[c] = donor.Samples[at + c];
        });
        var parameters = Parameters(region, shift);
        parameters["feather_px"] = feather.ToString(CultureInfo.InvariantCulture);
        return View<EditedImage>.Of(new EditedImage(image, mask, parameters), "spliced");
    }

    /// <summary>Poisson blending, importing or mixing gradients (Pérez, Gangnet &amp; Blake, SIGGRAPH 2003, eq. 10 to 13).</summary>
    internal static View<EditedImage> Poisson(ImageEdit edit)
    {
        if (!TryPlace(edit, out var region, out var shift, out var fault)) return View<EditedImage>.Missing(fault!);
        var mixed = edit.Chance.NextInt(3) == 0;
        var image = PoissonBlend.Blend(edit.Target, edit.Donor!, shift, region, mixed, edit.Cancel);
        var parameters = Parameters(region, shift);
        parameters["gradients"] = mixed ? "mixed" : "imported";
        return View<EditedImage>.Of(new EditedImage(image, region.Mask, parameters), "spliced by gradients");
    }

    // The region lies in the target's frame; the donor's pixel under (x, y) is (x − shift.X, y − shift.Y).
    private static bool TryPlace(ImageEdit edit, out Region region, out (int X, int Y) shift, out Fault? fault)
    {
        var (target, donor) = (edit.Target, edit.Donor ?? throw new ArgumentException("A splice needs a donor.", nameof(edit)));
        (region, shift) = (null!, default);
        fault = Region.Refuse(target.Width, target.Height) ?? Region.Refuse(donor.Width, donor.Height);
        if (fault is not null) return false;
        // Shares are of the smaller picture, so that the part fits into both.
        var share = Math.Min(1, (double)target.Width * target.Height / ((double)donor.Width * donor.Height));
        var part = RegionShape.DrawTextured(Crop(donor, Math.Min(donor.Width, target.Width), Math.Min(donor.Height, target.Height)), edit.Chance, LeastShare * share, MostShare * share);
        var (left, top, right, bottom) = part.Box;
        var x = 3 + edit.Chance.NextInt(target.Width - (right - left) - 5);
        var y = 3 + edit.Chance.NextInt(target.Height - (bottom - top) - 5);
        shift = (x - left, y - top);
        region = Moved(part, target.Width, target.Height, shift);
        return true;
    }

    /// <summary>A region shifted into a picture of another size; it must fit.</summary>
    internal static Region Moved(Region part, int width, int height, (int X, int Y) shift)
    {
        var mask = new bool[width * height];
        var (left, top, right, bottom) = part.Box;
        for (var y = top; y < bottom; y++)
            part.Mask.AsSpan(y * part.Width + left, right - left).CopyTo(mask.AsSpan((y + shift.Y) * width + left + shift.X));
        return new Region(width, height, mask);
    }

    private static RgbImage Crop(RgbImage image, int width, int height)
    {
        if (width == image.Width && height == image.Height) return image;
        var samples = new byte[width * height * 3];
        for (var y = 0; y < height; y++) image.Samples.AsSpan(3 * y * image.Width, 3 * width).CopyTo(samples.AsSpan(3 * y * width));
        return new RgbImage(width, height, samples);
    }

    private static Dictionary<string, string> Parameters(Region region, (int X, int Y) shift) => new()
    {
        ["box"] = $"{region.Box.Left},{region.Box.Top},{region.Box.Right},{region.Box.Bottom}",
        ["shift"] = $"{shift.X},{shift.Y}",
        ["grid_offset"] = $"{(shift.X % 8 + 8) % 8},{(shift.Y % 8 + 8) % 8}",
        ["pixels"] = $"{region.Area}",
    };
}
