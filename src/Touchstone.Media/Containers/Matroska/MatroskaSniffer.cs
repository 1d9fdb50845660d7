namespace Touchstone.Media.Containers.Matroska;

/// <summary>Tells Matroska from WebM by the DocType of the EBML head (RFC 8794 section 11.2.7).</summary>
internal static class MatroskaSniffer
{
    // DocType sits within the first EBML head, which is under 64 bytes in practice.
    private const int HeadBytes = 256;

    internal static MediaFormat Sniff(ByteSource source)
    {
        var head = source.Slice(0, HeadBytes).AsSpan();
        // 42 82, a one-byte size with its marker bit, the text.
        for (var at = 4; at + 3 <= head.Length; at++)
        {
            if (head[at] != 0x42 || head[at + 1] != 0x82 || head[at + 2] < 0x80) continue;
            var length = head[at + 2] & 0x7F;
            if (at + 3 + length > head.Length) return MediaFormat.Unknown;
            var type = head.Slice(at + 3, length).TrimEnd((byte)0);
            return type.SequenceEqual("webm"u8) ? MediaFormat.WebM : type.SequenceEqual("matroska"u8) ? MediaFormat.Matroska : MediaFormat.Unknown;
        }
        // The default value of DocType is "matroska" (RFC 9559 section 4.1).
        return MediaFormat.Matroska;
    }
}
