using System.Globalization;
using Touchstone.Evaluation.Manipulations.Image.Kernels;
using Touchstone.Media.Pixels;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>A part taken out and the hole filled from around it.</summary>
internal static class Removal
{
    private const double LeastShare = 0.005, MostShare = 0.04;

    // The exemplar search costs area times window; in large pictures the part stays at this size.
    private const int MostPixels = 20_000;

    /// <summary>Filled with patches of the surroundings in order of priority.</summary>
    internal static View<EditedImage> ByExemplars(ImageEdit edit)
    {
        if (Region.Refuse(edit.Target.Width, edit.Target.Height, 2 * Region.LeastEdge) is { } refusal) return View<EditedImage>.Missing(refusal);
        var region = Hole(edit);
        var image = ExemplarFill.Fill(edit.Target, region, edit.Cancel);
        return View<EditedImage>.Of(new EditedImage(image, region.Mask, Parameters(region)), "removed; filled by exemplars");
    }

    /// <summary>Filled by a membrane over the hole, in every second picture with noise like that around it.</summary>
    internal static View<EditedImage> Smoothly(ImageEdit edit)
    {
        if (Region.Refuse(edit.Target.Width, edit.Target.Height) is { } refusal) return View<EditedImage>.Missing(refusal);
        var region = Hole(edit);
        var grain = edit.Chance.NextInt(2) == 0 ? 0 : Grain(edit.Target, region);
        // A membrane is Poisson's equation without a source: blending nothing.
        var nothing = edit.Target with { Samples = new byte[edit.Target.Samples.Length] };
        var image = PoissonBlend.Blend(edit.Target, nothing, (0, 0), region, false, edit.Cancel);
        if (grain > 0)
            for (var i = 0; i < region.Mask.Length; i++)
            {
                if (!region.Mask[i]) continue;
                var noise = grain * edit.Chance.NextNormal();
                for (var c = 0; c < 3; c++) image.Samples[3 * i + c] = PixelSampling.Round((float)(image.Samples[3 * i + c] + noise));
            }
        var parameters = Parameters(region);
        parameters["grain"] = grain.ToString("0.00", CultureInfo.InvariantCulture);
        return View<EditedImage>.Of(new EditedImage(image, region.Mask, parameters), "removed; filled smoothly");
    }

    private static Region Hole(ImageEdit edit)
    {
        var most = Math.Min(MostShare, MostPixels / ((double)edit.Target.Width * edit.Target.Height));
        return RegionShape.Draw(edit.Target.Width, edit.Target.Height, edit.Chance, Math.Min(LeastShare, most), most);
    }

    // Robust deviation of green from the mean of its four neighbours in the box around the hole; white noise of deviation σ gives σ√(1 + ¼).
    private static double Grain(RgbImage image, Region region)
    {
        var (left, top, right, bottom) = region.Box;
        List<float> residuals = [];
        for (var y = Math.Max(1, top - 16); y < Math.Min(image.Height - 1, bottom + 16); y++)
            for (var x = Math.Max(1, left - 16); x < Math.Min(image.Width - 1, right + 16); x++)
            {
                var i = y * image.Width + x;
                if (region.Mask[i]) continue;
                int Green(int at) => image.Samples[3 * at + 1];
                residuals.Add(Green(i) - (Green(i - 1) + Green(i + 1) + Green(i - image.Width) + Green(i + image.Width)) / 4f);
            }
        return OrderStatistics.RobustDeviation([.. residuals], out _) / Math.Sqrt(1.25);
    }

    private static Dictionary<string, string> Parameters(Region region) => new()
    {
        ["box"] = $"{region.Box.Left},{region.Box.Top},{region.Box.Right},{region.Box.Bottom}",
        ["pixels"] = $"{region.Area}",
    };
}
