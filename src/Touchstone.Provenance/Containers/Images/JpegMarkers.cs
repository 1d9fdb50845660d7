namespace Touchstone.Provenance.Containers.Images;

/// <summary>Names of JPEG markers (ISO/IEC 10918-1 Table B.1) and what their segments hold.</summary>
internal static class JpegMarkers
{
    // Made once: a scan may hold a hundred thousand restarts.
    private static readonly string[] Names = [.. Enumerable.Range(0, 256).Select(Make)];

    internal static string Name(int marker) => Names[marker];

    private static string Make(int marker) => marker switch
    {
        0x01 => "TEM",
        0xC4 => "DHT",
        0xC8 => "JPG",
        0xCC => "DAC",
        >= 0xC0 and <= 0xCF => $"SOF{marker - 0xC0}",
        >= 0xD0 and <= 0xD7 => $"RST{marker - 0xD0}",
        0xD8 => "SOI",
        0xD9 => "EOI",
        0xDA => "SOS",
        0xDB => "DQT",
        0xDC => "DNL",
        0xDD => "DRI",
        0xDE => "DHP",
        0xDF => "EXP",
        >= 0xE0 and <= 0xEF => $"APP{marker - 0xE0}",
        >= 0xF0 and <= 0xFD => $"JPG{marker - 0xF0}",
        0xFE => "COM",
        _ => $"RES{marker:X2}",
    };

    /// <summary>What kind of thing the segment is. ICC profiles, JFIF and Adobe's colour transform change how the image looks.</summary>
    internal static RegionRole Role(int marker, ReadOnlySpan<byte> content)
    {
        if (marker is not (>= 0xE0 and <= 0xEF or 0xFE)) return RegionRole.Structure;
        if (content.StartsWith("JFIF\0"u8) || content.StartsWith("ICC_PROFILE\0"u8) || content.StartsWith("MPF\0"u8) || content.StartsWith("Adobe"u8)) return RegionRole.Structure;
        return RegionRole.Metadata;
    }

    internal static string Describe(int marker, ReadOnlySpan<byte> content)
    {
        var name = Name(marker);
        if (content.StartsWith("http://ns.adobe.com/xap/1.0/\0"u8)) return $"{name} XMP";
        if (content.StartsWith("http://ns.adobe.com/xmp/extension/\0"u8)) return $"{name} extended XMP";
        if (content.StartsWith("Exif\0"u8)) return $"{name} EXIF";
        if (content.StartsWith("ICC_PROFILE\0"u8)) return $"{name} ICC profile";
        if (content.StartsWith("MPF\0"u8)) return $"{name} multi-picture index";
        if (content.StartsWith("Photoshop 3.0\0"u8)) return $"{name} Photoshop and IPTC";
        if (content.StartsWith("JFIF\0"u8)) return $"{name} JFIF";
        if (content.StartsWith("JFXX\0"u8)) return $"{name} JFIF thumbnail";
        if (marker == 0xEB && content.StartsWith("JP"u8)) return $"{name} JUMBF of another kind";
        return marker == 0xFE ? "COM comment" : name;
    }
}
