using System.Buffers.Binary;
using System.Collections.Frozen;

namespace Touchstone.Provenance.Containers.Media;

/// <summary>Walks the chunks of WebP, WAVE and AVI files, RF64 and BW64 among them (C2PA 2.2 §A.3.6, §18.7.3.5; EBU Tech 3306).</summary>
internal static class RiffLayout
{
    private const int Wrapping = 8, FileHead = 12;
    private const long SizeIsElsewhere = uint.MaxValue;

    private static readonly FrozenSet<string> MediaChunks = FrozenSet.Create("VP8 ", "VP8L", "ALPH", "ANMF", "data", "LIST movi", "LIST rec ");
    private static readonly FrozenSet<string> PaddingChunks = FrozenSet.Create("JUNK", "PAD ", "FLLR", "junk");
    private static readonly FrozenSet<string> MetadataChunks = FrozenSet.Create(
        "EXIF", "XMP ", "_PMX", "bext", "iXML", "axml", "id3 ", "ID3 ", "LIST INFO", "LIST adtl", "cue ", "DISP", "aXML", "chna", "umid", "smpl", "inst", "LIST exif", "IDIT");

    internal static void Read(LayoutBuilder to)
    {
        to.Unnamed = "after the end of the RIFF structure";
        var at = 0L;
        // A long AVI goes on in further RIFF chunks.
        while (at == 0 || to.Bytes.Is(at, "RIFF"u8))
        {
            if (!to.Node(at)) return;
            at = File(to, at);
        }
    }

    // "RIFF" | length of what follows, 4 | media type, 4 | chunks …
    private static long File(LayoutBuilder to, long start)
    {
        var head = to.Bytes.Exactly(start, FileHead);
        if (head.Length < FileHead)
        {
            to.Damage(start, "The file ends within the RIFF head.");
            return to.Length;
        }
        var name = LayoutBuilder.Printable(head[8..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        to.Region("RIFF head", start, FileHead, RegionRole.Structure);
        to.Box(name, start, FileHead);
        var sizes = LongSizes.Read(to, start + FileHead);
        if (size == SizeIsElsewhere && sizes.File > 0) size = sizes.File;
        var end = start + Wrapping + size;
        if (end > to.Length)
        {
            to.Damage(start, $"The RIFF head says {size} bytes follow; {to.Length - start - Wrapping} do.");
            end = to.Length;
        }
        if (size < 4) end = to.Length;
        var at = start + FileHead;
        while (end - at >= Wrapping && to.Node(at)) at = Chunk(to, at, end, sizes);
        return Math.Max(end, at);
    }

    // name, 4 | length of data, 4 | data | a zero byte where the length is odd
    private static long Chunk(LayoutBuilder to, long at, long end, LongSizes sizes)
    {
        var head = to.Bytes.At(at, FileHead);
        if (head.Length < Wrapping) return end;
        var name = LayoutBuilder.Printable(head[..4]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        if (length == SizeIsElsewhere && sizes.Of(name) is { } known) length = known;
        if (length > end - at - Wrapping)
        {
            to.Damage(at, $"The chunk {name} says it has {length} bytes; {end - at - Wrapping} are left.");
            length = end - at - Wrapping;
        }
        var padded = Math.Min(Wrapping + length + (length & 1), to.Length - at);
        var list = name == "LIST" && length >= 4 && head.Length >= FileHead ? LayoutBuilder.Printable(head.Slice(8, 4)) : null;
        Take(to, name, list, at, length, padded);
        return at + Math.Max(padded, Wrapping);
    }

    private static void Take(LayoutBuilder to, string name, string? list, long at, long length, long padded)
    {
        to.Box(list ?? name, at, padded);
        if (name == "C2PA")
        {
            to.Region("padding", at, padded, RegionRole.Padding);
            if (length == 0) to.EmptyPlace("empty C2PA chunk", at, padded);
            else to.Store(at + Wrapping, length, new ByteRange(at, Wrapping + length), "C2PA chunk");
            return;
        }
        if (name is "XMP " or "_PMX") to.Xmp(at + Wrapping, length);
        var full = list is null ? name : $"LIST {list}";
        to.Region(full.TrimEnd(), at, padded, Role(full));
    }

    private static RegionRole Role(string name)
    {
        if (MediaChunks.Contains(name)) return RegionRole.Media;
        if (PaddingChunks.Contains(name)) return RegionRole.Padding;
        // INFO's chunks, such as IART, are met outside their list too.
        return MetadataChunks.Contains(name) || name.Length == 4 && name[0] == 'I' && name.All(char.IsAsciiLetterUpper) ? RegionRole.Metadata : RegionRole.Structure;
    }

    /// <summary>The lengths of 64 bits that RF64 keeps in its chunk ds64.</summary>
    private sealed record LongSizes(long File, long Data, IReadOnlyDictionary<string, long> Others)
    {
        private const int Fixed = 8 + 28, MostOthers = 1000;

        private static readonly LongSizes None = new(0, -1, new Dictionary<string, long>());

        internal long? Of(string chunk) => chunk == "data" && Data >= 0 ? Data : Others.TryGetValue(chunk, out var size) ? size : null;

        // "ds64" | length | file, 8 | data, 8 | samples, 8 | entries, 4 | { chunk, 4 | length, 8 } …
        internal static LongSizes Read(LayoutBuilder to, long at)
        {
            var head = to.Bytes.Exactly(at, Fixed);
            if (head.Length < Fixed || !head.StartsWith("ds64"u8)) return None;
            var file = Size(head[8..]);
            var data = Size(head[16..]);
            var count = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(head[32..]), MostOthers);
            Dictionary<string, long> others = [];
            for (var i = 0; i < count && to.Bytes.Exactly(at + Fixed + i * 12L, 12) is { Length: 12 } entry; i++)
                others[LayoutBuilder.Printable(entry[..4])] = Size(entry[4..]);
            return new LongSizes(file, data, others);
        }

        private static long Size(ReadOnlySpan<byte> bytes) => Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(bytes), 0, long.MaxValue / 4);
    }
}
