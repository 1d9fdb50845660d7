using System.Buffers.Binary;
using System.IO.Compression;
using Touchstone.Provenance.Containers.Bmff;

namespace Touchstone.Provenance.Containers.Images;

/// <summary>The boxes of a JPEG XL file, or its naked codestream (ISO/IEC 18181-2:2024; C2PA 2.2 §A.3.8).</summary>
internal static class JpegXlLayout
{
    internal static void Read(LayoutBuilder to)
    {
        to.Unnamed = "no box";
        if (to.Bytes.Is(0, [0xFF, 0x0A]))
        {
            to.Region("codestream", 0, to.Length, RegionRole.Media);
            return;
        }
        foreach (var box in new BmffTree(to).Read()) Take(to, box);
    }

    private static void Take(LayoutBuilder to, BmffBox box)
    {
        var start = box.Range.Start + box.HeadBytes;
        var length = box.Range.End - start;
        switch (box.Type)
        {
            case "jumb" when IsStore(to.Bytes.At(start, 32)):
                to.Store(box.Range.Start, box.Range.Length, box.Range, "jumb box");
                return;
            case "xml ":
                to.Xmp(start, length);
                break;
            case "brob":
                TakeCompressed(to, box, start, length);
                return;
        }
        var role = box.Type switch
        {
            "jxlc" or "jxlp" => RegionRole.Media,
            "Exif" or "xml " or "jumb" or "jbrd" => RegionRole.Metadata,
            _ => RegionRole.Structure,
        };
        to.Region(LayoutBuilder.Printable(System.Text.Encoding.Latin1.GetBytes(box.Type)).TrimEnd(), box.Range.Start, box.Range.Length, role);
    }

    // type of the box within, 4 | its content, compressed with Brotli
    private static void TakeCompressed(LayoutBuilder to, BmffBox box, long start, long length)
    {
        var type = to.Bytes.Exactly(start, 4);
        var name = LayoutBuilder.Printable(type);
        to.Region($"compressed {name.TrimEnd()}", box.Range.Start, box.Range.Length, RegionRole.Metadata);
        if (name is not ("xml " or "jumb") || length > to.Limits.MaximumStoreBytes) return;
        var content = Inflated(to.Bytes.Slice(start + 4, length - 4, to.Limits.MaximumStoreBytes), name == "jumb" ? to.Limits.MaximumInflatedBytes : to.Limits.MaximumXmpBytes);
        if (content is null) to.Damage(box.Range.Start, "A compressed box cannot be read.");
        else if (name == "xml ") to.Xmp(content);
        else if (IsStore(content))
        {
            var whole = new byte[content.Length + 8];
            BinaryPrimitives.WriteInt32BigEndian(whole, whole.Length);
            "jumb"u8.CopyTo(whole.AsSpan(4));
            content.CopyTo(whole, 8);
            to.Store(whole, [box.Range], "compressed jumb box");
        }
    }

    private static byte[]? Inflated(byte[] compressed, int most)
    {
        using var output = new MemoryStream();
        using var decoder = new BrotliDecoder();
        var source = compressed.AsSpan();
        var buffer = new byte[64 << 10];
        while (output.Length <= most)
        {
            var status = decoder.Decompress(source, buffer, out var read, out var written);
            source = source[read..];
            output.Write(buffer, 0, written);
            if (status == System.Buffers.OperationStatus.Done) return output.ToArray();
            if (status != System.Buffers.OperationStatus.DestinationTooSmall) return null;
        }
        return null;
    }

    // LBox | "jumd" | type, 16 | …
    private static bool IsStore(ReadOnlySpan<byte> content) => content.Length >= 12 && content[8..].StartsWith("c2pa"u8);
}
