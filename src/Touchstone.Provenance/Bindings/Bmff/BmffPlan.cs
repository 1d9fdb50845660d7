using System.Buffers.Binary;
using Touchstone.Provenance.Containers;

namespace Touchstone.Provenance.Bindings.Bmff;

// What of an ISO-BMFF file goes into a hash, in file order (C2PA 2.2 §18.6.2):
//   | offset of the box, 8 bytes | its bytes without exclusions | …      no offset in version 1, nor for a box left out whole
internal sealed class BmffPlan
{
    private readonly AssetBytes _asset;
    private readonly List<Piece> _pieces = [];

    // No piece crosses from one top-level box into the next.
    private readonly record struct Piece(ByteRange Range, bool Marked);

    internal BmffPlan(AssetBytes asset, IReadOnlyList<BmffBox> boxes, (IReadOnlyList<ByteRange> Ranges, IReadOnlySet<long> WholeBoxes) excluded, bool offsets)
    {
        _asset = asset;
        Excluded = excluded.Ranges;
        var at = 0L;
        var next = 0;
        foreach (var box in boxes)
        {
            if (box.Range.Start < at || box.Range.End > asset.Length) continue;
            Add(new ByteRange(at, box.Range.Start - at), false, ref next);
            Add(box.Range, offsets && !excluded.WholeBoxes.Contains(box.Range.Start), ref next);
            at = box.Range.End;
        }
        Add(new ByteRange(at, asset.Length - at), false, ref next);
    }

    internal IReadOnlyList<ByteRange> Excluded { get; }

    // Appends what lies in a stretch that begins and ends with top-level boxes.
    internal void AppendTo(AssetHasher hasher, ByteRange stretch)
    {
        Span<byte> offset = stackalloc byte[8];
        var low = 0;
        for (var high = _pieces.Count; low < high;)
        {
            var middle = (low + high) / 2;
            if (_pieces[middle].Range.Start < stretch.Start) low = middle + 1;
            else high = middle;
        }
        for (; low < _pieces.Count && _pieces[low].Range.Start < stretch.End; low++)
        {
            if (_pieces[low].Marked)
            {
                BinaryPrimitives.WriteInt64BigEndian(offset, _pieces[low].Range.Start);
                hasher.Append(offset);
            }
            hasher.Append(_asset, _pieces[low].Range);
        }
    }

    private void Add(ByteRange range, bool marked, ref int next)
    {
        while (next < Excluded.Count && Excluded[next].End <= range.Start) next++;
        var at = range.Start;
        // The offset stands before the box even where its first bytes are left out.
        for (var i = next; i < Excluded.Count && Excluded[i].Start < range.End; i++)
        {
            if (Excluded[i].Start > at || (marked && at == range.Start)) _pieces.Add(new Piece(new ByteRange(at, Math.Max(0, Excluded[i].Start - at)), marked && at == range.Start));
            at = Math.Max(at, Excluded[i].End);
        }
        if (at < range.End) _pieces.Add(new Piece(new ByteRange(at, range.End - at), marked && at == range.Start));
    }
}
