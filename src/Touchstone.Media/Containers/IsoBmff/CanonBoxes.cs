namespace Touchstone.Media.Containers.IsoBmff;

/// <summary>Canon's own boxes in raw files of the kind CR3: where they lie, and what their previews declare.</summary>
/// <remarks>
/// Canon publishes no specification. Source: the description of the format by Laurent Clévy (github.com/lclevy/canon_cr3), read for its facts:
/// moov › uuid 85c0b687… holds CNCV, CMT1 to CMT4 (TIFF structures: directory 0, Exif, maker note, GPS) and THMB; uuid eaf42b5e… on the top level holds PRVW.
/// </remarks>
internal static class CanonBoxes
{
    private const string OfMovie = "85c0b687820f11e08111f4ce462b6a48";
    private const string OfPreview = "eaf42b5e1c984b88b9fbb7dc406e4d16";

    // Two numbers, 0 and 1, stand before the box of the preview.
    private const int PreviewHeadBytes = 8;

    /// <summary>Bytes before the boxes within a box of this identifier; null where it holds no boxes.</summary>
    internal static int? HeadOf(ReadOnlySpan<byte> id) => Convert.ToHexStringLower(id) switch
    {
        OfMovie => 0,
        OfPreview => PreviewHeadBytes,
        _ => null,
    };

    // CNCV: text. THMB: version u8, flags u24, width u16, height u16, bytes u32, two u16. PRVW: u32, u16, width u16, height u16, u16, bytes u32. Then a JPEG.
    internal static void Read(string type, PayloadReader reader)
    {
        if (type == "CNCV")
        {
            reader.Text(reader.Remaining, "version");
            return;
        }
        reader.Skip(type == "THMB" ? 4 : 6);
        reader.U16("width");
        reader.U16("height");
        if (type == "PRVW") reader.Skip(2);
        reader.U32("jpegBytes");
    }
}
