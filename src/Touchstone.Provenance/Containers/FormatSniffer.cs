using System.Text;

namespace Touchstone.Provenance.Containers;

/// <summary>Tells a format by the first bytes.</summary>
internal static class FormatSniffer
{
    private const int LookedAt = 4096;

    private static readonly string[] BmffFirstBoxes = ["ftyp", "styp", "moof", "moov", "mdat", "sidx", "free", "skip", "wide", "uuid", "emsg", "prft", "pnot"];

    internal static AssetFormat Sniff(ByteWindow bytes)
    {
        var head = bytes.At(0, LookedAt);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return AssetFormat.Jpeg;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return AssetFormat.Png;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return AssetFormat.Gif;
        if (head.StartsWith("fLaC"u8)) return AssetFormat.Flac;
        if (IsTiff(head)) return AssetFormat.Tiff;
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A])) return AssetFormat.JpegXl;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A])) return AssetFormat.JpegXl;
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 1, 0, 0]) || head.StartsWith("OTTO"u8) || head.StartsWith("true"u8)) return AssetFormat.Font;
        if (head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8)) return Riff(head);
        if (head.StartsWith("ID3"u8)) return Id3(bytes);
        if (head.Length >= 12 && head[4..8].SequenceEqual("jumb"u8)) return AssetFormat.ManifestStore;
        if (head.Length >= 8 && BmffFirstBoxes.Contains(Encoding.Latin1.GetString(head[4..8]))) return AssetFormat.IsoBmff;
        if (head[..Math.Min(head.Length, 1024)].IndexOf("%PDF-"u8) >= 0) return AssetFormat.Pdf;
        if (IsMpegAudio(head)) return AssetFormat.Mp3;
        return IsSvg(head) ? AssetFormat.Svg : AssetFormat.Unknown;
    }

    private static bool IsTiff(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x49, 0x49, 0x2A, 0]) || head.StartsWith((ReadOnlySpan<byte>)[0x4D, 0x4D, 0, 0x2A])
        || head.StartsWith((ReadOnlySpan<byte>)[0x49, 0x49, 0x2B, 0]) || head.StartsWith((ReadOnlySpan<byte>)[0x4D, 0x4D, 0, 0x2B]);

    private static AssetFormat Riff(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12) return AssetFormat.Unknown;
        if (head[8..12].SequenceEqual("WEBP"u8)) return AssetFormat.WebP;
        if (head[8..12].SequenceEqual("WAVE"u8)) return AssetFormat.Wav;
        return head[8..12].SequenceEqual("AVI "u8) ? AssetFormat.Avi : AssetFormat.Unknown;
    }

    // An ID3 tag may precede a FLAC stream; its length is four times seven bits.
    private static AssetFormat Id3(ByteWindow bytes)
    {
        var size = bytes.Exactly(6, 4);
        if (size.Length < 4) return AssetFormat.Mp3;
        var after = 10L + ((size[0] & 0x7F) << 21 | (size[1] & 0x7F) << 14 | (size[2] & 0x7F) << 7 | size[3] & 0x7F);
        return bytes.Is(after, "fLaC"u8) ? AssetFormat.Flac : AssetFormat.Mp3;
    }

    // Eleven set bits, then a version, layer and bit rate that exist.
    private static bool IsMpegAudio(ReadOnlySpan<byte> head) =>
        head.Length >= 4 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0 && (head[1] & 0x18) != 0x08 && (head[1] & 0x06) != 0 && (head[2] & 0xF0) != 0xF0 && (head[2] & 0x0C) != 0x0C;

    private static bool IsSvg(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        if (!head.StartsWith("<"u8)) return false;
        return head.IndexOf("<svg"u8) >= 0 || head.IndexOf(":svg"u8) >= 0;
    }
}
