using System.Text;

namespace Touchstone.Media.Containers.Matroska;

/// <summary>EBML elements of Matroska and WebM (RFC 8794 section 4 and 5): id, size in 1 to 8 bytes, data. Blocks become one table per cluster.</summary>
internal static class MatroskaContainer
{
    // Nanoseconds since 2001-01-01 (RFC 8794 section 7.6).
    private static readonly DateTimeOffset _epoch = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree)
    {
        List<ContainerNode> roots = [];
        Elements(tree, 0, tree.Length, 0, roots);
        return roots;
    }

    private static void Elements(TreeBuilder tree, long start, long end, int depth, List<ContainerNode> into)
    {
        for (var at = start; at < end && tree.MayAdd(at, depth);)
        {
            if (Header(tree, at, end) is not { } header)
            {
                tree.Damaged(Codes.ContainerDamaged, at, $"{end - at} bytes here are no element.");
                into.Add(new ContainerNode("(bytes)", at, end - at, 0));
                return;
            }
            var (id, size, headerLength) = header;
            var (name, type) = EbmlElements.Of(id);
            var data = at + headerLength;
            long length;
            if (size is { } known)
            {
                length = Math.Min(known, end - data);
                if (known > length) tree.Damaged(Codes.ContainerTruncated, at, $"Element {name} declares {known} bytes; {length} are there.");
            }
            else
            {
                length = UnknownEnd(tree, id, data, end) - data;
                if (type != EbmlType.Master) tree.Damaged(Codes.ContainerDamaged, at, $"Element {name} has no size.");
            }
            into.Add(Element(tree, new ContainerNode(name, at, headerLength + length, headerLength), id, type, depth));
            at = data + length;
        }
    }

    private static ContainerNode Element(TreeBuilder tree, ContainerNode node, uint id, EbmlType type, int depth)
    {
        var reader = tree.Reader(node.PayloadOffset, node.Offset + node.Length, bigEndian: true);
        if (id == EbmlElements.Cluster) return node with { Table = Cluster(tree, reader), Fields = reader.Fields };
        List<ContainerNode> children = [];
        if (type == EbmlType.Master)
        {
            Elements(tree, node.PayloadOffset, node.Offset + node.Length, depth + 1, children);
            // What a person looks for stands as a field of its parent too: Info["WritingApp"].
            foreach (var child in children)
                if (child["value"] is { } value) reader.Add(child.Type, value, child.PayloadOffset);
            return node with { Children = children, Fields = reader.Fields };
        }
        Value(reader, type);
        return node with { Fields = reader.Fields };
    }

    private static void Value(PayloadReader reader, EbmlType type)
    {
        var at = reader.Position;
        var length = (int)Math.Min(reader.Remaining, 8);
        switch (type)
        {
            case EbmlType.Unsigned: reader.Unsigned(length, "value"); break;
            case EbmlType.Signed: reader.Signed(Math.Max(length, 1), "value"); break;
            case EbmlType.Float when reader.Remaining == 4: reader.Add("value", BitConverter.UInt32BitsToSingle(reader.U32()).ToString("R"), at); break;
            case EbmlType.Float when reader.Remaining == 8: reader.Add("value", BitConverter.UInt64BitsToDouble(reader.U64()).ToString("R"), at); break;
            case EbmlType.Text: reader.Text(reader.Remaining, "value", Encoding.UTF8); break;
            // Hundred-nanosecond ticks hold every date the calendar knows; what lies beyond is shown as stored.
            case EbmlType.Date when reader.Remaining == 8: reader.Add("value", Date(reader.I64()), at); break;
            default: break;
        }
    }

    private static string Date(long nanoseconds) => _epoch.AddTicks(nanoseconds / 100).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    // Rows: track, time relative to the cluster, flags, offset, size. A block group counts as its block.
    private static ContainerTable Cluster(TreeBuilder tree, PayloadReader reader)
    {
        List<long[]> rows = [];
        for (var at = reader.Position; at < reader.End && tree.MayStep(at);)
        {
            if (Header(tree, at, reader.End) is not { } header)
            {
                tree.Damaged(Codes.ContainerDamaged, at, $"{reader.End - at} bytes in a cluster are no element.");
                break;
            }
            var data = at + header.HeaderLength;
            var size = Math.Min(header.Size ?? reader.End - data, reader.End - data);
            if (header.Size > size) tree.Damaged(Codes.ContainerTruncated, at, "A block reaches beyond its cluster.");
            if (header.Id == 0xA0) size = 0;
            var inner = tree.Reader(data, data + size, bigEndian: true);
            if (header.Id == 0xE7) reader.Add("Timestamp", inner.Unsigned((int)Math.Min(size, 8)).ToString(), data);
            if (header.Id is 0xA3 or 0xA1 && tree.MayKeepRow(rows.Count) && Number(inner) is { } track) rows.Add([track, inner.I16(), inner.U8(), at, size]);
            at = data + size;
        }
        reader.Add("blocks", rows.Count.ToString(), reader.Position);
        return new ContainerTable(["track", "time", "flags", "offset", "size"], rows, rows.Count);
    }

    private static long? Number(PayloadReader reader)
    {
        var first = reader.U8();
        var length = System.Numerics.BitOperations.LeadingZeroCount((uint)first << 24) + 1;
        if (length > 8) return null;
        var value = (ulong)first & (0xFFul >> length);
        for (var i = 1; i < length; i++) value = (value << 8) | reader.U8();
        return (long)value;
    }

    // Ids keep their marker bit, sizes lose it; a size of all ones is unknown.
    private static (uint Id, long? Size, int HeaderLength)? Header(TreeBuilder tree, long at, long end)
    {
        Span<byte> raw = stackalloc byte[12];
        var read = tree.Window.Read(at, raw[..(int)Math.Min(12, end - at)]);
        if (read < 2) return null;
        var idLength = System.Numerics.BitOperations.LeadingZeroCount((uint)raw[0] << 24) + 1;
        if (idLength > 4 || idLength >= read) return null;
        uint id = 0;
        for (var i = 0; i < idLength; i++) id = (id << 8) | raw[i];
        var sizeLength = System.Numerics.BitOperations.LeadingZeroCount((uint)raw[idLength] << 24) + 1;
        if (sizeLength > 8 || idLength + sizeLength > read) return null;
        var size = raw[idLength] & (0xFFul >> sizeLength);
        var unknown = size == 0xFFul >> sizeLength;
        for (var i = 1; i < sizeLength; i++)
        {
            size = (size << 8) | raw[idLength + i];
            unknown &= raw[idLength + i] == 0xFF;
        }
        return (id, unknown ? null : (long)size, idLength + sizeLength);
    }

    // An element of unknown size ends before the next one that cannot lie inside it.
    private static long UnknownEnd(TreeBuilder tree, uint id, long data, long end)
    {
        if (id != EbmlElements.Cluster) return end;
        for (var at = data; at < end && tree.MayStep(at);)
        {
            if (Header(tree, at, end) is not { } header || EbmlElements.IsTopLevel(header.Id)) return at;
            if (header.Size is not { } size || size > end - at) return end;
            at += header.HeaderLength + size;
        }
        return end;
    }
}
