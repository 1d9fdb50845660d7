using Touchstone.Media.Jpeg;

namespace Touchstone.Media.Carving;

/// <summary>A run of bytes that is a JPEG by its segments (T.81 annex B).</summary>
/// <param name="Length">Bytes from SOI on.</param>
/// <param name="Width">Samples per line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Process">Marker of the frame header.</param>
/// <param name="HasEoi">Whether it ends with EOI.</param>
internal readonly record struct CarvedStream(int Length, int Width, int Height, byte Process, bool HasEoi)
{
    // Cameras write some dozens of segments; a progressive picture adds one or two a scan.
    private const int MaximumSegments = 4096;

    /// <summary>Follows segments from SOI on, strictly: nothing may lie between them.</summary>
    /// <param name="bytes">From SOI to the end of what may belong to it.</param>
    /// <param name="stream">The JPEG, where there is one: a frame header, then a scan.</param>
    /// <param name="looked">Bytes that were looked at, whatever came of it.</param>
    /// <returns>False for bytes that only begin like a JPEG.</returns>
    internal static bool TryFollow(ReadOnlySpan<byte> bytes, out CarvedStream stream, out int looked)
    {
        stream = default;
        var (width, height, process, scans, position) = (0, 0, (byte)0, 0, 2);
        for (var segments = 0; segments < MaximumSegments; segments++)
        {
            looked = position;
            if (NextMarker(bytes, position) is not { } at) return Ends(position, false, out stream);
            var marker = bytes[at + 1];
            if (marker == JpegMarkers.Eoi) return Ends(at + 2, true, out stream);
            if (!MayFollow(marker) || at + 4 > bytes.Length) return Ends(at, false, out stream);
            var length = bytes[at + 2] << 8 | bytes[at + 3];
            if (length < 2 || at + 2 + length > bytes.Length) return Ends(at, false, out stream);
            if (JpegMarkers.IsFrameHeader(marker))
            {
                if (process != 0 || length < 11) return Ends(at, false, out stream);
                (process, height, width) = (marker, bytes[at + 5] << 8 | bytes[at + 6], bytes[at + 7] << 8 | bytes[at + 8]);
                if (width == 0 || height == 0) return false;
            }
            position = at + 2 + length;
            if (marker != JpegMarkers.Sos) continue;
            if (process == 0) return false;
            scans++;
            position += JpegStructure.EntropyLength(bytes[position..]);
        }
        looked = position;
        return Ends(position, false, out stream);

        // Without image data there is no picture, only a head.
        bool Ends(int end, bool hasEoi, out CarvedStream found)
        {
            found = new(Math.Min(end, int.MaxValue), width, height, process, hasEoi);
            return scans > 0;
        }
    }

    // Any number of FF fill bytes, FF, code; the place of the last FF.
    private static int? NextMarker(ReadOnlySpan<byte> bytes, int position)
    {
        if (position >= bytes.Length || bytes[position] != 0xFF) return null;
        while (position < bytes.Length && bytes[position] == 0xFF) position++;
        return position < bytes.Length && bytes[position] != 0 ? position - 1 : null;
    }

    // Tables, frames, scans, applications and comments; SOI or a stray restart belongs to something else.
    private static bool MayFollow(byte marker) => marker is >= JpegMarkers.Sof0 and <= 0xEF or JpegMarkers.Com && !JpegMarkers.StandsAlone(marker);
}
