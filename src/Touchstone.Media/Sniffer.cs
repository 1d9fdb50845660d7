namespace Touchstone.Media;

/// <summary>Tells the container format by content.</summary>
public static class Sniffer
{
    /// <summary>The format of the bytes, or <see cref="MediaFormat.Unknown"/>.</summary>
    public static MediaFormat Sniff(ByteSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Slice(0, 3) is [0xFF, 0xD8, 0xFF] ? MediaFormat.Jpeg : MediaFormat.Unknown;
    }

    /// <summary>Image, audio or video.</summary>
    public static MediaKind Kind(this MediaFormat format) => format switch
    {
        MediaFormat.Unknown => MediaKind.Unknown,
        >= MediaFormat.Jpeg and <= MediaFormat.Avif => MediaKind.Image,
        >= MediaFormat.Wav and <= MediaFormat.Amr => MediaKind.Audio,
        _ => MediaKind.Video,
    };
}
