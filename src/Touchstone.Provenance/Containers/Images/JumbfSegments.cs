using System.Buffers.Binary;

namespace Touchstone.Provenance.Containers.Images;

/// <summary>
/// Puts JUMBF boxes together that JPEG spreads over APP11 segments (ISO/IEC 19566-5:2023 D.2; C2PA 2.2 §A.3.1).
/// Segments with the same box instance number carry one box; each repeats the box's head.
/// </summary>
internal sealed class JumbfSegments(LayoutBuilder to)
{
    private readonly List<Box> _boxes = [];

    private sealed class Box(int instance)
    {
        internal int Instance { get; } = instance;

        internal List<(long Sequence, ByteRange Data, ByteRange Segment)> Parts { get; } = [];

        internal bool IsStore { get; init; }

        internal int NamedBoxes { get; set; }
    }

    // 0    2    4     8      12     16 (24 where LBox is 1)
    // | CI | En | Z   | LBox | TBox | payload …            CI is "JP"; En tells boxes apart; Z counts the segments of one box from 1
    internal bool Takes(long start, long content, long length)
    {
        var head = to.Bytes.At(content, 64);
        if (length < 16 || head.Length < 16) return false;
        var instance = BinaryPrimitives.ReadUInt16BigEndian(head[2..]);
        var sequence = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        var boxHead = BinaryPrimitives.ReadUInt32BigEndian(head[8..]) == 1 ? 16 : 8;
        var segment = new ByteRange(start, content + length - start);
        var known = _boxes.FindLast(b => b.Instance == instance);
        if (known is null || sequence <= 1)
        {
            var isStore = sequence <= 1 && IsStore(start, head[8..(int)Math.Min(length, head.Length)], boxHead);
            if (!head.StartsWith("JP"u8))
            {
                if (!isStore) return false;
                to.Damage(start, "The APP11 segment of the manifest store does not say it holds a box.");
            }
            if (sequence > 1) to.Damage(start, "An APP11 segment continues a box whose beginning is missing.");
            known = new Box(instance) { IsStore = isStore };
            _boxes.Add(known);
            known.Parts.Add((sequence, new ByteRange(content + 8, length - 8), segment));
        }
        else known.Parts.Add((sequence, new ByteRange(content + 8 + boxHead, Math.Max(length - 8 - boxHead, 0)), segment));
        if (!known.IsStore) return false;
        NameUnit(known, segment);
        return true;
    }

    internal void Finish()
    {
        foreach (var box in _boxes.Where(b => b.IsStore)) Assemble(box);
    }

    // The first run of touching segments is the one unit C2PA (§18.7.3.1); a segment apart from it stays a unit of its own and so has to be hashed.
    private void NameUnit(Box box, ByteRange segment)
    {
        var before = box.Parts.Count > 1 ? box.Parts[^2].Segment.End : -1;
        if (box.Parts.Count > 1 && before == segment.Start && box.NamedBoxes == 1) to.ExtendLastBox(segment.End);
        else
        {
            if (box.Parts.Count > 1) to.Damage(segment.Start, "The APP11 segments of the manifest store do not follow one another.");
            to.Box(box.NamedBoxes == 0 ? "C2PA" : "APP11", segment.Start, segment.Length);
            box.NamedBoxes++;
        }
    }

    private void Assemble(Box box)
    {
        var first = box.Parts[0].Segment.Start;
        var expected = 1L;
        foreach (var (sequence, _, segment) in box.Parts)
        {
            if (sequence != expected && !(expected == 1 && sequence == 0)) to.Damage(segment.Start, $"The APP11 segment has the number {sequence} where {expected} follows.");
            expected = sequence + 1;
        }
        // They shall stand in order (§A.3.1): one that does not is no reason to sort.
        var total = box.Parts.Sum(p => p.Data.Length);
        if (total > to.Limits.MaximumStoreBytes) to.Damage(first, $"The manifest store of {total} bytes is longer than {to.Limits.MaximumStoreBytes}; only its beginning is read.");
        var bytes = new byte[(int)Math.Min(total, to.Limits.MaximumStoreBytes)];
        var filled = 0;
        foreach (var part in box.Parts)
            filled += to.Asset.Read(part.Data.Start, bytes.AsSpan(filled, (int)Math.Min(part.Data.Length, bytes.Length - filled)));
        to.Store(bytes, [.. box.Parts.Select(p => p.Segment)], "APP11 segments");
    }

    // LBox | "jumb" | LBox | "jumd" | type, 16 bytes | toggles | label        the type tells; whether the label fits is for who reads the store (§18.7.3.1)
    private bool IsStore(long at, ReadOnlySpan<byte> box, int head)
    {
        if (box.Length < head + 12 || !box[4..8].SequenceEqual("jumb"u8)) return false;
        var description = box[(head + 8)..];
        if (description.StartsWith("c2pa"u8)) return true;
        if (description.Length >= 22 && description[17..].StartsWith("c2pa\0"u8)) to.Damage(at, "A box has the label of a manifest store and another type.");
        return false;
    }
}
