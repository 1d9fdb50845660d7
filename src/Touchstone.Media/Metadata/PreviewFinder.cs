using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Touchstone.Media.Metadata;

/// <summary>Finds the smaller pictures stored beside the image: Exif thumbnail, multi-picture previews, Photoshop and XMP thumbnails.</summary>
internal static class PreviewFinder
{
    // CIPA DC-007 allows few; real files carry one or two beside the main image.
    private const int MaximumPictures = 16;

    // Bits 0 to 23 of the individual image attribute: large thumbnail in VGA or full HD size (CIPA DC-007 table 4).
    private const uint VgaThumbnail = 0x010001;
    private const uint HdThumbnail = 0x010002;

    internal static void Find(ByteSource source, TagList into)
    {
        foreach (var block in into.Blocks.ToList())
        {
            if (block.Kind == BlockKind.Exif) Exif(block, into);
            if (block.Kind == BlockKind.MultiPicture) MultiPicture(source, block, into);
            if (block.Kind == BlockKind.Photoshop) Photoshop(block, into);
        }
        Xmp(into);
    }

    // Directory 1: tag 513 = offset, 514 = length (Exif 2.32 table 21). Read here and not from the tags, so that the offset in the file is sure.
    private static void Exif(MetadataBlock block, TagList into)
    {
        var bytes = block.Bytes;
        if (bytes.Length < 14) return;
        var big = bytes[0] == 'M';
        uint U32(long at) => at < 0 || at > bytes.Length - 4 ? 0 : big ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan((int)at)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)at));
        int U16(long at) => at < 0 || at > bytes.Length - 2 ? 0 : big ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan((int)at)) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan((int)at));
        long first = U32(4);
        long second = U32(first + 2 + (12L * U16(first)));
        if (second <= 0 || second == first) return;
        long offset = 0, length = 0;
        for (var entry = 0; entry < U16(second); entry++)
        {
            var at = second + 2 + (12L * entry);
            if (U16(at) == 513) offset = U32(at + 8);
            if (U16(at) == 514) length = U16(at + 2) == 3 ? U16(at + 8) : U32(at + 8);
        }
        if (offset <= 0 || length <= 0 || offset >= bytes.Length) return;
        if (offset + length > bytes.Length) into.Problem("The Exif thumbnail reaches beyond its block.");
        length = Math.Min(length, bytes.Length - offset);
        into.AddPreview("Exif IFD1", block.Offset < 0 ? -1 : block.Offset + offset, bytes.AsSpan((int)offset, (int)length).ToArray());
    }

    // MP entries (tag 0xB002): attribute u32, size u32, offset u32 from the block's byte-order mark, two dependent entries.
    private static void MultiPicture(ByteSource source, MetadataBlock block, TagList into)
    {
        var bytes = block.Bytes;
        if (bytes.Length < 16) return;
        var big = bytes[0] == 'M';
        uint U32(long at) => at < 0 || at > bytes.Length - 4 ? 0 : big ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan((int)at)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)at));
        int U16(long at) => at < 0 || at > bytes.Length - 2 ? 0 : big ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan((int)at)) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan((int)at));
        long directory = U32(4);
        for (var entry = 0; entry < Math.Min(U16(directory), 64); entry++)
        {
            var at = directory + 2 + (12L * entry);
            if (U16(at) != 0xB002) continue;
            long entries = U32(at + 8);
            var count = Math.Min(U32(at + 4) / 16, MaximumPictures);
            for (var picture = 0; picture < count; picture++)
                Picture(source, block, into, picture, U32(entries + (16 * picture)), U32(entries + (16 * picture) + 4), U32(entries + (16 * picture) + 8));
        }
    }

    private static void Picture(ByteSource source, MetadataBlock block, TagList into, int number, uint attribute, uint size, uint offset)
    {
        var type = attribute & 0xFFFFFF;
        into.Add("MPF", $"Image {number + 1}", null, string.Create(CultureInfo.InvariantCulture, $"type {type:X6}, {size} bytes at {offset}"));
        if (type is not (VgaThumbnail or HdThumbnail) || offset == 0 || size > TagList.MaximumBlockBytes) return;
        var at = block.Offset + offset;
        var bytes = source.Slice(at, (int)size);
        if (bytes is [0xFF, 0xD8, ..]) into.AddPreview("MPF", at, bytes);
        else into.Problem("A multi-picture entry points at no picture.");
    }

    // Resource 1036: "8BIM", id u16, Pascal name padded to even, size u32, then 28 bytes of header and a JPEG (Adobe Photoshop file formats).
    [SuppressMessage("Security", "CA5351", Justification = "The guidelines fix MD5; it tells a stale caption block and protects nothing.")]
    private static void Photoshop(MetadataBlock block, TagList into)
    {
        var bytes = block.Bytes.AsSpan();
        for (var at = 0; at + 12 <= bytes.Length && bytes.Slice(at, 4).SequenceEqual("8BIM"u8);)
        {
            var id = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 4)..]);
            var sizeAt = at + 6 + ((bytes[at + 6] + 2) & ~1);
            if (sizeAt + 4 > bytes.Length) return;
            var size = BinaryPrimitives.ReadUInt32BigEndian(bytes[sizeAt..]);
            var data = sizeAt + 4;
            if (size > bytes.Length - data) return;
            if (id == 1036 && size > 28 && BinaryPrimitives.ReadUInt32BigEndian(bytes[data..]) == 1)
                into.AddPreview("Photoshop", block.Offset < 0 ? -1 : block.Offset + data + 28, bytes.Slice(data + 28, (int)size - 28).ToArray());
            // Beside the stored digest (resource 1061) this tells whether the captions changed since (MWG guidelines 2.0 section 3.3.1).
            if (id == 1028) into.Add("Photoshop", "Computed IPTC Digest", null, Convert.ToHexString(MD5.HashData(bytes.Slice(data, (int)size))));
            at = data + (((int)size + 1) & ~1);
        }
    }

    private static void Xmp(TagList into)
    {
        foreach (var tag in into.Tags.Where(t => t.Directory == "XMP" && t.Name.EndsWith("xmpGImg:image", StringComparison.Ordinal)).Take(MaximumPictures).ToList())
            if (into.XmpImages.TryGetValue(tag.Name, out var text))
                into.AddPreview("XMP", -1, Base64(text));
    }

    private static byte[] Base64(string text)
    {
        var clean = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        var bytes = new byte[clean.Length];
        return Convert.TryFromBase64String(clean, bytes, out var written) ? bytes[..written] : [];
    }
}
