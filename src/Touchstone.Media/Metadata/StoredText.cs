using System.Text;

namespace Touchstone.Media.Metadata;

/// <summary>Bytes of text in whichever encoding they are.</summary>
internal static class StoredText
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 where it is valid, else Latin-1, cut at nothing.</summary>
    internal static string Of(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>Exif UserComment: eight bytes name the encoding (Exif 2.32 table 9), and then the text.</summary>
    internal static string OfUserComment(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8) return Of(bytes);
        var text = bytes[8..];
        if (bytes.StartsWith("UNICODE\0"u8)) return Wide(text).GetString(text);
        // JIS is left as it stands; undefined and missing codes are read as what they mostly are.
        return bytes.StartsWith("ASCII\0\0\0"u8) || bytes.StartsWith("JIS\0\0\0\0\0"u8) || bytes[..8].IndexOfAnyExcept((byte)0) < 0 ? Of(text) : Of(bytes);
    }

    // The standard leaves the byte order to the TIFF header, and writers do not agree: Latin letters have their zero on one side.
    private static Encoding Wide(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode;
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < Math.Min(text.Length, 4096); i += 2)
        {
            if (text[i] == 0) even++;
            if (text[i + 1] == 0) odd++;
        }
        return even > odd ? Encoding.BigEndianUnicode : Encoding.Unicode;
    }
}
