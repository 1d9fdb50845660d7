namespace Touchstone.Media.Video;

internal static class FrameReader
{
    internal static View<SampledFrames> Read(Specimen specimen, CancellationToken cancel) => View<SampledFrames>.Missing(Fault.Absent(Codes.ViewNotPresent, "not built yet"));
}
