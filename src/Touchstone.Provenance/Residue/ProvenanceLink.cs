using System.Xml;

namespace Touchstone.Provenance.Residue;

/// <summary>Finds where XMP says the manifest of an asset is: <c>dcterms:provenance</c> (C2PA 2.2 §11.4), as attribute or element.</summary>
internal static class ProvenanceLink
{
    private const string Terms = "http://purl.org/dc/terms/";

    /// <summary>The links of all packets, in order; a packet that is no XML gives none.</summary>
    internal static IReadOnlyList<string> Find(IEnumerable<ReadOnlyMemory<byte>> packets) => [.. packets.SelectMany(Links)];

    /// <summary>Whether a link leads out of the file.</summary>
    internal static bool IsRemote(string link) => link.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || link.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static List<string> Links(ReadOnlyMemory<byte> packet)
    {
        List<string> links = [];
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ConformanceLevel = ConformanceLevel.Fragment };
        try
        {
            // Writers pad packets with spaces and sometimes zero bytes, which are no XML.
            using var stream = new MemoryStream(packet.ToArray().AsSpan().TrimEnd((byte)0).ToArray());
            using var reader = XmlReader.Create(stream, settings);
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element) continue;
                if (reader.GetAttribute("provenance", Terms) is { } attribute) links.Add(attribute.Trim());
                if (reader is { LocalName: "provenance", NamespaceURI: Terms, IsEmptyElement: false } && reader.Read() && reader.NodeType == XmlNodeType.Text) links.Add(reader.Value.Trim());
            }
        }
        catch (XmlException)
        {
            // What stands before the damage counts.
        }
        return links;
    }
}
