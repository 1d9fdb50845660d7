using Touchstone.Media.Containers;

namespace Touchstone.Media.Jpeg;

/// <summary>One marker segment; after SOS, the entropy-coded bytes that follow it up to the next marker that is no RSTn.</summary>
internal readonly record struct JpegSegment(byte Marker, int Offset, int PayloadOffset, int PayloadLength, int EntropyLength)
{
    internal int EntropyOffset => PayloadOffset + PayloadLength;

    internal int End => PayloadOffset + PayloadLength + EntropyLength;
}

/// <summary>The marker segments of one JPEG stream from SOI to EOI, and where they break the rules.</summary>
/// <remarks>The one place that walks markers; coefficients and container tree both start from it.</remarks>
internal sealed record JpegStructure(IReadOnlyList<JpegSegment> Segments, IReadOnlyList<ContainerDamage> Damage, int End, bool HasEoi)
{
    /// <summary>Walks from <paramref name="start"/>, which holds SOI, to EOI, the end of the bytes, or the bound on segments.</summary>
    internal static JpegStructure Walk(ReadOnlySpan<byte> bytes, int start, int maximumSegments)
    {
        var segments = new List<JpegSegment>();
        var damage = new List<ContainerDamage>();
        var position = start;
        while (NextMarker(bytes, position, damage) is var at and >= 0)
        {
            if (segments.Count >= maximumSegments)
            {
                damage.Add(new(Codes.LimitNodes, at, $"more than {maximumSegments:N0} segments; the rest was not read"));
                return new(segments, damage, at, false);
            }
            var segment = ReadSegment(bytes, at, damage);
            segments.Add(segment);
            position = segment.End;
            if (segment.Marker == JpegMarkers.Eoi) return new(segments, damage, position, true);
        }
        damage.Add(new(Codes.ContainerTruncated, bytes.Length, "the file ends without an EOI marker"));
        return new(segments, damage, bytes.Length, false);
    }

    // Layout: any number of FF fill bytes, FF, code (not 00 or FF).
    private static int NextMarker(ReadOnlySpan<byte> bytes, int position, List<ContainerDamage> damage)
    {
        var skipFrom = position;
        while (position < bytes.Length)
        {
            var next = bytes[position..].IndexOf((byte)0xFF);
            if (next < 0) break;
            var garbageEnd = position + next;
            position = garbageEnd + 1;
            while (position < bytes.Length && bytes[position] == 0xFF) position++;
            if (position >= bytes.Length) break;
            if (bytes[position] == 0) continue;
            if (garbageEnd > skipFrom) damage.Add(new(Codes.ContainerDamaged, skipFrom, $"{garbageEnd - skipFrom:N0} bytes that belong to no segment"));
            return position - 1;
        }
        return -1;
    }

    // Layout: FF, code, length (2 bytes, counts itself), payload; entropy-coded bytes after SOS.
    private static JpegSegment ReadSegment(ReadOnlySpan<byte> bytes, int at, List<ContainerDamage> damage)
    {
        var marker = bytes[at + 1];
        if (JpegMarkers.StandsAlone(marker)) return new(marker, at, at + 2, 0, 0);
        if (at + 4 > bytes.Length)
        {
            damage.Add(new(Codes.ContainerTruncated, at, $"the file ends inside {JpegMarkers.NameOf(marker)}"));
            return new(marker, at, bytes.Length, 0, 0);
        }
        var length = bytes[at + 2] << 8 | bytes[at + 3];
        if (length < 2)
        {
            damage.Add(new(Codes.ContainerDamaged, at, $"{JpegMarkers.NameOf(marker)} declares a length of {length}; at least 2 is possible"));
            return new(marker, at, at + 4, 0, 0);
        }
        var available = Math.Min(length - 2, bytes.Length - at - 4);
        if (available < length - 2)
            damage.Add(new(Codes.ContainerTruncated, at, $"{JpegMarkers.NameOf(marker)} declares {length - 2:N0} bytes; {available:N0} are there"));
        var entropy = marker == JpegMarkers.Sos ? EntropyLength(bytes[(at + 4 + available)..]) : 0;
        return new(marker, at, at + 4, available, entropy);
    }

    // Within entropy-coded data FF 00 is a data byte and FF D0..D7 a restart; any other FF xx ends it, with its fill bytes.
    internal static int EntropyLength(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (true)
        {
            var next = bytes[position..].IndexOf((byte)0xFF);
            if (next < 0) return bytes.Length;
            var end = position + next;
            position = end + 1;
            while (position < bytes.Length && bytes[position] == 0xFF) position++;
            if (position >= bytes.Length) return bytes.Length;
            if (bytes[position] != 0 && !JpegMarkers.IsRestart(bytes[position])) return end;
            position++;
        }
    }
}
