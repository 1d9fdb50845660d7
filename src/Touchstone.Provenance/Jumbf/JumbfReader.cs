using System.Buffers.Binary;
using System.Text;

namespace Touchstone.Provenance.Jumbf;

/// <summary>What reading a store gave.</summary>
/// <param name="Root">The store's superbox, or null where there is none.</param>
/// <param name="Damage">What was wrong, in sentences; reading goes on where it can.</param>
public sealed record JumbfResult(JumbfBox? Root, IReadOnlyList<string> Damage);

/// <summary>Reads JUMBF boxes (ISO/IEC 19566-5:2023). Never throws for any bytes.</summary>
public static class JumbfReader
{
    // Toggles of a description box, ISO/IEC 19566-5 Table A.3.
    private const int HasLabel = 0x02, HasId = 0x04, HasHash = 0x08, HasPrivate = 0x10;

    /// <summary>Reads the first superbox of the bytes and everything in it.</summary>
    public static JumbfResult Read(ReadOnlyMemory<byte> bytes, ProvenanceLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var walk = new Walk(limits);
        var root = walk.Boxes(bytes, 0, 0, only: 1).FirstOrDefault();
        if (root is { IsSuperbox: false }) root = null;
        if (root is null && walk.Damage.Count == 0) walk.Damage.Add("The manifest store does not begin with a JUMBF superbox.");
        return new JumbfResult(root, walk.Damage);
    }

    private sealed class Walk(ProvenanceLimits limits)
    {
        private int _boxes;

        internal List<string> Damage { get; } = [];

        //  0        4        8             16
        //  | LBox   | TBox   | XLBox if LBox = 1 | payload …     LBox 0: to the end of what encloses it
        internal List<JumbfBox> Boxes(ReadOnlyMemory<byte> bytes, int offset, int depth, int only = int.MaxValue)
        {
            List<JumbfBox> boxes = [];
            var at = 0;
            while (boxes.Count < only && bytes.Length - at >= 8)
            {
                if (++_boxes > limits.MaximumBoxes)
                {
                    Damage.Add($"More than {limits.MaximumBoxes} boxes; the rest is not read.");
                    break;
                }
                var span = bytes.Span[at..];
                long size = BinaryPrimitives.ReadUInt32BigEndian(span);
                var head = 8;
                if (size == 1 && span.Length >= 16)
                {
                    size = (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(span[8..]), long.MaxValue);
                    head = 16;
                }
                if (size == 0) size = span.Length;
                if (size < head)
                {
                    Damage.Add($"The box at {offset + at} says it has {size} bytes, fewer than its head.");
                    break;
                }
                if (size > span.Length)
                {
                    Damage.Add($"The box at {offset + at} says it has {size} bytes; {span.Length} are left.");
                    size = span.Length;
                }
                var type = Encoding.Latin1.GetString(span.Slice(4, 4));
                boxes.Add(Box(type, bytes.Slice(at + head, (int)size - head), offset + at, head, depth));
                at += (int)size;
            }
            if (boxes.Count < only && at < bytes.Length && bytes.Length - at < 8) Damage.Add($"{bytes.Length - at} bytes at {offset + at} are no box.");
            return boxes;
        }

        private JumbfBox Box(string type, ReadOnlyMemory<byte> payload, int offset, int head, int depth)
        {
            var box = new JumbfBox { Type = type, Offset = offset, Payload = payload };
            if (type != "jumb") return box;
            if (depth >= limits.MaximumDepth)
            {
                Damage.Add($"Boxes nest deeper than {limits.MaximumDepth} at {offset}; what lies below is not read.");
                return box;
            }
            var children = Boxes(payload, offset + head, depth + 1);
            if (children is not [{ Type: "jumd" } description, ..])
            {
                Damage.Add($"The superbox at {offset} does not begin with a description box.");
                return box with { Children = children };
            }
            return Described(box, description.Payload, description.Offset) with { Children = children[1..] };
        }

        //  0                16      17
        //  | type (UUID)     | toggles | label… 0 | id (4) | SHA-256 (32) | private box |
        private JumbfBox Described(JumbfBox box, ReadOnlyMemory<byte> description, int offset)
        {
            if (description.Length < 17)
            {
                Damage.Add($"The description box at {offset} is too short.");
                return box;
            }
            var toggles = description.Span[16];
            var rest = description[17..];
            var label = "";
            if ((toggles & HasLabel) != 0)
            {
                var end = rest.Span.IndexOf((byte)0);
                if (end < 0)
                {
                    Damage.Add($"The label at {offset} does not end.");
                    end = rest.Length;
                }
                label = Encoding.UTF8.GetString(rest.Span[..end]);
                rest = rest[Math.Min(end + 1, rest.Length)..];
            }
            if ((toggles & HasId) != 0) rest = rest[Math.Min(4, rest.Length)..];
            if ((toggles & HasHash) != 0) rest = rest[Math.Min(32, rest.Length)..];
            var salt = ReadOnlyMemory<byte>.Empty;
            if ((toggles & HasPrivate) != 0 && rest.Length >= 8)
                salt = Boxes(rest, offset, limits.MaximumDepth, only: 1) is [{ Type: "c2sh" } found] ? found.Payload : salt;
            return box with { Label = label, ContentType = description[..16], Salt = salt };
        }
    }
}
