using System.Globalization;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Evaluation.Perturbations.Image;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>A JPEG save before the last one, on the same block grid, on a shifted one, or missing in a part.</summary>
/// <remarks>The source is first scaled to three quarters with a Lanczos kernel, which takes its own block grid away, so that the counterpart counts as never saved before.</remarks>
internal static class DoubleSave
{
    private const double Scale = 0.75;
    private static readonly int[] Qualities = [50, 60, 70, 80, 95];

    /// <summary>Saved before on the same grid.</summary>
    internal static View<EditedImage> Aligned(ImageEdit edit) => Whole(edit, (0, 0));

    /// <summary>Saved before, then cropped by 1 to 7 pixels across and down, so that the last grid lies otherwise.</summary>
    internal static View<EditedImage> Shifted(ImageEdit edit) => Whole(edit, (1 + edit.Chance.NextInt(7), 1 + edit.Chance.NextInt(7)));

    /// <summary>Saved before but for a part, which keeps the pixels of before that save: what a paste of never-saved pixels leaves.</summary>
    internal static View<EditedImage> ButForAPart(ImageEdit edit)
    {
        if (Refuse(edit.Target) is { } refusal) return View<EditedImage>.Missing(refusal);
        var clean = Rescale.By(edit.Target, Scale, RescaleKernel.Lanczos);
        var quality = Qualities[edit.Chance.NextInt(Qualities.Length - 1)];
        var saved = PixelFile.Load(PixelFile.Jpeg(clean, quality));
        var region = RegionShape.DrawTextured(clean, edit.Chance, 0.02, 0.15);
        var (image, mask) = Overlay.Lay(saved, region, 0, (x, y, rgb) =>
        {
            for (var c = 0; c < 3; c++) rgb[c] = clean.Samples[3 * (y * clean.Width + x) + c];
        });
        return View<EditedImage>.Of(new EditedImage(image, mask, Parameters(quality, (0, 0))) { Counterpart = saved }, "saved before but for a part");
    }

    private static View<EditedImage> Whole(ImageEdit edit, (int X, int Y) shift)
    {
        if (Refuse(edit.Target) is { } refusal) return View<EditedImage>.Missing(refusal);
        var clean = Rescale.By(edit.Target, Scale, RescaleKernel.Lanczos);
        var quality = Qualities[edit.Chance.NextInt(Qualities.Length)];
        var saved = PixelFile.Load(PixelFile.Jpeg(clean, quality));
        return View<EditedImage>.Of(new EditedImage(Cropped(saved, shift), null, Parameters(quality, shift)) { Counterpart = Cropped(clean, shift) }, "saved before");
    }

    private static Fault? Refuse(RgbImage image) => Region.Refuse(image.Width, image.Height, 2 * Region.LeastEdge);

    private static RgbImage Cropped(RgbImage image, (int X, int Y) shift)
    {
        if (shift == (0, 0)) return image;
        var (width, height) = (image.Width - 8, image.Height - 8);
        var samples = new byte[width * height * 3];
        for (var y = 0; y < height; y++) image.Samples.AsSpan(3 * ((y + shift.Y) * image.Width + shift.X), 3 * width).CopyTo(samples.AsSpan(3 * y * width));
        return new RgbImage(width, height, samples);
    }

    private static Dictionary<string, string> Parameters(int quality, (int X, int Y) shift) => new()
    {
        ["scale"] = Scale.ToString(CultureInfo.InvariantCulture), ["first_quality"] = $"{quality}", ["grid_shift"] = $"{shift.X},{shift.Y}",
    };
}
