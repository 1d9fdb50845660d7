namespace Touchstone.Media.Metadata;

internal static class MetadataReader
{
    internal static View<MediaMetadata> Read(Specimen specimen, CancellationToken cancel) => View<MediaMetadata>.Missing(Fault.Absent(Codes.ViewNotPresent, "not built yet"));
}
