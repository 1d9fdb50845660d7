using System.Text.RegularExpressions;
using Touchstone.Media;
using Touchstone.Media.Metadata;

namespace Touchstone.Engine.Profiles;

/// <summary>The shape of the metadata: which entries, of which types, in which order; names of device and program; the stored thumbnail.</summary>
internal static partial class MetadataShape
{
    private static readonly (string Directory, string Property)[] _directories =
        [("IFD0", "Exif main entries"), ("ExifIFD", "Exif picture entries"), ("GPSInfoIFD", "Exif place entries"), ("InteroperabilityIFD", "Exif interoperability entries"), ("IFD1", "Exif thumbnail entries")];

    internal static IEnumerable<FileProperty> Of(MediaMetadata metadata, Limits limits) => [.. Exif(metadata), .. Stated(metadata), .. Thumbnail(metadata, limits), .. Packets(metadata)];

    private static IEnumerable<FileProperty> Exif(MediaMetadata metadata)
    {
        var layout = metadata.Layout;
        yield return new("Exif byte order", layout is null ? FileShape.None : layout.IsBigEndian ? "MM" : "II");
        yield return new("Exif directories", layout is null ? FileShape.None : string.Join(' ', layout.Directories.Select(d => d.Name)), IsList: true);
        foreach (var (directory, property) in _directories)
            yield return new(property, layout?.Directories.FirstOrDefault(d => d.Name == directory) is { } found ? string.Join(' ', found.Entries.Select(e => $"{e.Name}:{e.Type}")) : FileShape.None, IsList: true);
    }

    // What a device or a program says of itself; nothing of its owner, the place or the moment.
    private static IEnumerable<FileProperty> Stated(MediaMetadata metadata)
    {
        yield return new("Make", metadata.Find("Exif IFD0", "Make")?.Trim() ?? FileShape.None);
        yield return new("Model", metadata.Find("Exif IFD0", "Model")?.Trim() ?? FileShape.None);
        yield return new("Software", metadata.Find("Exif IFD0", "Software")?.Trim() ?? FileShape.None);
        yield return new("Exif version", metadata.Find("Exif SubIFD", "Exif Version")?.Trim() ?? FileShape.None);
        yield return new("orientation", metadata.Find("Exif IFD0", "Orientation")?.Trim() ?? FileShape.None);
        yield return new("maker note", metadata.Tags.FirstOrDefault(t => t is { Directory: "MakerNote", Name: "Signature" })?.Value ?? FileShape.None);
    }

    private static IEnumerable<FileProperty> Thumbnail(MediaMetadata metadata, Limits limits)
    {
        yield return new("stored previews", metadata.Previews.Count == 0 ? FileShape.None : string.Join(' ', metadata.Previews.Select(p => p.Source.Replace(' ', '_'))), IsList: true);
        var tree = metadata.Previews.FirstOrDefault(p => p.Source.StartsWith("Exif", StringComparison.Ordinal)) is { } preview
            && Intake.TryOpen("preview", preview.Bytes, limits, out var specimen, out _) && specimen.Format == MediaFormat.Jpeg ? specimen.Container.Value : null;
        foreach (var what in (string[])["size", "order", "coding"])
            yield return new($"thumbnail {what}", (tree is null ? null : JpegShape.Preview(tree, what)) ?? FileShape.None, IsList: what == "order");
    }

    private static IEnumerable<FileProperty> Packets(MediaMetadata metadata)
    {
        yield return new("XMP toolkit", metadata.Xmp is not { } xmp ? FileShape.None : Toolkit().Match(xmp) is { Success: true } match ? match.Groups[1].Value : "not named");
        yield return new("colour profile", metadata.Tags.FirstOrDefault(t => t.Directory.StartsWith("ICC", StringComparison.Ordinal) && t.Name == "Tag desc") is { } profile ? profile.Description ?? profile.Value
            : metadata.Tags.Any(t => t.Directory.StartsWith("ICC", StringComparison.Ordinal)) ? "not named" : FileShape.None);
    }

    // The attribute of the packet's root that names the library it was written with (XMP part 1 section 7.3.3).
    [GeneratedRegex("""x:xmptk\s*=\s*["']([^"']{1,200})["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Toolkit();
}
