using System.Text;

namespace Touchstone.Provenance.Containers.Bmff;

/// <summary>Finds the EXIF and XMP items of HEIF and AVIF files (ISO/IEC 14496-12 §8.11; ISO/IEC 23008-12 annex A).</summary>
internal static class ItemTable
{
    private sealed record Item(long Id, string Type, string ContentType);

    internal static void Read(LayoutBuilder to, BmffBox meta)
    {
        var items = meta.Children.Where(b => b.Type == "iinf").SelectMany(b => b.Children).Select(b => Entry(to, b)).OfType<Item>()
            .Where(i => i.Type == "Exif" || i.ContentType == "application/rdf+xml").DistinctBy(i => i.Id).ToDictionary(i => i.Id);
        var table = meta.Children.FirstOrDefault(b => b.Type == "iloc");
        if (items.Count == 0 || table?.Version is null) return;
        var within = meta.Children.FirstOrDefault(b => b.Type == "idat");
        foreach (var (id, extents) in Locations(to, table, within))
            if (items.TryGetValue(id, out var item)) Name(to, item, extents);
    }

    private static void Name(LayoutBuilder to, Item item, List<ByteRange> extents)
    {
        var isXmp = item.Type != "Exif";
        foreach (var extent in extents) to.Region(isXmp ? "XMP item" : "EXIF item", extent.Start, extent.Length, RegionRole.Metadata);
        if (!isXmp || extents.Sum(e => e.Length) > to.Limits.MaximumXmpBytes) return;
        to.Xmp(extents.SelectMany(e => to.Bytes.Slice(e.Start, e.Length, to.Limits.MaximumXmpBytes)).ToArray());
    }

    // infe from version 2: id, 2 (4 from version 3) | protection, 2 | type, 4 | name 0 | content type 0
    private static Item? Entry(LayoutBuilder to, BmffBox box)
    {
        if (box.Type != "infe" || box.Version is not (2 or 3)) return null;
        var at = box.Range.Start + box.HeadBytes + 4;
        var idBytes = box.Version == 2 ? 2 : 4;
        var data = to.Bytes.At(at, 256);
        data = data[..(int)Math.Clamp(box.Range.End - at, 0, Math.Min(data.Length, 256))];
        if (data.Length < idBytes + 6) return null;
        var text = Encoding.Latin1.GetString(data);
        var strings = text[(idBytes + 6)..].Split('\0');
        return new Item(Number(data, 0, idBytes), text.Substring(idBytes + 2, 4), strings.Length > 1 ? strings[1] : "");
    }

    private static IEnumerable<(long Id, List<ByteRange> Extents)> Locations(LayoutBuilder to, BmffBox table, BmffBox? within)
    {
        var start = table.Range.Start + table.HeadBytes + 4;
        var data = to.Bytes.Slice(start, table.Range.End - start, 1 << 20);
        if (data.Length < 8) yield break;
        var version = table.Version ?? 0;
        int offsetBytes = data[0] >> 4, lengthBytes = data[0] & 15, baseBytes = data[1] >> 4, indexBytes = version == 0 ? 0 : data[1] & 15;
        var idBytes = version < 2 ? 2 : 4;
        var at = 2 + idBytes;
        var count = Number(data, 2, idBytes);
        // id | construction method, 2 (from version 1) | data reference, 2 | base offset | extents, 2 | { index | offset | length } …
        while (count-- > 0)
        {
            var fixedBytes = idBytes + (version == 0 ? 0 : 2) + 2 + baseBytes + 2;
            if (at + fixedBytes > data.Length) yield break;
            var id = Number(data, at, idBytes);
            var method = version == 0 ? 0 : Number(data, at + idBytes, 2) & 15;
            var origin = Number(data, at + fixedBytes - 2 - baseBytes, baseBytes) + (method == 1 ? (within?.Range.Start ?? 0) + (within?.HeadBytes ?? 0) : 0);
            var extents = Number(data, at + fixedBytes - 2, 2);
            at += fixedBytes;
            var step = indexBytes + offsetBytes + lengthBytes;
            // Extents without any field would cost nothing to write and all to read.
            if (step == 0) extents = Math.Min(extents, 1);
            if (at + extents * step > data.Length || !to.Node(start)) yield break;
            List<ByteRange> ranges = [];
            for (var i = 0; i < extents; i++, at += step)
                ranges.Add(new ByteRange(origin + Number(data, at + indexBytes, offsetBytes), Number(data, at + indexBytes + offsetBytes, lengthBytes)));
            if (method < 2) yield return (id, [.. ranges.Where(r => r.Start >= 0 && r.Length > 0 && r.Length <= to.Length - r.Start)]);
        }
    }

    private static long Number(ReadOnlySpan<byte> data, int at, int bytes)
    {
        var value = 0L;
        for (var i = 0; i < bytes; i++) value = value << 8 | data[at + i];
        return value & long.MaxValue;
    }
}
