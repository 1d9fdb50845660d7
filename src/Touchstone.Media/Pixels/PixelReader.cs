namespace Touchstone.Media.Pixels;

internal static class PixelReader
{
    internal static View<RgbImage> Read(Specimen specimen, CancellationToken cancel) => View<RgbImage>.Missing(Fault.Absent(Codes.ViewNotPresent, "not built yet"));
}
