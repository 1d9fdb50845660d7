using System.Buffers;
using System.IO.Compression;

namespace Touchstone.Provenance.Containers.Images;

/// <summary>Walks the chunks of a PNG file (W3C PNG §5.3; C2PA 2.2 §A.3.2).</summary>
internal static class PngLayout
{
    private const int Wrapping = 12;

    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    internal static void Read(LayoutBuilder to)
    {
        to.Unnamed = "after the end of the image";
        to.Region("PNG signature", 0, 8, RegionRole.Structure);
        to.Box("PNGh", 0, 8);
        var at = 8L;
        while (at < to.Length && to.Node(at))
        {
            var length = to.Bytes.UInt32Big(at);
            var code = to.Bytes.Exactly(at + 4, 4);
            if (length < 0 || code.Length < 4 || code.ContainsAnyExcept(Letters) || length > int.MaxValue)
            {
                Broken(to, at, "No chunk stands where one must.");
                return;
            }
            var name = LayoutBuilder.Printable(code);
            if (at + Wrapping + length > to.Length)
            {
                Broken(to, at, $"The chunk {name} says it has {length} bytes; the file ends before.");
                Take(to, name, at, Math.Max(to.Length - at - 8, 0), cut: true);
                return;
            }
            Take(to, name, at, length, cut: false);
            at += Wrapping + length;
            if (name == "IEND") return;
        }
        if (at >= to.Length) to.Damage(to.Length, "The file ends before the chunk IEND.");
    }

    // length of data, 4 | type, 4 | data | CRC-32 over type and data, 4
    private static void Take(LayoutBuilder to, string name, long at, long length, bool cut)
    {
        var whole = cut ? to.Length - at : length + Wrapping;
        to.Box(name == "caBX" ? "C2PA" : name, at, whole);
        var role = Role(name);
        if (!cut && role != RegionRole.Media && !ChunkChecksum.Holds(to, at + 4, length + 4)) to.Damage(at, $"The checksum of the chunk {name} is wrong.");
        if (name == "caBX")
        {
            if (length == 0) to.EmptyPlace("empty caBX chunk", at, whole);
            else to.Store(at + 8, length, new ByteRange(at, whole), "caBX chunk");
            return;
        }
        if (name == "iTXt" && Xmp(to, at + 8, length) is { Length: > 0 } packet)
        {
            to.Xmp(packet);
            name = "iTXt XMP";
        }
        to.Region(name, at, whole, role);
    }

    private static RegionRole Role(string name) => name switch
    {
        "IDAT" or "fdAT" => RegionRole.Media,
        "tEXt" or "zTXt" or "iTXt" or "eXIf" or "tIME" or "caBX" => RegionRole.Metadata,
        _ => RegionRole.Structure,
    };

    // "XML:com.adobe.xmp" 0 | compressed? | method | language 0 | translated keyword 0 | text
    private static ReadOnlyMemory<byte> Xmp(LayoutBuilder to, long start, long length)
    {
        var keyword = "XML:com.adobe.xmp\0"u8;
        if (length > to.Limits.MaximumXmpBytes || length < keyword.Length + 4 || !to.Bytes.Is(start, keyword)) return default;
        var data = to.Bytes.Slice(start + keyword.Length, length - keyword.Length, to.Limits.MaximumXmpBytes);
        var rest = data.AsMemory(2);
        for (var field = 0; field < 2; field++)
        {
            var end = rest.Span.IndexOf((byte)0);
            if (end < 0) return default;
            rest = rest[(end + 1)..];
        }
        return data[0] == 0 ? rest : Inflated(rest, to.Limits.MaximumXmpBytes);
    }

    private static byte[] Inflated(ReadOnlyMemory<byte> data, int most)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            var buffer = new byte[most];
            return buffer[..zlib.ReadAtLeast(buffer, most, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private static void Broken(LayoutBuilder to, long at, string text)
    {
        to.Damage(at, text);
        to.Region("what follows damage in the image", at, to.Length - at, RegionRole.Unaccounted);
    }
}
