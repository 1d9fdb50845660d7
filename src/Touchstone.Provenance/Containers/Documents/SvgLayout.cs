using System.Buffers.Text;

namespace Touchstone.Provenance.Containers.Documents;

/// <summary>Finds the manifest store in an SVG document's metadata (C2PA 2.2 §A.3.3).</summary>
internal static class SvgLayout
{
    private const int MaximumDocument = 256 << 20;

    internal static void Read(LayoutBuilder to)
    {
        to.Unnamed = "SVG document";
        if (to.Length > MaximumDocument) to.Damage(MaximumDocument, $"The document is longer than {MaximumDocument} bytes; the rest is not read.");
        var text = to.Bytes.Slice(0, to.Length, MaximumDocument);
        to.Region("SVG document", 0, text.Length, RegionRole.Media);
        foreach (var element in new MarkupScanner(text, to).Elements())
        {
            var content = new ByteRange(element.ContentStart, element.ContentEnd - element.ContentStart);
            if (element.Path.EndsWith("svg/metadata", StringComparison.Ordinal)) to.Region("metadata", content.Start, content.Length, RegionRole.Metadata);
            else if (element.Name == "xmpmeta" || element.Name == "RDF" && !element.Path.Contains("/xmpmeta/", StringComparison.Ordinal)) to.Xmp(text.AsMemory((int)element.Start, (int)(element.End - element.Start)));
            else if (element.IsManifest) Take(to, text, content);
        }
    }

    private static void Take(LayoutBuilder to, byte[] text, ByteRange content)
    {
        var base64 = text.AsSpan((int)content.Start, (int)content.Length);
        if (base64.TrimStart(" \t\r\n"u8).IsEmpty)
        {
            to.EmptyPlace("empty c2pa:manifest element", content.Start, content.Length);
            return;
        }
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        // White space between the letters is allowed, and skipped by the decoder.
        var status = Base64.DecodeFromUtf8(base64, bytes, out _, out var written);
        if (status != System.Buffers.OperationStatus.Done) to.Damage(content.Start, "The content of the c2pa:manifest element is no base64.");
        if (written > to.Limits.MaximumStoreBytes) to.Damage(content.Start, $"The manifest store of {written} bytes is longer than {to.Limits.MaximumStoreBytes}; only its beginning is read.");
        to.Store(bytes.AsMemory(0, Math.Min(written, to.Limits.MaximumStoreBytes)), [content], "c2pa:manifest element");
    }
}
