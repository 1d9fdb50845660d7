using System.Text;
using System.Xml;

namespace Touchstone.Provenance.Xmp;

/// <summary>A value of an XMP packet.</summary>
/// <param name="Namespace">Namespace of its name: "http://purl.org/dc/terms/".</param>
/// <param name="Name">Local name: "provenance".</param>
/// <param name="Value">The value as text, trimmed; items of a list are values of their own.</param>
public readonly record struct XmpProperty(string Namespace, string Name, string Value);

/// <summary>What an XMP packet states, flat: every property with a text value, in whichever RDF form it is written (ISO 16684-1 §7).</summary>
/// <remarks>
/// A field of a structure stands under its own name and an item of a list under the list's, so that a reader who looks for a
/// name finds it however deep it lies.
/// </remarks>
public sealed class XmpPacket
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string Xml = "http://www.w3.org/XML/1998/namespace";
    private const string Xmlns = "http://www.w3.org/2000/xmlns/";

    // Real packets nest about ten deep and hold a few thousand values.
    private const int MaximumDepth = 64;
    private const int MaximumProperties = 20_000;

    private readonly List<XmpProperty> _properties = [];
    private readonly HashSet<string> _namespaces = [];

    private XmpPacket()
    {
    }

    /// <summary>All properties in packet order.</summary>
    public IReadOnlyList<XmpProperty> Properties => _properties;

    /// <summary>Every namespace the packet declares, used or not.</summary>
    public IReadOnlySet<string> Namespaces => _namespaces;

    /// <summary>Why the packet could not be read to its end, or null; what was read before stands.</summary>
    public string? Problem { get; private set; }

    /// <summary>Values of one property.</summary>
    /// <param name="uri">Namespace.</param>
    /// <param name="name">Local name.</param>
    public IEnumerable<string> Values(string uri, string name) => _properties.Where(p => p.Name == name && p.Namespace == uri).Select(p => p.Value);

    /// <summary>Reads a packet. Never throws for any bytes; a document type declaration ends the reading (ISO 16684-1 §7.3 allows none).</summary>
    /// <param name="bytes">The packet with or without its wrapper, UTF-8 or UTF-16.</param>
    /// <param name="limits">Bounds.</param>
    public static XmpPacket Read(ReadOnlyMemory<byte> bytes, ProvenanceLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var packet = new XmpPacket();
        if (bytes.Length > limits.MaximumXmpBytes)
        {
            packet.Problem = $"The packet has {bytes.Length} bytes; {limits.MaximumXmpBytes} are read.";
            return packet;
        }
        try
        {
            packet.Read(Decode(bytes.Span), limits);
        }
        catch (XmlException e)
        {
            packet.Problem = e.Message;
        }
        return packet;
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        Encoding encoding = bytes switch
        {
            [0xFE, 0xFF, ..] or [0, (byte)'<', ..] => Encoding.BigEndianUnicode,
            [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => Encoding.Unicode,
            _ => Encoding.UTF8,
        };
        // Padding behind the last tag, zeros among it, is no part of the document.
        var text = encoding.GetString(bytes);
        var start = Math.Max(text.IndexOf('<', StringComparison.Ordinal), 0);
        return text[start..(text.LastIndexOf('>') + 1 is var end && end > start ? end : text.Length)];
    }

    private void Read(string text, ProvenanceLimits limits)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CheckCharacters = false,
            ConformanceLevel = ConformanceLevel.Fragment,
            MaxCharactersInDocument = limits.MaximumXmpBytes,
            IgnoreComments = true,
        };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        var open = new Stack<(string Uri, string Name, StringBuilder Text)>();
        while (reader.Read() && _properties.Count < MaximumProperties)
        {
            if (reader.Depth > MaximumDepth)
            {
                Problem = $"The packet nests deeper than {MaximumDepth}.";
                return;
            }
            Node(reader, open);
        }
    }

    private void Node(XmlReader reader, Stack<(string Uri, string Name, StringBuilder Text)> open)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                var (uri, name, empty) = (reader.NamespaceURI, reader.LocalName, reader.IsEmptyElement);
                // Containers of RDF and their items speak under the name of the property around them.
                if (uri == Rdf && name is "Alt" or "Bag" or "Seq" or "li" or "value" or "Description" && open.TryPeek(out var outer)) (uri, name) = (outer.Uri, outer.Name);
                Attributes(reader, uri, name);
                if (!empty) open.Push((uri, name, new StringBuilder()));
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                if (open.TryPeek(out var current)) current.Text.Append(reader.Value);
                break;
            case XmlNodeType.EndElement:
                if (open.TryPop(out var ended)) Add(ended.Uri, ended.Name, ended.Text.ToString());
                break;
            default:
                break;
        }
    }

    private void Attributes(XmlReader reader, string uri, string name)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI == Xmlns) _namespaces.Add(reader.Value);
            else if (reader.NamespaceURI == Rdf && reader.LocalName == "resource") Add(uri, name, reader.Value);
            else if (reader.NamespaceURI is not (Rdf or Xml)) Add(reader.NamespaceURI, reader.LocalName, reader.Value);
        }
        reader.MoveToElement();
    }

    private void Add(string uri, string name, string value)
    {
        value = value.Trim();
        if (value.Length > 0 && uri != Rdf) _properties.Add(new XmpProperty(uri, name, value));
    }
}
