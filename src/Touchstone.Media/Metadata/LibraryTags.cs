using System.Globalization;
using System.Text;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Icc;
using MetadataExtractor.Formats.Iptc;
using MetadataExtractor.Formats.Jfif;
using MetadataExtractor.Formats.Photoshop;
using MetadataExtractor.Formats.Adobe;
using MetadataExtractor.Formats.Xmp;
using MetadataExtractor.IO;
using Directory = MetadataExtractor.Directory;

namespace Touchstone.Media.Metadata;

/// <summary>Interprets blocks with the metadata library. Whatever it throws on hostile bytes becomes a problem of the block.</summary>
internal static class LibraryTags
{
    private const int MaximumValues = 64;
    private const int UserComment = 0x9286;

    // Exif 2.32 tables 4 and 7, TIFF tags of Windows.
    private static readonly Dictionary<int, string> _exifTexts = new()
    {
        [0x10E] = "ImageDescription", [0x10F] = "Make", [0x110] = "Model", [0x131] = "Software", [0x13B] = "Artist", [0x8298] = "Copyright", [UserComment] = "UserComment",
        [0x9C9B] = "XPTitle", [0x9C9C] = "XPComment", [0x9C9D] = "XPAuthor", [0x9C9E] = "XPKeywords", [0x9C9F] = "XPSubject",
    };

    // IPTC-IIM 4.2 record 2.
    private static readonly Dictionary<int, string> _iptcTexts = new()
    {
        [0x0228] = "SpecialInstructions", [0x0241] = "OriginatingProgram", [0x0250] = "By-line", [0x026E] = "Credit", [0x0273] = "Source", [0x0278] = "Caption",
    };

    internal static void Interpret(MetadataBlock block, TagList into) => Interpret(() => Directories(block), $"{block.Kind} block at {block.Offset}", into);

    internal static void InterpretTiff(ByteSource source, TagList into) => Interpret(() => new ExifReader().Extract(new IndexedSeekingReader(source.AsStream())), "TIFF", into);

    private static void Interpret(Func<IEnumerable<Directory>> read, string what, TagList into)
    {
        try
        {
            foreach (var directory in read()) Add(directory, into);
        }
        // The library throws its own, IO, format, range, overflow and cast exceptions on damaged blocks; all mean the same here.
        catch (Exception e) when (e is not OutOfMemoryException and not OperationCanceledException)
        {
            into.Problem($"{what}: {e.GetType().Name}: {e.Message}");
        }
    }

    private static IEnumerable<Directory> Directories(MetadataBlock block) => block.Kind switch
    {
        BlockKind.Exif => new ExifReader().Extract(new ByteArrayReader(block.Bytes)),
        BlockKind.Xmp or BlockKind.XmpExtension => [new XmpReader().Extract(block.Bytes)],
        BlockKind.Iptc => [new IptcReader().Extract(new SequentialByteArrayReader(block.Bytes), block.Bytes.Length)],
        BlockKind.Photoshop => new PhotoshopReader().Extract(new SequentialByteArrayReader(block.Bytes), block.Bytes.Length),
        BlockKind.Icc => [new IccReader().Extract(new ByteArrayReader(block.Bytes))],
        BlockKind.Jfif => [new JfifReader().Extract(new ByteArrayReader(block.Bytes))],
        BlockKind.Adobe => [new AdobeJpegReader().Extract(new SequentialByteArrayReader(block.Bytes))],
        _ => [],
    };

    private static void Add(Directory directory, TagList into)
    {
        var name = Name(directory);
        if (directory is XmpDirectory xmp) AddXmp(xmp, into);
        else
        {
            foreach (var tag in directory.Tags)
            {
                if (directory.GetObject(tag.Type) is not { } stored) continue;
                into.Add(name, tag.Name, tag.Type, Stored(stored), Description(directory, tag.Type));
                AddText(directory, tag.Type, stored, into);
            }
        }
        foreach (var error in directory.Errors) into.Problem($"{name}: {error}");
    }

    private static void AddText(Directory directory, int tag, object stored, TagList into)
    {
        var names = directory is ExifDirectoryBase ? _exifTexts : directory is IptcDirectory ? _iptcTexts : null;
        if (names is null || !names.TryGetValue(tag, out var key)) return;
        var text = stored switch
        {
            StringValue value => StoredText.Of(value.Bytes),
            byte[] bytes when tag == UserComment => StoredText.OfUserComment(bytes),
            // Windows keeps its own texts as UTF-16 in byte arrays.
            byte[] bytes => Encoding.Unicode.GetString(bytes),
            StringValue[] list => string.Join('\n', list.Select(v => StoredText.Of(v.Bytes))),
            string[] list => string.Join('\n', list),
            _ => stored.ToString() ?? "",
        };
        into.AddText(directory is IptcDirectory ? "IPTC" : "EXIF", key, text);
    }

    // Tags by the words of the contract, whatever the library calls its directories.
    private static string Name(Directory directory) => directory switch
    {
        GpsDirectory => "GPS",
        ExifThumbnailDirectory => "Exif IFD1",
        _ => directory.Name,
    };

    private static string? Description(Directory directory, int tag)
    {
        try
        {
            return directory.GetDescription(tag);
        }
        // A descriptor may trip over a value of an unexpected type; the stored value stands without it.
        catch (Exception e) when (e is not OutOfMemoryException and not OperationCanceledException)
        {
            return null;
        }
    }

    private static void AddXmp(XmpDirectory directory, TagList into)
    {
        if (directory.XmpMeta is not { } meta) return;
        foreach (var property in meta.Properties)
        {
            if (string.IsNullOrEmpty(property.Path) || property.Value is not { Length: > 0 } value) continue;
            into.Add("XMP", property.Path, null, value);
            if (property.Path.EndsWith("xmpGImg:image", StringComparison.Ordinal)) into.XmpImages.TryAdd(property.Path, value);
        }
    }

    private static string Stored(object value) => value switch
    {
        string text => text,
        StringValue text => text.ToString(),
        Rational ratio => Ratio(ratio),
        float or double => Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        byte[] bytes => Bytes(bytes),
        DateTime time => time.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture),
        Array array => Values(array),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Ratio(Rational ratio) => $"{ratio.Numerator}/{ratio.Denominator}";

    private static string Values(Array array)
    {
        var values = array.Cast<object>().Take(MaximumValues).Select(Stored);
        return string.Join(' ', values) + (array.Length > MaximumValues ? $" … ({array.Length} values)" : "");
    }

    private static string Bytes(byte[] bytes)
    {
        if (bytes.Length > 0 && bytes.All(b => b is >= 0x20 and < 0x7F)) return Encoding.ASCII.GetString(bytes);
        return bytes.Length <= MaximumValues ? Convert.ToHexString(bytes) : $"{Convert.ToHexString(bytes, 0, MaximumValues)}… ({bytes.Length} bytes)";
    }
}
