using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Fingerprints;

namespace Touchstone.Engine.Detectors.Metadata.GeneratorFingerprint;

/// <summary>Gathers from a specimen's views what fingerprints are looked for in.</summary>
internal static class SpecimenFingerprints
{
    internal static FingerprintInput Of(Specimen specimen, Circumstances circumstances, CancellationToken cancel) => new()
    {
        Texts = [.. (specimen.Metadata.Value?.Texts ?? []).Select(t => new StatedText(t.Place, t.Key, t.Value))],
        // The layout knows every packet of every format; the metadata view keeps the first of those it reads.
        Xmp = LayoutReader.Read(new AssetBytes(specimen.Bytes.Length, specimen.Bytes.Read), ProvenanceLimits.Default, cancel).Xmp is { Count: > 0 } packets ? packets
            : specimen.Metadata.Value?.Xmp is { } xmp ? [System.Text.Encoding.UTF8.GetBytes(xmp)] : [],
        Credentials = circumstances.CredentialsOf(specimen, cancel),
        Pixels = specimen.Kind == MediaKind.Image ? () => Pixels(specimen) : null,
    };

    private static StoredPixels? Pixels(Specimen specimen) => specimen.Pixels.Value is { } rgb
        ? new StoredPixels(rgb.Width, rgb.Height, rgb.Samples, specimen.Alpha.Value is { } alpha && alpha.Width == rgb.Width && alpha.Height == rgb.Height ? alpha.Samples : ReadOnlyMemory<byte>.Empty)
        : null;
}
