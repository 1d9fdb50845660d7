namespace Touchstone.Provenance.Containers.Bmff;

/// <summary>The layout of an ISO-BMFF file or of one of its segments (ISO/IEC 14496-12; C2PA 2.2 §A.5).</summary>
internal static class BmffLayout
{
    // The user type Adobe's XMP specification part 3 §1.2.7.1 gives XMP.
    private static ReadOnlySpan<byte> XmpUserType => [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];

    internal static void Read(LayoutBuilder to)
    {
        to.Unnamed = "no box";
        to.Bmff = new BmffTree(to).Read();
        foreach (var box in to.Bmff)
        {
            Name(to, box, depth: 0);
            if (box.UserType.Span.SequenceEqual(CredentialBoxes.UserType)) CredentialBoxes.Read(to, box);
        }
        foreach (var meta in to.Bmff.Where(b => b.Type == "meta")) ItemTable.Read(to, meta);
    }

    private static void Name(LayoutBuilder to, BmffBox box, int depth)
    {
        var role = BmffTypes.Role(box.Type);
        var start = box.Range.Start + box.HeadBytes;
        if (box.UserType.Span.SequenceEqual(XmpUserType))
        {
            to.Xmp(start, box.Range.End - start);
            to.Region("uuid XMP", box.Range.Start, box.Range.Length, RegionRole.Metadata);
            return;
        }
        if (box.Type == "XMP_") to.Xmp(start, box.Range.End - start);
        // Within a box only what is of another kind is named apart.
        if (depth == 0 || role != RegionRole.Structure) to.Region(LayoutBuilder.Printable(System.Text.Encoding.Latin1.GetBytes(box.Type)), box.Range.Start, box.Range.Length, role);
        foreach (var child in box.Children) Name(to, child, depth + 1);
    }
}
