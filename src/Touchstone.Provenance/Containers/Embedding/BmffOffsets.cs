using System.Buffers.Binary;

namespace Touchstone.Provenance.Containers.Embedding;

/// <summary>
/// Moves the offsets into the file that ISO-BMFF boxes hold: stco, co64, saio, iloc, tfhd and tfra (ISO/IEC 14496-12 §8.7.5, §8.7.9, §8.11.3, §8.8.7, §8.8.10).
/// Those of sidx count from the box itself and stay.
/// </summary>
internal sealed class BmffOffsets(AssetBytes asset, Func<long, long> moved)
{
    private const int LongestTable = 64 << 20;

    internal List<Replacement> Changes { get; } = [];

    /// <summary>Makes the changes for the boxes and what is in them; false where an offset no longer fits its field or a table cannot be read.</summary>
    internal bool Move(IReadOnlyList<BmffBox> boxes, bool inFragment = false) => boxes.All(b => Move(b, inFragment) && Move(b.Children, inFragment || b.Type == "moof"));

    private bool Move(BmffBox box, bool inFragment) => box.Type switch
    {
        "stco" => Table(box, 4, skipped: 0),
        "co64" => Table(box, 8, skipped: 0),
        // Within a fragment these count from the fragment.
        "saio" => inFragment || Table(box, box.Version == 0 ? 4 : 8, skipped: (box.Flags & 1) != 0 ? 8 : 0),
        "iloc" => Items(box),
        "tfhd" => (box.Flags & 1) == 0 || FragmentBase(box),
        "tfra" => FragmentTable(box),
        _ => true,
    };

    // … | number of entries, 4 | entries
    private bool Table(BmffBox box, int width, int skipped)
    {
        if (Content(box) is not { } data || data.Length < skipped + 4) return false;
        var count = BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(skipped));
        var at = skipped + 4;
        if (count > (data.Length - at) / width) return false;
        for (var i = 0; i < count; i++)
            if (!Moved(data, at + i * width, width)) return false;
        return Changed(box, data);
    }

    // track, 4 | base of the data, 8
    private bool FragmentBase(BmffBox box) => Content(box) is { Length: >= 12 } data && Moved(data, 4, 8) && Changed(box, data);

    // track, 4 | 26 bits of 0, widths of three numbers less one, 2 bits each | entries, 4 | { time | offset of moof | numbers } …
    private bool FragmentTable(BmffBox box)
    {
        if (Content(box) is not { Length: >= 12 } data) return false;
        var widths = data[7];
        var count = BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(8));
        var width = box.Version == 0 ? 4 : 8;
        var step = 2 * width + 3 + (widths >> 4 & 3) + (widths >> 2 & 3) + (widths & 3);
        if (count > (data.Length - 12) / step) return false;
        for (var i = 0; i < count; i++)
            if (!Moved(data, 12 + i * step + width, width)) return false;
        return Changed(box, data);
    }

    // widths of offset, length, base and index, 4 bits each | items, 2 (4 from version 2) | items
    private bool Items(BmffBox box)
    {
        if (Content(box) is not { Length: >= 8 } data || box.Version is null or > 2) return false;
        int offsetBytes = data[0] >> 4, lengthBytes = data[0] & 15, baseBytes = data[1] >> 4, indexBytes = box.Version == 0 ? 0 : data[1] & 15;
        var idBytes = box.Version < 2 ? 2 : 4;
        var count = Number(data, 2, idBytes);
        var at = 2 + idBytes;
        // id | construction method, 2 (from version 1) | data reference, 2 | base | extents, 2 | { index | offset | length } …
        for (var i = 0L; i < count; i++)
        {
            var methodAt = at + idBytes;
            var baseAt = methodAt + (box.Version == 0 ? 0 : 2) + 2;
            var extentsAt = baseAt + baseBytes + 2;
            if (extentsAt > data.Length) return false;
            var extents = Number(data, extentsAt - 2, 2);
            var step = indexBytes + offsetBytes + lengthBytes;
            if (extents * step > data.Length - extentsAt) return false;
            // Only offsets into this file move: method 0, data reference 0.
            var isHere = (box.Version == 0 || (data[methodAt + 1] & 15) == 0) && Number(data, baseAt - 2, 2) == 0;
            if (isHere && !Extents(data, (baseAt, baseBytes), (extentsAt + indexBytes, offsetBytes), (int)extents, step)) return false;
            at = extentsAt + (int)extents * step;
        }
        return Changed(box, data);
    }

    // An item's offsets count from its base: the base moves by what its first extent moves, the others must agree.
    private bool Extents(byte[] data, (int At, int Bytes) origin, (int At, int Bytes) offset, int count, int step)
    {
        if (count == 0) return true;
        var from = Number(data, origin.At, origin.Bytes);
        if (origin.Bytes > 0)
        {
            var first = from + Number(data, offset.At, offset.Bytes);
            var shift = moved(first) - first;
            for (var i = 1; i < count; i++)
            {
                var other = from + Number(data, offset.At + i * step, offset.Bytes);
                if (moved(other) - other != shift) return false;
            }
            return Write(data, origin.At, origin.Bytes, from + shift);
        }
        // Without a base or an offset the item is the whole file.
        if (offset.Bytes == 0) return false;
        for (var i = 0; i < count; i++)
            if (!Moved(data, offset.At + i * step, offset.Bytes)) return false;
        return true;
    }

    private bool Moved(byte[] data, int at, int width) => Write(data, at, width, moved(Number(data, at, width)));

    private static bool Write(byte[] data, int at, int width, long value)
    {
        if (value < 0 || width == 4 && value > uint.MaxValue || width is not (4 or 8)) return false;
        if (width == 4) BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(at), (uint)value);
        else BinaryPrimitives.WriteInt64BigEndian(data.AsSpan(at), value);
        return true;
    }

    private static long Number(byte[] data, int at, int width)
    {
        var value = 0L;
        for (var i = 0; i < width; i++) value = value << 8 | data[at + i];
        return value & long.MaxValue;
    }

    // What follows version and flags.
    private static ByteRange ContentRange(BmffBox box) => new(box.Range.Start + box.HeadBytes + 4, box.Range.Length - box.HeadBytes - 4);

    private byte[]? Content(BmffBox box)
    {
        var range = ContentRange(box);
        if (range.Length is < 0 or > LongestTable) return null;
        var data = asset.Slice(range.Start, range.Length);
        return data.Length == range.Length ? data : null;
    }

    private bool Changed(BmffBox box, byte[] data)
    {
        Changes.Add(new Replacement(ContentRange(box), data));
        return true;
    }
}
