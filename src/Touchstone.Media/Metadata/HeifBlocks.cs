using System.Buffers.Binary;
using Touchstone.Media.Containers;

namespace Touchstone.Media.Metadata;

/// <summary>Exif, XMP and profiles of HEIC and AVIF: items named in iinf and located by iloc (ISO/IEC 23008-12 annex A).</summary>
internal static class HeifBlocks
{
    private const int MaximumItems = 16;

    internal static void Find(ByteSource source, ContainerTree tree, TagList into)
    {
        foreach (var entry in tree.OfType("infe").Where(Wanted).Take(MaximumItems))
        {
            var location = tree.OfType("iloc").FirstOrDefault()?.Table?.Rows.FirstOrDefault(r => $"{r[0]}" == entry["item"] && r[1] == 0);
            if (location is null) continue;
            var (offset, length) = (location[2], location[3] == 0 ? source.Length - location[2] : location[3]);
            if (offset < 0 || length <= 4 || offset >= source.Length)
            {
                into.Problem($"Item {entry["item"]} lies outside the file.");
                continue;
            }
            length = Math.Min(length, source.Length - offset);
            if (entry["itemType"] != "Exif")
            {
                into.AddBlock(source, BlockKind.Xmp, offset, length);
                continue;
            }
            // The item begins with the offset of the TIFF header behind this field.
            var skip = 4L + BinaryPrimitives.ReadUInt32BigEndian(source.Slice(offset, 4));
            if (skip < length) into.AddBlock(source, BlockKind.Exif, offset + skip, length - skip);
        }
        foreach (var colour in tree.OfType("colr").Where(c => c["colourType"] is "prof" or "rICC").Take(1))
            into.AddBlock(source, BlockKind.Icc, colour.PayloadOffset + 4, colour.PayloadLength - 4);
    }

    private static bool Wanted(ContainerNode entry) => entry["itemType"] == "Exif" || (entry["itemType"] == "mime" && entry["contentType"] == "application/rdf+xml");
}
