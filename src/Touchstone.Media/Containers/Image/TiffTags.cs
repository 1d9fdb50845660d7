namespace Touchstone.Media.Containers.Image;

/// <summary>Names of the tags that matter to structure (TIFF 6.0 appendix A, Exif 2.32 table 4, DNG 1.6).</summary>
internal static class TiffTags
{
    private static readonly Dictionary<int, string> _names = new()
    {
        [254] = "NewSubfileType", [256] = "ImageWidth", [257] = "ImageLength", [258] = "BitsPerSample", [259] = "Compression",
        [262] = "PhotometricInterpretation", [270] = "ImageDescription", [271] = "Make", [272] = "Model", [273] = "StripOffsets",
        [274] = "Orientation", [277] = "SamplesPerPixel", [278] = "RowsPerStrip", [279] = "StripByteCounts", [282] = "XResolution",
        [283] = "YResolution", [284] = "PlanarConfiguration", [296] = "ResolutionUnit", [305] = "Software", [306] = "DateTime",
        [315] = "Artist", [316] = "HostComputer", [317] = "Predictor", [320] = "ColorMap", [322] = "TileWidth", [323] = "TileLength",
        [324] = "TileOffsets", [325] = "TileByteCounts", [330] = "SubIFDs", [338] = "ExtraSamples", [339] = "SampleFormat", [347] = "JPEGTables",
        [513] = "JPEGInterchangeFormat", [514] = "JPEGInterchangeFormatLength", [529] = "YCbCrCoefficients", [530] = "YCbCrSubSampling",
        [531] = "YCbCrPositioning", [700] = "XMP", [33432] = "Copyright", [33723] = "IPTC", [34377] = "Photoshop", [34665] = "ExifIFD",
        [34675] = "ICCProfile", [34853] = "GPSInfoIFD", [36864] = "ExifVersion", [36867] = "DateTimeOriginal", [36868] = "DateTimeDigitized",
        [37500] = "MakerNote", [40962] = "PixelXDimension", [40963] = "PixelYDimension", [40965] = "InteroperabilityIFD",
        [50706] = "DNGVersion", [52545] = "C2PA",
    };

    // Bytes per value of types 0 to 18 (TIFF 6.0 page 15, Technical Note 1 for 13, BigTIFF for 16 to 18).
    private static ReadOnlySpan<byte> TypeBytes => [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    /// <summary>Bytes of one value of a type, 0 for a type that does not exist.</summary>
    internal static byte BytesOf(int type) => type < TypeBytes.Length ? TypeBytes[type] : (byte)0;

    internal static string Name(int tag) => _names.GetValueOrDefault(tag, $"0x{tag:X4}");

    internal static bool PointsToDirectory(int tag) => tag is 330 or 34665 or 34853 or 40965;
}
