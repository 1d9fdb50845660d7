namespace Touchstone.Media.Containers.Image;

/// <summary>
/// TIFF directories (TIFF 6.0 section 2; BigTIFF design of 2004): byte order, 42 or 43, offset of the first directory;
/// a directory is a count, entries (tag u16, type u16, count, value or its offset) and the offset of the next.
/// </summary>
internal static class TiffContainer
{
    // Values of longer arrays are tables of strips and colour maps, which say nothing one by one.
    private const int MaximumValues = 16;

    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree) => Read(tree, 0, tree.Length, 0);

    /// <summary>Reads the directories of a TIFF structure inside the file, such as an Exif block.</summary>
    internal static IReadOnlyList<ContainerNode> Read(TreeBuilder tree, long start, long end, int depth)
    {
        var big = tree.Reader(start, end, bigEndian: true).U8() == 'M';
        var head = tree.Reader(start + 2, end, big);
        var wide = head.U16() == 43;
        if (wide) head.U32();
        var structure = new Structure(tree, start, end, big, wide);
        List<ContainerNode> directories = [];
        structure.Chain((long)head.Unsigned(wide ? 8 : 4), "IFD", depth, directories);
        return directories;
    }

    private sealed class Structure(TreeBuilder tree, long start, long end, bool big, bool wide)
    {
        // Directories may point at each other; each is read once.
        private readonly HashSet<long> _seen = [];
        private readonly HashSet<long> _twice = [];

        private int EntryBytes => wide ? 20 : 12;

        private int CountBytes => wide ? 8 : 2;

        internal void Chain(long offset, string name, int depth, List<ContainerNode> into)
        {
            for (var number = 0; offset != 0; number++)
            {
                if (offset < 0 || offset > end - start - CountBytes)
                {
                    tree.Damaged(Codes.ContainerTruncated, start, $"A directory is said to lie at {offset}, outside the file.");
                    return;
                }
                var at = start + offset;
                if (!_seen.Add(at))
                {
                    if (_twice.Add(at)) tree.Damaged(Codes.ContainerDamaged, at, "A directory is reached twice: the chain runs in a circle.");
                    return;
                }
                if (!tree.MayAdd(at, depth)) return;
                offset = Directory(at, name == "IFD" ? $"IFD{number}" : name, depth, into);
            }
        }

        private long Directory(long at, string name, int depth, List<ContainerNode> into)
        {
            var reader = tree.Reader(at, end, big);
            var count = (long)Math.Min(reader.Unsigned(CountBytes), long.MaxValue);
            var fits = (end - reader.Position) / EntryBytes;
            if (count > fits) tree.Damaged(Codes.ContainerTruncated, at, $"The directory declares {count} entries; {fits} fit into the file.");
            List<ContainerNode> children = [];
            var kept = tree.MayKeepRows(Math.Min(count, fits));
            for (var entry = 0; entry < kept; entry++) Entry(reader, depth, children);
            var next = kept == count ? (long)Math.Min(reader.Unsigned(wide ? 8 : 4), long.MaxValue) : 0;
            into.Add(new ContainerNode(name, at, Math.Min(reader.Position, end) - at, CountBytes) { Fields = reader.Fields, Children = children });
            return reader.Overrun ? 0 : next;
        }

        private void Entry(PayloadReader reader, int depth, List<ContainerNode> children)
        {
            var entryAt = reader.Position;
            var tag = reader.U16();
            var type = reader.U16();
            var count = reader.Unsigned(wide ? 8 : 4);
            var slotAt = reader.Position;
            var slotBytes = wide ? 8 : 4;
            reader.Seek(slotAt + slotBytes);
            var bytesEach = TiffTags.BytesOf(type);
            if (bytesEach == 0) return;
            var valueAt = slotAt;
            if (count > (ulong)(slotBytes / bytesEach))
            {
                var offset = tree.Reader(slotAt, end, big).Unsigned(slotBytes);
                if (offset > (ulong)(end - start) || count > (ulong)(end - start) / bytesEach || (long)offset + ((long)count * bytesEach) > end - start)
                {
                    tree.Damaged(Codes.ContainerTruncated, entryAt, $"The values of tag {tag} lie outside the file.");
                    return;
                }
                valueAt = start + (long)offset;
            }
            reader.Add(TiffTags.Name(tag), Values(valueAt, type, bytesEach, count), valueAt);
            if (TiffTags.PointsToDirectory(tag) && type is 3 or 4 or 13 or 16 or 18) SubDirectories(tag, valueAt, bytesEach, count, depth, children);
        }

        private void SubDirectories(int tag, long valueAt, int bytesEach, ulong count, int depth, List<ContainerNode> children)
        {
            var reader = tree.Reader(valueAt, end, big);
            for (ulong i = 0; i < Math.Min(count, MaximumValues); i++)
                Chain((long)Math.Min(reader.Unsigned(bytesEach), long.MaxValue), TiffTags.Name(tag), depth + 1, children);
        }

        private string Values(long at, int type, int bytesEach, ulong count)
        {
            var reader = tree.Reader(at, end, big);
            if (type == 2) return reader.Text((long)Math.Min(count, PayloadReader.MaximumText));
            if (type == 7 && count > 8) return $"{count} bytes";
            List<string> values = [];
            for (ulong i = 0; i < Math.Min(count, MaximumValues); i++) values.Add(Value(reader, type, bytesEach));
            if (count > MaximumValues) values.Add($"… ({count} values)");
            return string.Join(' ', values);
        }

        private static string Value(PayloadReader reader, int type, int bytesEach) => type switch
        {
            5 => $"{reader.U32()}/{reader.U32()}",
            10 => $"{reader.I32()}/{reader.I32()}",
            6 or 8 or 9 or 17 => reader.Signed(bytesEach).ToString(),
            11 => BitConverter.UInt32BitsToSingle(reader.U32()).ToString("R"),
            12 => BitConverter.UInt64BitsToDouble(reader.U64()).ToString("R"),
            _ => reader.Unsigned(bytesEach).ToString(),
        };
    }
}
