using System.Text;

namespace Touchstone.Media.Containers.IsoBmff;

/// <summary>Fields of single boxes, named as in ISO/IEC 14496-12, 23008-12, 14496-15 and the QuickTime File Format.</summary>
internal static class BoxFields
{
    // Encoders sign the first sample (x264's SEI text); only this much of the media data is ever looked at.
    private const int MediaHeadBytes = 4096;

    // 1904-01-01 to 1970-01-01, seconds.
    private const long MacintoshEpoch = 2_082_844_800;

    internal static void Read(string type, string parent, PayloadReader reader)
    {
        switch (type)
        {
            case "ftyp" or "styp": Brands(reader); break;
            case "mvhd": MovieHeader(reader); break;
            case "tkhd": TrackHeader(reader); break;
            case "mdhd": MediaHeader(reader); break;
            case "hdlr": Handler(reader); break;
            case "mehd": reader.U8("version"); reader.U24(); reader.Unsigned(reader.Remaining >= 8 ? 8 : 4, "duration"); break;
            case "mfhd": reader.U32(); reader.U32("sequence"); break;
            case "tfdt": var wide = reader.U8("version") == 1; reader.U24(); reader.Unsigned(wide ? 8 : 4, "baseDecodeTime"); break;
            case "tfhd": reader.U8(); reader.U24("flags"); reader.U32("trackId"); break;
            case "trex": reader.U32(); reader.U32("trackId"); reader.U32("description"); reader.U32("duration"); reader.U32("size"); reader.U32("flags"); break;
            case "avcC" or "hvcC" or "av1C" or "esds": CodecFields.Read(type, reader); break;
            case "pasp": reader.U32("horizontal"); reader.U32("vertical"); break;
            case "colr": Colour(reader); break;
            case "mdat": EncoderText(reader); break;
            case "THMB" or "PRVW" or "CNCV" when parent == "uuid": CanonBoxes.Read(type, reader); break;
            case "data" when parent == "item": UserData.Item(reader); break;
            case "mean" or "name" when parent == "item": reader.U32(); reader.Text(reader.Remaining, "text", Encoding.UTF8); break;
            case "url " or "urn ": reader.U8(); reader.U24("flags"); reader.Text(reader.Remaining, "location", Encoding.UTF8); break;
            default:
                if (parent == "udta") UserData.Text(type, reader);
                else ItemFields.Read(type, parent, reader);
                break;
        }
    }

    private static void Brands(PayloadReader reader)
    {
        reader.FourCc("majorBrand");
        reader.U32("minorVersion");
        var at = reader.Position;
        List<string> brands = [];
        while (reader.Remaining >= 4 && brands.Count < 64) brands.Add(reader.FourCc());
        reader.Add("compatibleBrands", string.Join(',', brands), at);
    }

    private static void MovieHeader(PayloadReader reader)
    {
        var wide = Times(reader);
        reader.U32("timescale");
        reader.Unsigned(wide ? 8 : 4, "duration");
        Fixed(reader, "rate", 4, 16);
        Fixed(reader, "volume", 2, 8);
        reader.Skip(10);
        Matrix(reader);
        // QuickTime's preview, poster, selection and current times.
        reader.Skip(24);
        reader.U32("nextTrackId");
    }

    private static void TrackHeader(PayloadReader reader)
    {
        var wide = Times(reader);
        reader.U32("trackId");
        reader.U32();
        reader.Unsigned(wide ? 8 : 4, "duration");
        reader.Skip(8);
        reader.I16("layer");
        reader.I16("alternateGroup");
        Fixed(reader, "volume", 2, 8);
        reader.Skip(2);
        Matrix(reader);
        Fixed(reader, "width", 4, 16);
        Fixed(reader, "height", 4, 16);
    }

    private static void MediaHeader(PayloadReader reader)
    {
        var wide = Times(reader);
        reader.U32("timescale");
        reader.Unsigned(wide ? 8 : 4, "duration");
        var at = reader.Position;
        var code = reader.U16();
        // Three letters of five bits; below 0x400 it is a Macintosh language number.
        var language = code < 0x400 ? code.ToString() : $"{(char)(((code >> 10) & 31) + 0x60)}{(char)(((code >> 5) & 31) + 0x60)}{(char)((code & 31) + 0x60)}";
        if (!reader.Overrun) reader.Add("language", language, at);
    }

    // Version, flags, creation and modification time since 1904 (UTC by the standard, local time in much camera firmware).
    private static bool Times(PayloadReader reader)
    {
        var wide = reader.U8("version") == 1;
        reader.U24("flags");
        foreach (var name in (string[])["creationTime", "modificationTime"])
        {
            var at = reader.Position;
            var seconds = reader.Unsigned(wide ? 8 : 4, name);
            if (!reader.Overrun && Moment(seconds) is { } moment) reader.Add(name + "Utc", moment, at);
        }
        return wide;
    }

    private static string? Moment(ulong seconds) => seconds is 0 or > 200_000_000_000 ? null : DateTimeOffset.FromUnixTimeSeconds((long)seconds - MacintoshEpoch).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static void Handler(PayloadReader reader)
    {
        reader.U32();
        reader.FourCc("componentType");
        reader.FourCc("handlerType");
        reader.FourCc("manufacturer");
        reader.Skip(8);
        var at = reader.Position;
        if (reader.Remaining == 0) return;
        // QuickTime stores a counted string, ISO a terminated one.
        var counted = reader.U8() == reader.Remaining;
        if (!counted) reader.Seek(at);
        reader.Text(reader.Remaining, "name", Encoding.UTF8);
    }

    private static void Fixed(PayloadReader reader, string name, int bytes, int fraction)
    {
        var at = reader.Position;
        var value = reader.Unsigned(bytes) / (double)(1L << fraction);
        if (!reader.Overrun) reader.Add(name, value.ToString("0.#####"), at);
    }

    private static void Matrix(PayloadReader reader)
    {
        var at = reader.Position;
        var values = new int[9];
        for (var i = 0; i < 9; i++) values[i] = reader.I32();
        if (!reader.Overrun) reader.Add("matrix", string.Join(' ', values), at);
    }

    private static void Colour(PayloadReader reader)
    {
        if (reader.FourCc("colourType") is not ("nclx" or "nclc")) return;
        reader.U16("primaries");
        reader.U16("transfer");
        reader.U16("matrix");
    }

    private static void EncoderText(PayloadReader reader)
    {
        var at = reader.Position;
        var head = Encoding.Latin1.GetString(reader.Bytes((int)Math.Min(MediaHeadBytes, reader.Remaining)));
        foreach (var mark in (string[])["x264 - core", "x265 (build", "Lavc", "HandBrake", "libvpx", "AOMedia"])
        {
            var found = head.IndexOf(mark, StringComparison.Ordinal);
            if (found < 0) continue;
            var end = found;
            while (end < head.Length && end - found < 64 && head[end] is >= ' ' and < (char)0x7F) end++;
            reader.Add("encoderText", head[found..end], at + found);
            return;
        }
    }
}
