namespace Touchstone.Media.Containers.IsoBmff;

/// <summary>Tables of times, sizes and places (ISO/IEC 14496-12 sections 8.6 to 8.8 and 8.16), cut at the row limit.</summary>
internal static class SampleTables
{
    internal static ContainerTable? Read(TreeBuilder tree, string type, PayloadReader reader) => type switch
    {
        "stts" => Rows(tree, reader, ["samples", "duration"], r => [r.U32(), r.U32()]),
        "ctts" => Rows(tree, reader, ["samples", "offset"], r => [r.U32(), r.I32()]),
        "stsc" => Rows(tree, reader, ["firstChunk", "samplesPerChunk", "description"], r => [r.U32(), r.U32(), r.U32()]),
        "stco" => Rows(tree, reader, ["offset"], r => [r.U32()]),
        "co64" => Rows(tree, reader, ["offset"], r => [(long)r.U64()]),
        "stss" or "stps" => Rows(tree, reader, ["sample"], r => [r.U32()]),
        "elst" => Edits(tree, reader),
        "stsz" => Sizes(tree, reader),
        "trun" => Run(tree, reader),
        "sidx" => Index(tree, reader),
        "iloc" => Locations(tree, reader),
        _ => null,
    };

    private static ContainerTable Rows(TreeBuilder tree, PayloadReader reader, string[] columns, Func<PayloadReader, long[]> row)
    {
        reader.U8("version");
        reader.U24("flags");
        return Table(tree, reader, columns, reader.U32("entries"), row);
    }

    private static ContainerTable Table(TreeBuilder tree, PayloadReader reader, string[] columns, long declared, Func<PayloadReader, long[]> row)
    {
        // What cannot lie in the payload is not allocated: a row of any table but an empty trun takes a byte at least.
        var kept = tree.MayKeepRows(Math.Min(declared, reader.Remaining));
        List<long[]> rows = [];
        while (rows.Count < kept)
        {
            var values = row(reader);
            if (reader.Overrun) break;
            rows.Add(values);
        }
        if (rows.Count < declared && reader.Overrun) tree.Damaged(Codes.ContainerTruncated, reader.Position, $"A table declares {declared} rows; {rows.Count} are there.");
        return new ContainerTable(columns, rows, declared);
    }

    private static ContainerTable Edits(TreeBuilder tree, PayloadReader reader)
    {
        var version = reader.U8("version");
        reader.U24("flags");
        return Table(tree, reader, ["duration", "mediaTime", "rate", "rateFraction"], reader.U32("entries"), r => version == 1
            ? [(long)r.U64(), r.I64(), r.I16(), r.I16()]
            : [r.U32(), r.I32(), r.I16(), r.I16()]);
    }

    private static ContainerTable Sizes(TreeBuilder tree, PayloadReader reader)
    {
        reader.U8("version");
        reader.U24("flags");
        var same = reader.U32("sampleSize");
        var count = reader.U32("samples");
        // One size for all leaves no table.
        return same != 0 ? new ContainerTable(["size"], [], count) : Table(tree, reader, ["size"], count, r => [r.U32()]);
    }

    // Flags: 1 data offset, 4 first sample flags, 100 duration, 200 size, 400 flags, 800 composition offset.
    private static ContainerTable Run(TreeBuilder tree, PayloadReader reader)
    {
        reader.U8("version");
        var flags = reader.U24("flags");
        var count = reader.U32("samples");
        if ((flags & 1) != 0) reader.I32("dataOffset");
        if ((flags & 4) != 0) reader.U32("firstSampleFlags");
        if ((flags & 0xF00) == 0) return new ContainerTable(["duration", "size", "flags", "offset"], [], count);
        long Field(PayloadReader r, uint bit, bool signed = false) => (flags & bit) == 0 ? -1 : signed ? r.I32() : r.U32();
        return Table(tree, reader, ["duration", "size", "flags", "offset"], count, r => [Field(r, 0x100), Field(r, 0x200), Field(r, 0x400), Field(r, 0x800, true)]);
    }

    private static ContainerTable Index(TreeBuilder tree, PayloadReader reader)
    {
        var version = reader.U8("version");
        reader.U24("flags");
        reader.U32("referenceId");
        reader.U32("timescale");
        reader.Unsigned(version == 0 ? 4 : 8, "earliestTime");
        reader.Unsigned(version == 0 ? 4 : 8, "firstOffset");
        reader.U16();
        return Table(tree, reader, ["size", "duration", "flags"], reader.U16("entries"), r => [r.U32(), r.U32(), r.U32()]);
    }

    // iloc: sizes of the following fields in nibbles, then items with extents (section 8.11.3). Rows are extents.
    private static ContainerTable Locations(TreeBuilder tree, PayloadReader reader)
    {
        var version = reader.U8("version");
        reader.U24("flags");
        var sizes = reader.U16();
        int offsetBytes = sizes >> 12, lengthBytes = (sizes >> 8) & 15, baseBytes = (sizes >> 4) & 15, indexBytes = version is 1 or 2 ? sizes & 15 : 0;
        string[] columns = ["item", "method", "offset", "length"];
        if (offsetBytes > 8 || lengthBytes > 8 || baseBytes > 8 || indexBytes > 8) return new ContainerTable(columns, [], 0);
        long items = version < 2 ? reader.U16("items") : reader.U32("items");
        List<long[]> rows = [];
        var kept = tree.MayKeepRows(reader.Remaining / 2);
        for (long item = 0; item < items && !reader.Overrun && rows.Count < kept; item++)
        {
            long id = version < 2 ? reader.U16() : reader.U32();
            var method = version is 1 or 2 ? reader.U16() & 15 : 0;
            reader.U16();
            var from = (long)reader.Unsigned(baseBytes);
            var extents = reader.U16();
            for (var extent = 0; extent < extents && !reader.Overrun && rows.Count < kept; extent++)
            {
                reader.Unsigned(indexBytes);
                var offset = unchecked(from + (long)reader.Unsigned(offsetBytes));
                var length = (long)reader.Unsigned(lengthBytes);
                if (!reader.Overrun) rows.Add([id, method, offset, length]);
            }
        }
        return new ContainerTable(columns, rows, rows.Count);
    }
}
