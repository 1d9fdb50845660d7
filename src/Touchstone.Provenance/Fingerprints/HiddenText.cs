using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Touchstone.Provenance.Fingerprints;

/// <summary>Settings that generators hide in the lowest bits of the pixels ("stealth pnginfo").</summary>
/// <remarks>
/// Bits run down the columns, left to right: of the transparency, one bit a pixel, or of red, green and blue, three bits a pixel.
/// <code>
/// 15 bytes magic | u32 length in bits, big-endian | text as UTF-8, or the same in gzip
/// stealth_pnginfo, stealth_rgbinfo: plain        stealth_pngcomp, stealth_rgbcomp: gzip
/// </code>
/// Source: the form as read by sd-parsers and NovelAI's novelai-image-metadata. Fifteen bytes agree by chance once in 2^120 images.
/// </remarks>
internal static class HiddenText
{
    private const int MagicBytes = 15;
    private const int MaximumTextBytes = 4 << 20;

    /// <summary>The text as it stands and, where it is JSON, its values by their names; empty where nothing is hidden.</summary>
    internal static IReadOnlyList<StatedText> Read(StoredPixels pixels, CancellationToken cancel)
    {
        var text = pixels.Alpha.IsEmpty ? null : Decode(new Bits(pixels, channels: 1), "stealth_png", cancel);
        text ??= Decode(new Bits(pixels, channels: 3), "stealth_rgb", cancel);
        if (text is null) return [];
        List<StatedText> found = [new StatedText(TextPlace.Hidden, "text", text)];
        using var json = StatedJson.Parse(text);
        if (json is not null) found.AddRange(json.Texts().Select(t => new StatedText(TextPlace.Hidden, t.Name, t.Value)));
        return found;
    }

    private static string? Decode(Bits bits, string family, CancellationToken cancel)
    {
        var head = bits.Bytes(0, MagicBytes + 4, cancel);
        if (head.Length < MagicBytes + 4) return null;
        var magic = Encoding.Latin1.GetString(head, 0, MagicBytes);
        if (magic != family + "info" && magic != family + "comp") return null;
        var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(MagicBytes)) / 8, MaximumTextBytes);
        var data = bits.Bytes(MagicBytes + 4, length, cancel);
        return magic.EndsWith("comp", StringComparison.Ordinal) ? Unpack(data) : Encoding.UTF8.GetString(data);
    }

    // What a broken stream gave before it broke is kept: the magic alone tells what it is.
    private static string Unpack(byte[] packed)
    {
        var text = new MemoryStream();
        try
        {
            using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            var piece = new byte[16 * 1024];
            for (int read; text.Length < MaximumTextBytes && (read = stream.Read(piece)) > 0;) text.Write(piece, 0, read);
        }
        catch (InvalidDataException)
        {
            return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
        }
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private readonly struct Bits(StoredPixels pixels, int channels)
    {
        internal byte[] Bytes(int from, int count, CancellationToken cancel)
        {
            var samples = (channels == 1 ? pixels.Alpha : pixels.Rgb).Span;
            var (width, height) = (pixels.Width, pixels.Height);
            var available = ((long)width * height * channels / 8) - from;
            var bytes = new byte[(int)Math.Clamp(Math.Min(count, available), 0, int.MaxValue)];
            var bit = (long)from * 8;
            for (var i = 0; i < bytes.Length; i++)
            {
                if ((i & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
                var value = 0;
                for (var j = 0; j < 8; j++, bit++)
                {
                    var (pixel, channel) = (bit / channels, (int)(bit % channels));
                    var (column, line) = (pixel / height, pixel % height);
                    value = (value << 1) | (samples[(int)((line * width + column) * channels) + channel] & 1);
                }
                bytes[i] = (byte)value;
            }
            return bytes;
        }
    }
}
