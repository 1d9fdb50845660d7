using System.Buffers.Binary;

namespace Touchstone.Provenance.Containers.Documents;

/// <summary>Finds the C2PA table of a TrueType or OpenType font (ISO/IEC 14496-22; C2PA 2.2 §A.3.9, §18.7.3.6).</summary>
internal static class FontLayout
{
    private const int Head = 12, Record = 16, TableHead = 20;

    // version, 4 | tables, 2 | for searching, 6 || { tag, 4 | checksum, 4 | offset, 4 | length, 4 } …
    internal static void Read(LayoutBuilder to)
    {
        to.Unnamed = "padding between tables";
        var count = to.Bytes.UInt16Big(4);
        to.Region("table directory", 0, Head + (long)count * Record, RegionRole.Structure);
        List<(string Tag, long Start, long Length)> tables = [];
        for (var i = 0; i < count && to.Node(i) && to.Bytes.Exactly(Head + i * Record, Record) is { Length: Record } record; i++)
            tables.Add((LayoutBuilder.Printable(record[..4]), BinaryPrimitives.ReadUInt32BigEndian(record[8..]), BinaryPrimitives.ReadUInt32BigEndian(record[12..])));
        foreach (var (tag, start, length) in tables.OrderBy(t => t.Start))
        {
            if (length > to.Length - start) to.Damage(Math.Min(start, to.Length), $"The table {tag} goes on after the end of the file.");
            to.Box(tag, start, length);
            to.Region(tag, start, length, tag is "glyf" or "CFF " or "CFF2" or "CBDT" or "SVG " or "sbix" ? RegionRole.Media : tag is "name" or "DSIG" or "meta" ? RegionRole.Metadata : RegionRole.Structure);
            if (tag == "C2PA") Store(to, start, length);
        }
    }

    // version, 2 and 2 | offset of an address, 4 | its length, 2 | 0, 2 | offset of the store, 4 | its length, 4
    private static void Store(LayoutBuilder to, long start, long length)
    {
        var head = to.Bytes.Exactly(start, TableHead);
        if (length < TableHead || head.Length < TableHead)
        {
            to.Damage(start, "The C2PA table is too short.");
            return;
        }
        long offset = BinaryPrimitives.ReadUInt32BigEndian(head[12..]), size = BinaryPrimitives.ReadUInt32BigEndian(head[16..]);
        if (offset == 0 || size == 0)
        {
            to.EmptyPlace("C2PA table without a store", start, length);
            return;
        }
        if (offset > length || size > length - offset) to.Damage(start, "The manifest store goes on after the end of its table.");
        to.Store(start + offset, Math.Min(size, Math.Max(length - offset, 0)), new ByteRange(start, length), "C2PA table");
    }
}
