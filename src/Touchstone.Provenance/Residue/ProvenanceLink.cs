using Touchstone.Provenance.Xmp;

namespace Touchstone.Provenance.Residue;

/// <summary>Finds where XMP says the manifest of an asset is: <c>dcterms:provenance</c> (C2PA 2.2 §11.4), as attribute or element.</summary>
internal static class ProvenanceLink
{
    private const string Terms = "http://purl.org/dc/terms/";

    /// <summary>The links of all packets, in order; of a damaged packet, those before the damage.</summary>
    internal static IReadOnlyList<string> Find(IEnumerable<ReadOnlyMemory<byte>> packets) => [.. packets.SelectMany(p => Of(XmpPacket.Read(p, ProvenanceLimits.Default)))];

    /// <summary>The links of one packet.</summary>
    internal static IEnumerable<string> Of(XmpPacket packet) => packet.Values(Terms, "provenance");

    /// <summary>Whether a link leads out of the file.</summary>
    internal static bool IsRemote(string link) => link.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || link.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
