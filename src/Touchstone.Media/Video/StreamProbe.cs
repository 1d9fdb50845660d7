namespace Touchstone.Media.Video;

internal static class StreamProbe
{
    internal static View<StreamInfo> Read(Specimen specimen, CancellationToken cancel) => View<StreamInfo>.Missing(Fault.Absent(Codes.ViewNotPresent, "not built yet"));
}
