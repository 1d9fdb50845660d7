using System.Buffers.Binary;
using Touchstone.Media.Containers.Image;
using Touchstone.Media.Containers.IsoBmff;
using Touchstone.Media.Containers.Matroska;
using Touchstone.Media.Containers.Sound;

namespace Touchstone.Media;

/// <summary>Tells the container format by content, never by extension.</summary>
/// <remarks>
/// Only sound makes a recording: an ISO-BMFF file whose tracks are sound alone is <see cref="MediaFormat.M4a"/>, whatever its brand says.
/// Matroska, WebM and AVI stay video formats even with sound alone: their detectors find no video stream and say so.
/// An Ogg file counts as a recording even where it carries Theora.
/// </remarks>
public static class Sniffer
{
    // Enough for every signature, an ftyp box with a dozen brands, and the EBML head.
    private const int HeadBytes = 128;

    // Acrobat accepts a PDF header anywhere in the first 1024 bytes (ISO 32000-1 annex H, note 13).
    private const int PdfHeaderBytes = 1024;

    private static readonly Dictionary<MediaFormat, string[]> _extensions = new()
    {
        [MediaFormat.Jpeg] = ["jpg", "jpeg", "jpe", "jfif", "jif", "mpo", "jps", "insp", "thm"],
        [MediaFormat.Png] = ["png", "apng"],
        [MediaFormat.WebP] = ["webp"],
        [MediaFormat.Gif] = ["gif"],
        [MediaFormat.Bmp] = ["bmp", "dib"],
        [MediaFormat.Tiff] = ["tif", "tiff", "btf", "tf8", "dng", "nef", "cr2", "arw", "pef", "srw", "orf", "rw2", "nrw"],
        [MediaFormat.Heic] = ["heic", "heif", "hif", "heics", "heifs"],
        [MediaFormat.Avif] = ["avif", "avifs", "heif", "hif"],
        [MediaFormat.Raf] = ["raf"],
        [MediaFormat.Cr3] = ["cr3"],
        [MediaFormat.Svg] = ["svg"],
        [MediaFormat.JpegXl] = ["jxl"],
        [MediaFormat.Wav] = ["wav", "wave", "bwf", "rf64", "bw64"],
        [MediaFormat.Flac] = ["flac", "fla"],
        [MediaFormat.Mp3] = ["mp3", "mpga"],
        [MediaFormat.Ogg] = ["ogg", "oga", "opus", "spx", "ogv", "ogx"],
        [MediaFormat.M4a] = ["m4a", "m4b", "m4p", "m4r", "mp4", "3gp", "3ga", "3g2", "qt", "mov", "f4a"],
        [MediaFormat.Amr] = ["amr", "awb", "3ga"],
        [MediaFormat.Mp4] = ["mp4", "m4v", "m4s", "3gp", "3g2", "f4v", "cmfv", "cmfa"],
        [MediaFormat.Mov] = ["mov", "qt"],
        [MediaFormat.Matroska] = ["mkv", "mka", "mk3d", "mks"],
        [MediaFormat.WebM] = ["webm", "weba"],
        [MediaFormat.Avi] = ["avi"],
        [MediaFormat.Pdf] = ["pdf", "ai"],
        [MediaFormat.ManifestStore] = ["c2pa"],
        [MediaFormat.Font] = ["ttf", "otf"],
    };

    private static readonly HashSet<string> _knownExtensions = [.. _extensions.Values.SelectMany(e => e)];

    /// <summary>The format of the bytes, or <see cref="MediaFormat.Unknown"/>.</summary>
    public static MediaFormat Sniff(ByteSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ReadOnlySpan<byte> head = source.Slice(0, HeadBytes);
        var format = Signature(head);
        if (format != MediaFormat.Unknown) return format;
        if (IsoBmffSniffer.LooksLikeBoxes(head, source.Length)) return IsoBmffSniffer.Sniff(source);
        if (head is [0x1A, 0x45, 0xDF, 0xA3, ..]) return MatroskaSniffer.Sniff(source);
        if (IsManifestStore(head)) return MediaFormat.ManifestStore;
        if (IsFont(head)) return MediaFormat.Font;
        if (SvgSniffer.IsSvg(source)) return MediaFormat.Svg;
        format = Mp3Sniffer.Sniff(source);
        return format == MediaFormat.Unknown && source.Slice(0, PdfHeaderBytes).AsSpan().IndexOf("%PDF-"u8) >= 0 ? MediaFormat.Pdf : format;
    }

    /// <summary>Image, audio, video or document.</summary>
    public static MediaKind Kind(this MediaFormat format) => format switch
    {
        MediaFormat.Unknown => MediaKind.Unknown,
        >= MediaFormat.Jpeg and <= MediaFormat.JpegXl => MediaKind.Image,
        >= MediaFormat.Wav and <= MediaFormat.Amr => MediaKind.Audio,
        >= MediaFormat.Pdf => MediaKind.Document,
        _ => MediaKind.Video,
    };

    /// <summary>False when the extension of a file name is that of another format than the content's.</summary>
    /// <param name="format">The format by content.</param>
    /// <param name="fileName">A file name; no extension, or one that names no media format, misleads nobody.</param>
    public static bool ExtensionFits(MediaFormat format, string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var extension = Path.GetExtension(fileName).TrimStart('.').ToLowerInvariant();
        return format == MediaFormat.Unknown || !_knownExtensions.Contains(extension) || _extensions[format].Contains(extension);
    }

    private static MediaFormat Signature(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xD8, 0xFF, ..] => MediaFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => MediaFormat.Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => MediaFormat.Gif,
        [(byte)'B', (byte)'M', ..] => Bitmap(head),
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => MediaFormat.Tiff,
        // Raw files that are TIFF structures with another magic number: Olympus ORF, Panasonic RW2.
        [(byte)'I', (byte)'I', (byte)'R', (byte)'O' or (byte)'S', ..] or [(byte)'M', (byte)'M', (byte)'O', (byte)'R', ..] or [(byte)'I', (byte)'I', 0x55, 0, ..] => MediaFormat.Tiff,
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => MediaFormat.Flac,
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', 0, ..] => MediaFormat.Ogg,
        [(byte)'#', (byte)'!', (byte)'A', (byte)'M', (byte)'R', ..] => MediaFormat.Amr,
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => MediaFormat.Pdf,
        // ISO/IEC 18181-2 section 4: the signature box of the container, or the codestream by itself, whose two letters want something after them.
        [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', 0x0D, 0x0A, 0x87, 0x0A, ..] => MediaFormat.JpegXl,
        [0xFF, 0x0A, _, _, _, _, _, _, ..] => MediaFormat.JpegXl,
        _ when head.StartsWith("FUJIFILMCCD-RAW "u8) => MediaFormat.Raf,
        _ => Riff(head),
    };

    // A superbox whose description names it: size u32 (1 = u64 behind the type), "jumb", size u32, "jumd", the type's UUID "c2pa"-0011-0010-8000-00AA00389B71.
    private static bool IsManifestStore(ReadOnlySpan<byte> head)
    {
        if (head.Length < 32 || !head.Slice(4, 4).SequenceEqual("jumb"u8)) return false;
        var inner = BinaryPrimitives.ReadUInt32BigEndian(head) == 1 ? head[16..] : head[8..];
        return inner.Length >= 24 && inner.Slice(4, 4).SequenceEqual("jumd"u8)
            && inner.Slice(8, 16).SequenceEqual((ReadOnlySpan<byte>)[0x63, 0x32, 0x70, 0x61, 0, 0x11, 0, 0x10, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]);
    }

    // OpenType 1.9.1, table directory: version, number of tables u16, search range u16 = 16 times the largest power of two within it.
    private static bool IsFont(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12) return false;
        if (!head.StartsWith((ReadOnlySpan<byte>)[0, 1, 0, 0]) && !head.StartsWith("OTTO"u8) && !head.StartsWith("true"u8)) return false;
        var (tables, range) = (BinaryPrimitives.ReadUInt16BigEndian(head[4..]), BinaryPrimitives.ReadUInt16BigEndian(head[6..]));
        return tables > 0 && range == 16 << System.Numerics.BitOperations.Log2(tables);
    }

    // "RIFF" size form; RF64 and BW64 carry -1 as size, RIFX is big-endian (EBU Tech 3306, ITU-R BS.2088).
    private static MediaFormat Riff(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12) return MediaFormat.Unknown;
        var tag = head[..4];
        if (!tag.SequenceEqual("RIFF"u8) && !tag.SequenceEqual("RF64"u8) && !tag.SequenceEqual("BW64"u8) && !tag.SequenceEqual("RIFX"u8)) return MediaFormat.Unknown;
        var form = head.Slice(8, 4);
        if (form.SequenceEqual("WEBP"u8)) return MediaFormat.WebP;
        if (form.SequenceEqual("WAVE"u8)) return MediaFormat.Wav;
        return form.SequenceEqual("AVI "u8) ? MediaFormat.Avi : MediaFormat.Unknown;
    }

    // Two letters are weak: the size of the second header must be one that exists (OS/2 1 and 2, Windows 3 to 5).
    private static MediaFormat Bitmap(ReadOnlySpan<byte> head) =>
        head.Length >= 18 && BinaryPrimitives.ReadInt32LittleEndian(head[14..]) is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124 ? MediaFormat.Bmp : MediaFormat.Unknown;
}
