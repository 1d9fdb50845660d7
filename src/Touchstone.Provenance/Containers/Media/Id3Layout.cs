using System.Buffers.Binary;

namespace Touchstone.Provenance.Containers.Media;

/// <summary>MP3 and FLAC files: ID3v2 tags before the stream, what follows, and the tags at the end (id3.org; C2PA 2.2 §A.3.4).</summary>
internal static class Id3Layout
{
    private const int MaximumTags = 16;

    internal static void Read(LayoutBuilder to, AssetFormat format)
    {
        var at = 0L;
        for (var i = 0; i < MaximumTags && to.Bytes.Is(at, "ID3"u8); i++) at = Id3Tag.Read(to, at);
        var end = Trailer(to, at);
        if (format == AssetFormat.Flac && to.Bytes.Is(at, "fLaC"u8)) Flac(to, at, end);
        else to.Region("sound", at, end - at, RegionRole.Media);
    }

    // "fLaC" | { last: 1 bit, type: 7 bits | length, 3 | content } … | frames
    private static void Flac(LayoutBuilder to, long at, long end)
    {
        to.Region("FLAC head", at, 4, RegionRole.Structure);
        at += 4;
        while (to.Node(at) && to.Bytes.Exactly(at, 4) is { Length: 4 } head)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(head) & 0xFFFFFF;
            var (name, role) = (head[0] & 0x7F) switch
            {
                0 => ("STREAMINFO", RegionRole.Structure),
                1 => ("PADDING", RegionRole.Padding),
                3 => ("SEEKTABLE", RegionRole.Structure),
                4 => ("VORBIS_COMMENT", RegionRole.Metadata),
                6 => ("PICTURE", RegionRole.Metadata),
                _ => ("application block", RegionRole.Metadata),
            };
            var isLast = (head[0] & 0x80) != 0;
            to.Region(name, at, 4 + length, role);
            if (at + 4 + length > to.Length) to.Damage(at, $"The block {name} says it has {length} bytes; the file ends before.");
            at += 4 + length;
            if (isLast) break;
        }
        to.Region("sound", at, end - at, RegionRole.Media);
    }

    // "TAG" and 125 bytes at the very end; before it an APE tag's footer: "APETAGEX" | version, 4 | length with footer, 4 | items, 4 | flags, 4 | 0, 8
    private static long Trailer(LayoutBuilder to, long from)
    {
        var end = to.Length;
        if (end - 128 >= from && to.Bytes.Is(end - 128, "TAG"u8))
        {
            end -= 128;
            to.Region("ID3v1 tag", end, 128, RegionRole.Metadata);
        }
        if (end - 32 < from || !to.Bytes.Is(end - 32, "APETAGEX"u8)) return end;
        var length = to.Bytes.UInt32Little(end - 20) + ((to.Bytes.UInt32Little(end - 12) & 0x80000000) != 0 ? 32 : 0);
        if (length < 32 || length > end - from) return end;
        to.Region("APE tag", end - length, length, RegionRole.Metadata);
        return end - length;
    }
}
