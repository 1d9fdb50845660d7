using System.Buffers.Binary;
using System.Text;

namespace Touchstone.Provenance.Containers.Bmff;

/// <summary>Reads the boxes of an ISO-BMFF file as a tree (ISO/IEC 14496-12 §4.2).</summary>
internal sealed class BmffTree(LayoutBuilder to)
{
    private const int UserTypeBytes = 16;

    internal IReadOnlyList<BmffBox> Read() => Boxes(0, to.Length, 0, lenient: false);

    // 0      4      8            16
    // | size | type | size, if 1 | user type of a uuid, 16 | version, 1 | flags, 3 | …      size 0: to the end of the file
    private List<BmffBox> Boxes(long from, long end, int depth, bool lenient)
    {
        List<BmffBox> boxes = [];
        var at = from;
        while (end - at >= 8 && to.Node(at))
        {
            var head = to.Bytes.At(at, 48);
            if (head.Length < 8) break;
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            var headBytes = 8;
            if (size == 1 && head.Length >= 16)
            {
                size = (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(head[8..]), long.MaxValue);
                headBytes = 16;
            }
            else if (size == 0 && depth == 0) size = end - at;
            var type = Encoding.Latin1.GetString(head.Slice(4, 4));
            if (type == "uuid") headBytes += UserTypeBytes;
            if (size < headBytes)
            {
                if (!lenient) to.Damage(at, $"The box {LayoutBuilder.Printable(head.Slice(4, 4))} says it has {size} bytes, fewer than its head.");
                break;
            }
            if (size > end - at)
            {
                if (!lenient) to.Damage(at, $"The box {LayoutBuilder.Printable(head.Slice(4, 4))} says it has {size} bytes; {end - at} are left.");
                size = end - at;
            }
            if (headBytes > size) break;
            boxes.Add(Box(type, new ByteRange(at, size), headBytes, depth));
            at += size;
        }
        return boxes;
    }

    private BmffBox Box(string type, ByteRange range, int headBytes, int depth)
    {
        var start = range.Start + headBytes;
        var head = to.Bytes.At(start, 12);
        head = head[..(int)Math.Min(head.Length, range.End - start)];
        var userType = type == "uuid" ? to.Bytes.Exactly(start - UserTypeBytes, UserTypeBytes).ToArray() : [];
        var isFull = head.Length >= 4 && (type == "uuid" ? userType.AsSpan().SequenceEqual(CredentialBoxes.UserType) : BmffTypes.IsFull(type) && !IsQuickTimeMeta(type, head));
        byte? version = null;
        var flags = 0;
        if (isFull)
        {
            head = to.Bytes.At(start, 12);
            version = head[0];
            flags = BinaryPrimitives.ReadInt32BigEndian(head) & 0xFFFFFF;
        }
        return new BmffBox(type, range, headBytes, userType, version, flags, Children(type, start, range.End, version, depth));
    }

    private List<BmffBox> Children(string type, long start, long end, byte? version, int depth)
    {
        var skipped = -1;
        if (BmffTypes.IsContainer(type) || type == "meta" && version is null) skipped = 0;
        else if (version is { } v && BmffTypes.CountBytes(type, v) is >= 0 and var count) skipped = 4 + count;
        if (skipped < 0) return [];
        if (depth + 1 >= to.Limits.MaximumDepth)
        {
            to.Damage(start, $"Boxes nest deeper than {to.Limits.MaximumDepth}; what lies below is not read.");
            return [];
        }
        // User data may end with four zero bytes and hold what is no box.
        return Boxes(start + skipped, end, depth + 1, lenient: type is "udta" or "meta" or "stsd");
    }

    // QuickTime's meta has no version and flags: its first child, hdlr, comes at once.
    private static bool IsQuickTimeMeta(string type, ReadOnlySpan<byte> head) => type == "meta" && head.Length >= 8 && head[4..8].SequenceEqual("hdlr"u8);
}
