namespace Touchstone.Media.Pixels;

/// <summary>Luma of the RGB view.</summary>
internal static class LumaView
{
    internal static View<Plane> Of(View<RgbImage> pixels)
    {
        if (!pixels.TryGet(out var image, out var fault)) return View<Plane>.Missing(fault);
        var luma = GC.AllocateUninitializedArray<float>(image.Width * image.Height);
        RgbPacking.Luma(image.Samples, luma);
        return View<Plane>.Of(new Plane(image.Width, image.Height, luma), pixels.Derivation + "; luma by ITU-R BT.601 weights, not rounded");
    }
}
