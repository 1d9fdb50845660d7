namespace Touchstone.Media.Pixels;

internal static class NoiseResidual
{
    internal static View<Plane> Of(View<Plane> luma, CancellationToken cancel) => View<Plane>.Missing(Fault.Absent(Codes.ViewNotPresent, "not built yet"));
}
