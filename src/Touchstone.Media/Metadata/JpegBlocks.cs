using System.Buffers.Binary;
using System.Text;

namespace Touchstone.Media.Metadata;

/// <summary>Metadata in the application segments of a JPEG (T.81 B.2.4.6, Exif 2.32 section 4.5.4, XMP part 3 section 1.1.3, ICC.1 annex B.4).</summary>
internal static class JpegBlocks
{
    // A sound file has a few dozen segments before its first scan; ICC profiles and extended XMP take most.
    private const int MaximumSegments = 2000;

    internal static void Find(ByteSource source, TagList into, CancellationToken cancel, long start = 0)
    {
        Dictionary<int, byte[]> profile = [];
        Dictionary<long, byte[]> extension = [];
        List<byte[]> photoshop = [];
        var at = start + 2;
        for (var segment = 0; segment < MaximumSegments; segment++)
        {
            cancel.ThrowIfCancellationRequested();
            var head = source.Slice(at, 4);
            if (head.Length < 4 || head[0] != 0xFF) break;
            // Fill bytes before a marker are allowed.
            if (head[1] == 0xFF) { at++; continue; }
            // Metadata stands before the first scan.
            if (head[1] is 0xDA or 0xD9) break;
            var length = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2));
            if (length < 2) break;
            Segment(source, into, head[1], at + 4, length - 2, (profile, extension, photoshop));
            at += 2 + length;
        }
        if (profile.Count > 0) into.AddBlock(BlockKind.Icc, [.. profile.OrderBy(p => p.Key).SelectMany(p => p.Value)]);
        if (extension.Count > 0) into.AddBlock(BlockKind.XmpExtension, [.. extension.OrderBy(p => p.Key).SelectMany(p => p.Value)]);
        if (photoshop.Count > 1) into.AddBlock(BlockKind.Photoshop, [.. photoshop.SelectMany(p => p)]);
    }

    private static void Segment(ByteSource source, TagList into, byte marker, long at, int length, (Dictionary<int, byte[]> Profile, Dictionary<long, byte[]> Extension, List<byte[]> Photoshop) parts)
    {
        var id = source.Slice(at, Math.Min(length, 80)).AsSpan();
        if (marker == 0xFE) into.AddText("JPEG", "Comment", StoredText.Of(source.Slice(at, length)));
        else if (marker == 0xE0 && id.StartsWith("JFIF\0"u8)) into.AddBlock(source, BlockKind.Jfif, at, length);
        else if (marker == 0xE1 && (id.StartsWith("Exif\0\0"u8) || id.StartsWith("Exif\0\xFF"u8))) into.AddBlock(source, BlockKind.Exif, at + 6, length - 6);
        else if (marker == 0xE1 && id.StartsWith("http://ns.adobe.com/xap/1.0/\0"u8)) into.AddBlock(source, BlockKind.Xmp, at + 29, length - 29);
        else if (marker == 0xE1 && id.StartsWith("http://ns.adobe.com/xmp/extension/\0"u8) && length > 75)
            // GUID 32, full length u32, offset u32, data.
            parts.Extension[BinaryPrimitives.ReadUInt32BigEndian(id[71..])] = source.Slice(at + 75, length - 75);
        else if (marker == 0xE2 && id.StartsWith("ICC_PROFILE\0"u8) && length > 14) parts.Profile[id[12]] = source.Slice(at + 14, length - 14);
        else if (marker == 0xE2 && id.StartsWith("MPF\0"u8)) into.AddBlock(source, BlockKind.MultiPicture, at + 4, length - 4);
        else if (marker == 0xED && id.StartsWith("Photoshop 3.0\0"u8)) Photoshop(source, into, at + 14, length - 14, parts.Photoshop);
        else if (marker == 0xEE && id.StartsWith("Adobe"u8)) into.AddBlock(source, BlockKind.Adobe, at, length);
        else if (marker == 0xFE) into.Add("JPEG comment", "Comment", null, Encoding.UTF8.GetString(source.Slice(at, length)));
    }

    // One segment is read in place; a resource block longer than that goes on in the next segment and is joined.
    private static void Photoshop(ByteSource source, TagList into, long at, int length, List<byte[]> parts)
    {
        parts.Add(source.Slice(at, length));
        if (parts.Count == 1) into.AddBlock(source, BlockKind.Photoshop, at, length);
        else into.Blocks.RemoveAll(b => b.Kind == BlockKind.Photoshop);
    }
}
