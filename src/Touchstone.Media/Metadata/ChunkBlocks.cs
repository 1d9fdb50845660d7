using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Touchstone.Media.Containers;
using Touchstone.Media.Containers.Image;

namespace Touchstone.Media.Metadata;

/// <summary>Metadata in the chunks and boxes of PNG, WebP, GIF, JPEG XL, RAF and CR3, taken from their container tree.</summary>
internal static class ChunkBlocks
{
    internal static void Find(ByteSource source, ContainerTree tree, TagList into, CancellationToken cancel)
    {
        foreach (var node in tree.All)
        {
            cancel.ThrowIfCancellationRequested();
            // A PNG chunk ends with its CRC, a RIFF chunk with its data.
            var length = tree.Format == MediaFormat.Png ? node.PayloadLength - 4 : node.PayloadLength;
            if (length <= 0) continue;
            switch (tree.Format, node.Type)
            {
                case (MediaFormat.Png, "tEXt" or "zTXt" or "iTXt"): PngText(source, node, (int)Math.Min(length, TagList.MaximumBlockBytes), into); break;
                case (MediaFormat.Png, "iCCP"): PngProfile(source, node, (int)Math.Min(length, TagList.MaximumBlockBytes), into); break;
                case (MediaFormat.Png, "eXIf"): into.AddBlock(source, BlockKind.Exif, node.PayloadOffset, length); break;
                case (MediaFormat.Png, "tIME"): into.Add("PNG", "tIME", null, node["time"] ?? ""); break;
                case (MediaFormat.Png, "IHDR"): PngHeader(node, into); break;
                case (MediaFormat.WebP, "EXIF"): WebPExif(source, node, into); break;
                case (MediaFormat.WebP, "XMP "): into.AddBlock(source, BlockKind.Xmp, node.PayloadOffset, length); break;
                case (MediaFormat.WebP, "ICCP"): into.AddBlock(source, BlockKind.Icc, node.PayloadOffset, length); break;
                case (MediaFormat.JpegXl, "Exif" or "xml "): Box(source.Slice(node.PayloadOffset, (int)Math.Min(length, TagList.MaximumBlockBytes)), node.Type, node.PayloadOffset, into); break;
                // A camera writes the facts of a raw file into the preview beside it (RAF), or as TIFF structures of their own (CR3: directory 0, then Exif).
                case (MediaFormat.Raf, RafContainer.Preview): JpegBlocks.Find(source, into, cancel, node.Offset); break;
                case (MediaFormat.Cr3, "CMT1" or "CMT2"): into.AddBlock(source, BlockKind.Exif, node.PayloadOffset, length); break;
                case (MediaFormat.JpegXl, "brob"): PackedBox(source, node, into); break;
                case (MediaFormat.Gif, "Comment"): into.Add("GIF", "Comment", null, node["text"] ?? ""); into.AddText("GIF", "Comment", node["text"] ?? ""); break;
                case (MediaFormat.Gif, "Application") when node["application"] == "XMP DataXMP": GifXmp(source, node, into); break;
                default: break;
            }
        }
    }

    private static void PngHeader(ContainerNode node, TagList into)
    {
        foreach (var field in node.Fields) into.Add("PNG", field.Name, null, field.Value);
    }

    // tEXt: keyword 0 text. zTXt: keyword 0 method deflate. iTXt: keyword 0 compressed method language 0 translated 0 text.
    private static void PngText(ByteSource source, ContainerNode node, int length, TagList into)
    {
        var data = source.Slice(node.PayloadOffset, length).AsSpan();
        var zero = data.IndexOf((byte)0);
        if (zero < 0) return;
        var keyword = Encoding.Latin1.GetString(data[..zero]);
        var rest = data[(zero + 1)..];
        var offset = node.PayloadOffset + zero + 1;
        if (node.Type == "tEXt") Text(into, node.Type, keyword, rest.ToArray(), Encoding.Latin1, offset);
        else if (node.Type == "zTXt" && rest.Length > 1) Text(into, node.Type, keyword, Inflate(rest[1..], into), Encoding.Latin1, -1);
        else if (node.Type == "iTXt" && rest.Length > 2)
        {
            var compressed = rest[0] != 0;
            var text = rest[2..];
            for (var part = 0; part < 2; part++)
            {
                var end = text.IndexOf((byte)0);
                if (end < 0) return;
                text = text[(end + 1)..];
            }
            Text(into, node.Type, keyword, compressed ? Inflate(text, into) : text.ToArray(), Encoding.UTF8, compressed ? -1 : node.PayloadOffset + length - text.Length);
        }
    }

    private static void Text(TagList into, string type, string keyword, byte[] text, Encoding encoding, long offset)
    {
        if (keyword == "XML:com.adobe.xmp")
        {
            if (text.Length <= TagList.MaximumBlockBytes) into.Blocks.Add(new MetadataBlock(BlockKind.Xmp, offset, text));
            return;
        }
        into.Add("PNG-" + type, keyword, null, encoding.GetString(text));
        // tEXt is Latin-1 by the standard, and programs that write Japanese or Chinese put UTF-8 there all the same.
        into.AddText("PNG", keyword, StoredText.Of(text));
        // ImageMagick keeps whole blocks as hexadecimal text: "\nexif\n   1234\n4578696600...".
        if (!keyword.StartsWith("Raw profile type ", StringComparison.Ordinal)) return;
        var raw = RawProfile(encoding.GetString(text));
        if (raw.AsSpan().StartsWith("Exif\0\0"u8)) into.AddBlock(BlockKind.Exif, raw[6..]);
        else if (keyword.EndsWith("iptc", StringComparison.Ordinal)) into.AddBlock(raw.AsSpan().StartsWith("8BIM"u8) ? BlockKind.Photoshop : BlockKind.Iptc, raw);
        else if (keyword.EndsWith("xmp", StringComparison.Ordinal)) into.AddBlock(BlockKind.Xmp, raw);
    }

    private static byte[] RawProfile(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length < 3) return [];
        var hex = string.Concat(lines.Skip(2)).Trim();
        return hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : [];
    }

    private static void PngProfile(ByteSource source, ContainerNode node, int length, TagList into)
    {
        var data = source.Slice(node.PayloadOffset, length).AsSpan();
        var zero = data.IndexOf((byte)0);
        if (zero < 0 || zero + 2 >= data.Length) return;
        into.Add("PNG", "iCCP profile name", null, Encoding.Latin1.GetString(data[..zero]));
        into.AddBlock(BlockKind.Icc, Inflate(data[(zero + 2)..], into));
    }

    private static void WebPExif(ByteSource source, ContainerNode node, TagList into)
    {
        // The chunk holds the TIFF structure; some writers keep the JPEG preamble before it.
        var skip = source.Slice(node.PayloadOffset, 6).AsSpan().SequenceEqual("Exif\0\0"u8) ? 6 : 0;
        into.AddBlock(source, BlockKind.Exif, node.PayloadOffset + skip, node.PayloadLength - skip);
    }

    // The packet stands plainly behind the application's eleven bytes, followed by a 258-byte trailer (XMP part 3 section 1.1.2).
    private static void GifXmp(ByteSource source, ContainerNode node, TagList into)
    {
        var length = node.PayloadLength - 12 - 258;
        if (length > 0) into.AddBlock(source, BlockKind.Xmp, node.PayloadOffset + 12, length);
    }

    // ISO/IEC 18181-2 section 4: Exif behind the offset of its TIFF header, XMP plainly.
    private static void Box(byte[] data, string type, long offset, TagList into)
    {
        if (type == "xml ")
        {
            into.AddBlock(BlockKind.Xmp, data);
            return;
        }
        if (data.Length <= 4) return;
        var skip = 4L + BinaryPrimitives.ReadUInt32BigEndian(data);
        if (skip < data.Length) into.Blocks.Add(new MetadataBlock(BlockKind.Exif, offset < 0 ? -1 : offset + skip, data[(int)skip..]));
    }

    // A box packed by Brotli: the type it would have, then its contents (ISO/IEC 18181-2 section 4.8).
    private static void PackedBox(ByteSource source, ContainerNode node, TagList into)
    {
        var data = source.Slice(node.PayloadOffset, (int)Math.Min(node.PayloadLength, TagList.MaximumBlockBytes));
        if (data.Length <= 4 || Encoding.Latin1.GetString(data, 0, 4) is not ("Exif" or "xml ")) return;
        using var packed = new BrotliStream(new MemoryStream(data[4..]), CompressionMode.Decompress);
        Box(Unpack(packed, into), Encoding.Latin1.GetString(data, 0, 4), -1, into);
    }

    private static byte[] Inflate(ReadOnlySpan<byte> deflated, TagList into)
    {
        using var stream = new ZLibStream(new MemoryStream(deflated.ToArray()), CompressionMode.Decompress);
        return Unpack(stream, into);
    }

    private static byte[] Unpack(Stream stream, TagList into)
    {
        try
        {
            // One byte beyond the bound tells a bomb from a large text.
            var buffer = new MemoryStream();
            var piece = new byte[64 * 1024];
            for (int read; (read = stream.Read(piece)) > 0;)
            {
                buffer.Write(piece, 0, read);
                if (buffer.Length <= TagList.MaximumBlockBytes) continue;
                into.Problem("A compressed text unpacks to more than is read.");
                return [];
            }
            return buffer.ToArray();
        }
        // Brotli reports damage as an invalid operation, deflate as invalid data.
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            into.Problem("A compressed text cannot be unpacked.");
            return [];
        }
    }
}
