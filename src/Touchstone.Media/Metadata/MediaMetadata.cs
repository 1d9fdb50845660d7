namespace Touchstone.Media.Metadata;

/// <summary>One metadata value.</summary>
/// <param name="Directory">Group: "Exif IFD0", "Exif SubIFD", "GPS", "IPTC", "XMP", "PNG-tEXt".</param>
/// <param name="Name">Tag name in the standard's words.</param>
/// <param name="Id">Numeric tag, or null for text keys.</param>
/// <param name="Value">The stored value as text, before interpretation: "2018:04:01 12:00:00", "1/60".</param>
/// <param name="Description">The value for a person, when it differs.</param>
public sealed record MetadataTag(string Directory, string Name, int? Id, string Value, string? Description);

/// <summary>A preview stored beside the image.</summary>
/// <param name="Source">Where it lies: "Exif IFD1", "MPF", "XMP".</param>
/// <param name="Offset">Position in the file, bytes.</param>
/// <param name="Bytes">The stored preview file (a JPEG as a rule).</param>
public sealed record EmbeddedPreview(string Source, long Offset, byte[] Bytes);

/// <summary>A text in full, where a tag may be cut short for showing.</summary>
/// <param name="Place">Kind of place: "PNG", "EXIF", "IPTC", "JPEG", "GIF", "MP4", "Matroska", "RIFF", "ID3", "Vorbis".</param>
/// <param name="Key">Name of the value there: a PNG keyword, "UserComment", an item of a list.</param>
/// <param name="Value">The text.</param>
public sealed record LongText(string Place, string Key, string Value);

/// <summary>EXIF, XMP, IPTC and container text of a specimen.</summary>
/// <param name="Tags">All values in file order.</param>
/// <param name="Previews">Stored thumbnails and previews.</param>
/// <param name="Xmp">The XMP packet as text, or null.</param>
/// <param name="Problems">What the reader complained about, in its words.</param>
public sealed record MediaMetadata(IReadOnlyList<MetadataTag> Tags, IReadOnlyList<EmbeddedPreview> Previews, string? Xmp, IReadOnlyList<string> Problems)
{
    /// <summary>Texts of people and programs in full, in file order: descriptions, comments, keyed text; XMP apart.</summary>
    public IReadOnlyList<LongText> Texts { get; init; } = [];

    /// <summary>Byte order, directories and entries of the Exif block without their values; null where there is none.</summary>
    public ExifLayout? Layout { get; init; }

    /// <summary>Whether the maker's private block (Exif tag 0x927C) is there, readable or not.</summary>
    public bool HasMakerNote => Tags.Any(t => t.Directory is "MakerNote" || t.Directory.Contains("Makernote", StringComparison.Ordinal) || (t.Id == 0x927C && t.Directory == "Exif SubIFD"));

    /// <summary>The first value of a tag whose directory starts with <paramref name="directory"/>, or null.</summary>
    public string? Find(string directory, string name) =>
        Tags.FirstOrDefault(t => t.Name == name && t.Directory.StartsWith(directory, StringComparison.Ordinal))?.Value;
}
