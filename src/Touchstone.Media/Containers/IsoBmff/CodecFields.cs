namespace Touchstone.Media.Containers.IsoBmff;

/// <summary>Codec configuration boxes (ISO/IEC 14496-15 sections 5.3.3 and 8.3.3, AV1-ISOBMFF 2.3, 14496-1 section 7.2.6).</summary>
internal static class CodecFields
{
    internal static void Read(string type, PayloadReader reader)
    {
        switch (type)
        {
            case "avcC":
                reader.U8();
                reader.U8("profile");
                reader.U8("compatibility");
                reader.U8("level");
                break;
            case "hvcC":
                reader.U8();
                reader.U8("profile");
                reader.U32("compatibility");
                reader.Skip(6);
                reader.U8("level");
                break;
            case "av1C":
                reader.U8();
                reader.U8("profileAndLevel");
                break;
            default:
                reader.U32();
                Descriptors(reader);
                break;
        }
    }

    // A descriptor is a tag, a length in 7-bit groups, and its body: 3 = elementary stream, 4 = decoder configuration.
    private static void Descriptors(PayloadReader reader)
    {
        if (reader.U8() != 3) return;
        Length(reader);
        reader.U16();
        var flags = reader.U8();
        if ((flags & 0x80) != 0) reader.U16();
        if ((flags & 0x40) != 0) reader.Skip(reader.U8());
        if ((flags & 0x20) != 0) reader.U16();
        if (reader.U8() != 4) return;
        Length(reader);
        reader.U8("objectType");
        reader.U8();
        reader.U24("bufferSize");
        reader.U32("maximumBitrate");
        reader.U32("averageBitrate");
    }

    private static void Length(PayloadReader reader)
    {
        for (var i = 0; i < 4 && (reader.U8() & 0x80) != 0; i++) { }
    }
}
