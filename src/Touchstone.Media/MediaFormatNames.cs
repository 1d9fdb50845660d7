namespace Touchstone.Media;

/// <summary>The one place where a format gets its name for people.</summary>
public static class MediaFormatNames
{
    /// <summary>The name as its makers write it: "JPEG", "WebP", "Matroska"; "unrecognised" for <see cref="MediaFormat.Unknown"/>.</summary>
    public static string Name(this MediaFormat format) => format switch
    {
        MediaFormat.Unknown => "unrecognised",
        MediaFormat.WebP or MediaFormat.WebM or MediaFormat.Matroska or MediaFormat.Ogg => $"{format}",
        MediaFormat.Mov => "QuickTime",
        MediaFormat.JpegXl => "JPEG XL",
        MediaFormat.ManifestStore => "C2PA manifest store",
        MediaFormat.Font => "TrueType or OpenType font",
        _ => $"{format}".ToUpperInvariant(),
    };
}
