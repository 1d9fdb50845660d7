namespace Touchstone.Media;

/// <summary>What the coder of a still image's format does to its pixels.</summary>
public static class MediaFormatCodecs
{
    private const int JpegBlock = 8, Macroblock = 16;

    /// <summary>Whether a still image of this format is coded as a frame of video is: predicted and transformed in blocks of 4 to 64 pixels (VP8, HEVC, AV1).</summary>
    public static bool IsVideoFrame(this MediaFormat format) => format is MediaFormat.WebP or MediaFormat.Heic or MediaFormat.Avif;

    /// <summary>Whether saving in this format usually changes pixels.</summary>
    public static bool IsLossy(this MediaFormat format) => format == MediaFormat.Jpeg || format.IsVideoFrame();

    /// <summary>Pixels after which the coder's blocks repeat: 8 of JPEG, which pictures of lossless formats mostly come from too; 16 of WebP's macroblocks (RFC 6386, section 2), HEVC and AV1 taken alike.</summary>
    public static int BlockSide(this MediaFormat format) => format.IsVideoFrame() ? Macroblock : JpegBlock;
}
