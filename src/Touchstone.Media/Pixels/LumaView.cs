namespace Touchstone.Media.Pixels;

internal static class LumaView
{
    internal static View<Plane> Of(View<RgbImage> pixels) => View<Plane>.Missing(Fault.Absent(Codes.ViewNotPresent, "not built yet"));
}
