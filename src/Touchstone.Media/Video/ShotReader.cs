namespace Touchstone.Media.Video;

internal static class ShotReader
{
    internal static View<ShotBoundaries> Read(Specimen specimen, CancellationToken cancel) => View<ShotBoundaries>.Missing(Fault.Absent(Codes.ViewNotPresent, "not built yet"));
}
