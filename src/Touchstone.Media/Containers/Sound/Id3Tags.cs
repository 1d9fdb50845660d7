using System.Text;

namespace Touchstone.Media.Containers.Sound;

/// <summary>ID3v2 tags (ID3v2.2, 2.3 and 2.4 structure documents), ID3v1 and APEv2.</summary>
internal static class Id3Tags
{
    private const int MaximumTags = 8;
    private const int MaximumFrames = 2000;

    /// <summary>Reads the tags at the start and returns where they end.</summary>
    internal static long ReadLeading(TreeBuilder tree, List<ContainerNode> into)
    {
        long at = 0;
        for (var tag = 0; tag < MaximumTags; tag++)
        {
            var head = tree.Reader(at, tree.Length, true).Bytes(10);
            if (head is not [(byte)'I', (byte)'D', (byte)'3', < 0xFF and var version, < 0xFF, var flags, < 0x80, < 0x80, < 0x80, < 0x80]) break;
            if (!tree.MayAdd(at, 0)) break;
            long size = 10 + SyncSafe(head.AsSpan(6)) + ((flags & 0x10) != 0 ? 10 : 0);
            var present = Math.Min(size, tree.Length - at);
            if (present < size) tree.Damaged(Codes.ContainerTruncated, at, $"The ID3v2 tag declares {size} bytes; {present} are there.");
            List<ContainerNode> frames = [];
            var from = at + 10;
            // The extended header counts itself in 2.4 and not in 2.3.
            if ((flags & 0x40) != 0 && version >= 3)
            {
                var extended = tree.Reader(from, at + present, true).Bytes(4);
                if (extended.Length == 4) from += version == 4 ? SyncSafe(extended) : 4 + (((long)extended[0] << 24) | (long)(extended[1] << 16) | (long)(extended[2] << 8) | extended[3]);
            }
            Frames(tree, from, at + present, version, frames);
            into.Add(new ContainerNode("ID3v2", at, present, 10) { Children = frames, Fields = [new ContainerField("version", $"2.{version}.{head[4]}", at + 3), new ContainerField("flags", $"{flags}", at + 5)] });
            at += present;
        }
        return at;
    }

    /// <summary>Reads ID3v1 and APEv2 at the end and returns where they begin.</summary>
    internal static long ReadTrailing(TreeBuilder tree, long start, List<ContainerNode> into)
    {
        var end = tree.Length;
        if (end - 128 >= start && tree.Reader(end - 128, end, true).Text(3) == "TAG" && tree.MayAdd(end - 128, 0))
        {
            var reader = tree.Reader(end - 125, end, bigEndian: true);
            reader.Text(30, "title");
            reader.Text(30, "artist");
            reader.Text(30, "album");
            reader.Text(4, "year");
            reader.Text(30, "comment");
            reader.U8("genre");
            end -= 128;
            into.Insert(0, new ContainerNode("ID3v1", end, 128, 3) { Fields = reader.Fields });
        }
        return ApeTag(tree, start, end, into);
    }

    // Footer of 32 bytes: "APETAGEX", version u32, size u32 of items and footer, items u32, flags u32, reserved.
    private static long ApeTag(TreeBuilder tree, long start, long end, List<ContainerNode> into)
    {
        var footer = tree.Reader(end - 32, end, bigEndian: false);
        if (end - 32 < start || footer.Text(8) != "APETAGEX") return end;
        footer.U32("version");
        long size = footer.U32("size");
        var items = footer.U32("items");
        var header = (footer.U32("flags") & 0x80000000) != 0 ? 32 : 0;
        var at = end - size - header;
        if (size < 32 || at < start || !tree.MayAdd(end - 32, 0)) return end;
        var reader = tree.Reader(end - size, end - 32, bigEndian: false);
        for (var i = 0; i < Math.Min(items, MaximumFrames) && !reader.Overrun; i++)
        {
            var length = reader.U32();
            reader.U32();
            var keyAt = reader.Position;
            var key = reader.Text(Math.Min(256, reader.Remaining));
            reader.Seek(keyAt + key.Length + 1);
            reader.Text(length, key.Length > 0 ? key : null, Encoding.UTF8);
        }
        into.Insert(0, new ContainerNode("APEv2", at, end - at, 0) { Fields = [.. footer.Fields, .. reader.Fields] });
        return at;
    }

    // 2.2: three letters and size u24. 2.3: four letters, size u32, flags. 2.4: the same with 7-bit bytes.
    private static void Frames(TreeBuilder tree, long start, long end, int version, List<ContainerNode> into)
    {
        var old = version == 2;
        var headerLength = old ? 6 : 10;
        for (var at = start; at + headerLength <= end && into.Count < MaximumFrames;)
        {
            var reader = tree.Reader(at, end, bigEndian: true);
            var id = reader.Text(old ? 3 : 4);
            // Padding ends the frames.
            if (id.Length == 0) return;
            var sizeBytes = reader.Bytes(old ? 3 : 4);
            long size = version == 4 ? SyncSafe(sizeBytes) : sizeBytes.Aggregate(0L, (sum, b) => (sum << 8) | b);
            if (!id.All(char.IsAsciiLetterOrDigit) || size > end - at - headerLength)
            {
                tree.Damaged(Codes.ContainerDamaged, at, "An ID3v2 frame does not fit its tag.");
                return;
            }
            if (!tree.MayAdd(at, 1)) return;
            into.Add(Frame(tree, id, at, headerLength, size));
            at += headerLength + size;
        }
    }

    private static ContainerNode Frame(TreeBuilder tree, string id, long at, int headerLength, long size)
    {
        var reader = tree.Reader(at + headerLength, at + headerLength + size, bigEndian: true);
        if (size > 1 && id[0] == 'T') EncodedText(reader, id is "TXXX" or "TXX");
        else if (id[0] == 'W') reader.Text(size, "text");
        else if (id is "PRIV" or "UFID") reader.Text(size, "owner");
        return new ContainerNode(id, at, headerLength + size, headerLength) { Fields = reader.Fields };
    }

    // Encoding byte: 0 Latin-1, 1 UTF-16 with mark, 2 UTF-16 big-endian, 3 UTF-8. User text has a description and a value.
    private static void EncodedText(PayloadReader reader, bool described)
    {
        var encoding = reader.U8();
        var at = reader.Position;
        var raw = reader.Bytes((int)Math.Min(reader.Remaining, PayloadReader.MaximumText * 4));
        var text = encoding switch
        {
            1 when raw is [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(raw),
            1 => Encoding.Unicode.GetString(raw),
            2 => Encoding.BigEndianUnicode.GetString(raw),
            3 => Encoding.UTF8.GetString(raw),
            _ => Encoding.Latin1.GetString(raw),
        };
        var parts = text.Trim('\uFEFF').Split('\0', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) return;
        if (described && parts.Length > 1) reader.Add("description", PayloadReader.Printable(parts[0]), at);
        reader.Add("text", PayloadReader.Printable(string.Join(" / ", described && parts.Length > 1 ? parts[1..] : parts).Trim('\uFEFF')), at);
    }

    private static long SyncSafe(ReadOnlySpan<byte> four) => four.Length < 4 ? 0 : ((four[0] & 0x7FL) << 21) | ((four[1] & 0x7FL) << 14) | ((four[2] & 0x7FL) << 7) | (four[3] & 0x7FL);
}
