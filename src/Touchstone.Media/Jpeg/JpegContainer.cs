using Touchstone.Media.Containers;

namespace Touchstone.Media.Jpeg;

/// <summary>The container tree of a JPEG: every segment, every entropy-coded stretch ("ECS"), and what follows EOI.</summary>
/// <remarks>
/// Top level: the segments of the first image, then for each stretch after EOI a node "Image" (a further JPEG, with its own
/// segments as children), "Video" (ISO-BMFF, as motion photos carry), "Padding" (one repeated byte) or "Trailer" (anything else).
/// </remarks>
internal static class JpegContainer
{
    internal static ContainerTree Read(Specimen specimen, CancellationToken cancel)
    {
        var length = specimen.Bytes.Length;
        if (length > specimen.Limits.MaximumImageBytes)
            return new(MediaFormat.Jpeg, [], [new(Codes.LimitBytes, 0, $"the file has {length:N0} bytes; a still image may have {specimen.Limits.MaximumImageBytes:N0}")]);
        var bytes = specimen.Bytes.Slice(0, (int)length);
        var damage = new List<ContainerDamage>();
        var budget = specimen.Limits.MaximumNodes;
        var roots = new List<ContainerNode>();
        var position = ReadImage(bytes, 0, roots, damage, ref budget);
        while (position < bytes.Length && budget > 0)
        {
            cancel.ThrowIfCancellationRequested();
            budget--;
            position = ReadTrailer(bytes, position, roots, damage, ref budget);
        }
        if (budget <= 0) damage.Add(new(Codes.LimitNodes, position, $"more than {specimen.Limits.MaximumNodes:N0} nodes; the rest was not read"));
        return new(MediaFormat.Jpeg, roots, damage);
    }

    private static int ReadImage(byte[] bytes, int start, List<ContainerNode> nodes, List<ContainerDamage> damage, ref int budget)
    {
        var structure = JpegStructure.Walk(bytes, start, budget);
        damage.AddRange(structure.Damage);
        budget -= structure.Segments.Count;
        foreach (var segment in structure.Segments)
        {
            nodes.Add(SegmentNode(bytes, segment));
            if (segment.EntropyLength == 0) continue;
            budget--;
            nodes.Add(EntropyNode(bytes, segment));
        }
        return structure.End;
    }

    private static ContainerNode SegmentNode(byte[] bytes, JpegSegment segment)
    {
        var header = segment.PayloadOffset - segment.Offset;
        var (fields, table) = JpegSegmentFields.Read(segment.Marker, bytes.AsSpan(segment.PayloadOffset, segment.PayloadLength), segment.PayloadOffset);
        return new(JpegMarkers.NameOf(segment.Marker), segment.Offset, header + segment.PayloadLength, header) { Fields = fields, Table = table };
    }

    private static ContainerNode EntropyNode(byte[] bytes, JpegSegment segment)
    {
        var entropy = bytes.AsSpan(segment.EntropyOffset, segment.EntropyLength);
        var restarts = 0;
        for (int at, from = 0; (at = entropy[from..].IndexOf((byte)0xFF)) >= 0 && from + at + 1 < entropy.Length; from += at + 1)
        {
            if (JpegMarkers.IsRestart(entropy[from + at + 1])) restarts++;
        }
        return new("ECS", segment.EntropyOffset, segment.EntropyLength, 0) { Fields = [new("Restarts", $"{restarts}", segment.EntropyOffset)] };
    }

    private static int ReadTrailer(byte[] bytes, int start, List<ContainerNode> nodes, List<ContainerDamage> damage, ref int budget)
    {
        var rest = bytes.AsSpan(start);
        if (IsImage(rest))
        {
            var children = new List<ContainerNode>();
            var end = ReadImage(bytes, start, children, damage, ref budget);
            nodes.Add(new("Image", start, end - start, 0) { Children = children });
            return end;
        }
        if (IsVideo(rest))
        {
            nodes.Add(new("Video", start, rest.Length, 0) { Fields = [new("Brand", JpegSegmentFields.Text(rest.Slice(8, 4)), start + 8)] });
            return bytes.Length;
        }
        if (PaddingLength(rest) is var padding and > 0)
        {
            nodes.Add(new("Padding", start, padding, 0) { Fields = [new("Byte", $"0x{rest[0]:X2}", start)] });
            return start + padding;
        }
        var next = NextKnown(rest);
        nodes.Add(new("Trailer", start, next, 0) { Fields = [new("Begins", JpegSegmentFields.Text(rest[..Math.Min(next, 32)]), start)] });
        return start + next;
    }

    // A run of one byte, less what may already belong to what follows: the FF of a marker, the upper zeros of a box size.
    private static int PaddingLength(ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOfAnyExcept(rest[0]);
        if (length < 0) return rest.Length;
        if (length < 2 || rest[0] is not 0 and not 0xFF) return 0;
        if (rest[0] == 0xFF) return length - 1;
        for (var upper = Math.Min(3, length); upper >= 2; upper--)
        {
            if (IsVideo(rest[(length - upper)..])) return length - upper;
        }
        return length;
    }

    private static bool IsImage(ReadOnlySpan<byte> rest) => rest.Length >= 4 && rest[0] == 0xFF && rest[1] == JpegMarkers.Soi && rest[2] == 0xFF
        && rest[3] is >= JpegMarkers.App0 and <= 0xEF or JpegMarkers.Dqt or JpegMarkers.Com;

    // An ISO-BMFF file begins with a file type box: size (4), "ftyp", brand (4).
    private static bool IsVideo(ReadOnlySpan<byte> rest) => rest.Length >= 12 && rest[..2].IndexOfAnyExcept((byte)0) < 0 && rest[4..8].SequenceEqual("ftyp"u8);

    // The next stretch that can be named; FF D8 FF begins an image, "ftyp" stands four bytes into a video.
    private static int NextKnown(ReadOnlySpan<byte> rest)
    {
        for (var from = 1; from < rest.Length; from++)
        {
            var next = rest[from..].IndexOfAny((byte)0xFF, (byte)'f');
            if (next < 0) break;
            from += next;
            if (IsImage(rest[from..])) return from;
            if (from > 4 && IsVideo(rest[(from - 4)..])) return from - 4;
        }
        return rest.Length;
    }
}
