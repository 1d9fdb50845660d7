using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Touchstone.Provenance;
using Touchstone.Provenance.Containers;

namespace Touchstone.Tests.Provenance.Containers;

/// <summary>Small files of every format, each with a store. Their origin is this file, after the formats' specifications.</summary>
internal static class MadeFiles
{
    internal static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);

    internal static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(p => p)];

    internal static byte[] Big(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    internal static byte[] Little(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    internal static byte[] Short(int value) => [(byte)(value >> 8), (byte)value];

    internal static byte[] Box(string type, params byte[][] content)
    {
        var all = Join(content);
        return Join(Big((uint)all.Length + 8), Text(type), all);
    }

    /// <summary>A superbox of the store's type and label, with as many bytes of content as wanted.</summary>
    internal static byte[] Store(int content = 40)
    {
        byte[] type = [0x63, 0x32, 0x70, 0x61, 0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];
        var filling = Enumerable.Range(0, content).Select(i => (byte)(i * 7)).ToArray();
        return Box("jumb", Box("jumd", type, [3], Text("c2pa\0")), Box("cbor", filling));
    }

    internal static byte[] Segment(int marker, params byte[][] content)
    {
        var all = Join(content);
        return Join([0xFF, (byte)marker], Short(all.Length + 2), all);
    }

    /// <summary>A store in APP11 segments, split after every so many bytes, each with the head of the box again.</summary>
    internal static byte[][] JumbfSegments(byte[] store, int split, int instance = 1)
    {
        var content = store[8..];
        var count = Math.Max(1, (content.Length + split - 1) / split);
        return [.. Enumerable.Range(0, count).Select(i => Segment(0xEB, Text("JP"), Short(instance), Big((uint)i + 1), store[..8], content[(i * split)..Math.Min(content.Length, (i + 1) * split)]))];
    }

    internal static byte[] Jpeg(params byte[][] segments) => Join(
        [0xFF, 0xD8], Segment(0xE0, Text("JFIF\0"), [1, 2, 0, 0, 1, 0, 1, 0, 0]), Join(segments), Segment(0xDB, new byte[65]), Segment(0xC0, new byte[15]), Segment(0xC4, new byte[29]),
        Segment(0xDA, new byte[10]), [1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, 5, 0xFF, 0xD1, 6], [0xFF, 0xD9]);

    internal static byte[] Chunk(string type, params byte[][] content)
    {
        var all = Join(content);
        var body = Join(Text(type), all);
        return Join(Big((uint)all.Length), body, Big(Crc(body)));
    }

    // Bit by bit, as W3C PNG annex D defines it.
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }

    internal static byte[] Png(params byte[][] chunks) =>
        Join([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], Chunk("IHDR", new byte[13]), Join(chunks), Chunk("IDAT", [1, 2, 3]), Chunk("IEND"));

    internal static byte[] RiffChunk(string type, params byte[][] content)
    {
        var all = Join(content);
        return Join(Text(type), Little((uint)all.Length), all, new byte[all.Length & 1]);
    }

    internal static byte[] Riff(string type, params byte[][] chunks) => RiffChunk("RIFF", [Text(type), .. chunks]);

    internal static byte[] Wav(params byte[][] chunks) => Riff("WAVE", [RiffChunk("fmt ", new byte[16]), RiffChunk("data", new byte[33]), .. chunks]);

    internal static byte[] Blocks(byte[] data) => Join([.. data.Chunk(255).Select(c => Join([(byte)c.Length], c)), [0]]);

    internal static byte[] Gif(byte[] store) => Join(
        Text("GIF89a"), [1, 0, 1, 0, 0x80, 0, 0], new byte[6], [0x21, 0xFF, 11], Text("C2PA_GIF"), [1, 0, 0], Blocks(store), [0x21, 0xFE], Blocks(Text("comment")),
        [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0], [2], Blocks([0x44, 1]), [0x3B]);

    internal static byte[] Credentials(byte[] store, string purpose = "manifest", int padding = 0) => Box(
        "uuid", [0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81], new byte[4], Text(purpose + "\0"), new byte[8], store, new byte[padding]);

    /// <summary>A film whose table of chunks points at the sample in mdat, which lies after all else.</summary>
    internal static byte[] Mp4(params byte[][] afterType)
    {
        byte[] Whole(uint sample) => Join(
            Box("ftyp", Text("isom"), Big(0), Text("isom")), Join(afterType),
            Box("moov", Box("mvhd", new byte[100]), Box("trak", Box("mdia", Box("minf", Box("stbl", Box("stco", Big(0), Big(1), Big(sample))))))),
            Box("mdat", Text("the sample")));
        return Whole((uint)Whole(0).Length - 10);
    }

    internal static byte[] Svg(string manifest) => Encoding.UTF8.GetBytes(
        "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"<b>\">]><!-- <metadata> --><svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:c2pa=\"http://c2pa.org/manifest\"><g title=\"a>b\"/>"
        + $"<metadata><c2pa:manifest>{manifest}</c2pa:manifest></metadata><path d=\"m0 0\"/></svg>");

    internal static byte[] Seven(int size) => [(byte)(size >> 21 & 0x7F), (byte)(size >> 14 & 0x7F), (byte)(size >> 7 & 0x7F), (byte)(size & 0x7F)];

    internal static byte[] Id3(int version, int flags, byte[] frames) => Join(Text("ID3"), [(byte)version, 0, (byte)flags], Seven(frames.Length), frames);

    internal static byte[] Object(byte[] store) => Join([0], Text("application/c2pa\0"), Text("c2pa\0"), Text("manifest\0"), store);

    internal static byte[] Mp3(byte[] store)
    {
        var content = Object(store);
        return Join(Id3(4, 0, Join(Text("GEOB"), Seven(content.Length), [0, 0], content, new byte[20])), [0xFF, 0xFB, 0x90, 0], new byte[50]);
    }

    internal static byte[] JpegXl(byte[] store, byte[] more) => Join(
        Box("JXL ", [0x0D, 0x0A, 0x87, 0x0A]), Box("ftyp", Text("jxl "), Big(0), Text("jxl ")), store, more, Box("jxlc", [0xFF, 0x0A, 1, 2, 3]));

    internal static byte[] Brotli(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var brotli = new BrotliStream(output, CompressionLevel.Optimal)) brotli.Write(bytes);
        return output.ToArray();
    }

    internal static byte[] Zlib(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal)) zlib.Write(bytes);
        return output.ToArray();
    }

    internal static byte[] Pdf(byte[] store) => Join(
        Text("%PDF-1.7\n1 0 obj\n<</Type/Catalog/AF[2 0 R]/Pages 9 0 R>>\nendobj\n2 0 obj\n<</Type/Filespec/AFRelationship/C2PA_Manifest/EF<</F 3 0 R>>/F(a)>>\nendobj\n"),
        Stream(3, "", store), Text("trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"));

    internal static byte[] Stream(int number, string entries, byte[] content) => Join(Text($"{number} 0 obj\n<<{entries}/Length {content.Length}>>stream\r\n"), content, Text("\nendstream\nendobj\n"));

    internal static byte[] Tiff(byte[] store)
    {
        // head | directory of two entries: a strip's place and length have none; then the store
        var at = 8 + 2 + 24 + 4;
        return Join(
            Text("II*\0"), Little(8), [2, 0], [0, 1, 3, 0], Little(1), Little(7), [0x41, 0xCD, 7, 0], Little((uint)store.Length), Little((uint)at), Little(0), store);
    }

    internal static byte[] Font(byte[] store)
    {
        var table = Join(Big(0), Big(0), Big(0), Big(20), Big((uint)store.Length), store);
        return Join([0, 1, 0, 0], Short(1), new byte[6], Text("C2PA"), Big(0), Big(28), Big((uint)table.Length), table);
    }

    /// <summary>One file of every format, each with the store given.</summary>
    internal static IEnumerable<(AssetFormat Format, byte[] File)> All(byte[] store)
    {
        yield return (AssetFormat.Jpeg, Jpeg(JumbfSegments(store, 30)));
        yield return (AssetFormat.Png, Png(Chunk("caBX", store)));
        yield return (AssetFormat.Wav, Wav(RiffChunk("C2PA", store)));
        yield return (AssetFormat.WebP, Riff("WEBP", RiffChunk("VP8 ", new byte[9]), RiffChunk("C2PA", store)));
        yield return (AssetFormat.Avi, Riff("AVI ", RiffChunk("LIST", Text("movi"), new byte[9]), RiffChunk("C2PA", store)));
        yield return (AssetFormat.Gif, Gif(store));
        yield return (AssetFormat.Tiff, Tiff(store));
        yield return (AssetFormat.Svg, Svg(Convert.ToBase64String(store)));
        yield return (AssetFormat.IsoBmff, Mp4(Credentials(store, padding: 5)));
        yield return (AssetFormat.Mp3, Mp3(store));
        yield return (AssetFormat.Flac, Join(Mp3(store)[..^54], Text("fLaC"), [0x80, 0, 0, 34], new byte[34], [0xFF, 0xF8]));
        yield return (AssetFormat.JpegXl, JpegXl(store, []));
        yield return (AssetFormat.Pdf, Pdf(store));
        yield return (AssetFormat.Font, Font(store));
        yield return (AssetFormat.ManifestStore, store);
    }

    internal static AssetLayout Read(byte[] file) => LayoutReader.Read(AssetBytes.Of(file), ProvenanceLimits.Default, TestContext.Current.CancellationToken);
}
