using System.Buffers.Binary;

namespace Touchstone.Provenance.Containers.Images;

/// <summary>An entry of a TIFF directory.</summary>
/// <param name="At">Where the entry lies.</param>
/// <param name="Tag">Tag.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Values">Where its values lie: in the entry itself where they are short.</param>
internal readonly record struct TiffEntry(long At, int Tag, int Type, ByteRange Values);

/// <summary>Reads the numbers of a TIFF file in its byte order, 32 bits wide or, in BigTIFF, 64.</summary>
internal sealed class TiffNumbers
{
    private readonly LayoutBuilder _to;
    private readonly bool _little;

    internal TiffNumbers(LayoutBuilder to)
    {
        _to = to;
        _little = to.Bytes.Byte(0) == 'I';
        IsBig = Short(2) == 43;
    }

    /// <summary>Whether the file is a BigTIFF.</summary>
    internal bool IsBig { get; }

    internal int HeadBytes => IsBig ? 16 : 8;

    internal int WordBytes => IsBig ? 8 : 4;

    internal int EntryBytes => IsBig ? 20 : 12;

    // The four reads give -1 where the file ends before.
    internal int Short(long at)
    {
        var bytes = _to.Bytes.Exactly(at, 2);
        if (bytes.Length < 2) return -1;
        return _little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    internal long Int(long at)
    {
        var bytes = _to.Bytes.Exactly(at, 4);
        if (bytes.Length < 4) return -1;
        return _little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    internal long Long(long at)
    {
        var bytes = _to.Bytes.Exactly(at, 8);
        if (bytes.Length < 8) return -1;
        return Math.Max(-1, _little ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : BinaryPrimitives.ReadInt64BigEndian(bytes));
    }

    internal long Word(long at) => IsBig ? Long(at) : Int(at);

    // tag, 2 | type, 2 | number of values, 4 (8) | values, or where they lie, 4 (8)
    internal TiffEntry Entry(long at)
    {
        var type = Short(at + 2);
        var count = Math.Max(Word(at + 4), 0);
        var place = at + (IsBig ? 12 : 8);
        var width = Width(type);
        var length = count > long.MaxValue / 16 ? long.MaxValue : count * width;
        return new TiffEntry(at, Short(at), type, new ByteRange(length <= WordBytes ? place : Word(place), length));
    }

    /// <summary>The values of an entry of whole numbers, at most <paramref name="most"/> of them.</summary>
    internal long[] Values(TiffEntry entry, int most)
    {
        var width = Width(entry.Type);
        var start = entry.Values.Start;
        if (width is not (2 or 4 or 8) || start < 0) return [];
        var count = (int)Math.Min(Math.Min(entry.Values.Length, Math.Max(_to.Length - start, 0)) / width, most);
        var values = new long[count];
        for (var i = 0; i < count; i++)
            values[i] = width switch { 2 => Short(start + i * 2L), 4 => Int(start + i * 4L), _ => Long(start + i * 8L) };
        return values;
    }

    // TIFF 6.0 p. 15; 13 to 18 are those of BigTIFF and its predecessors.
    private static int Width(int type) => type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 0,
    };
}
