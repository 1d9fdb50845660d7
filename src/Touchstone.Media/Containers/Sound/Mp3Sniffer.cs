namespace Touchstone.Media.Containers.Sound;

/// <summary>Finds MPEG layer III frames behind ID3v2 tags and padding. A sync pattern alone proves nothing, so several frames in a row must fit.</summary>
internal static class Mp3Sniffer
{
    // Four headers in a row agree by chance less than once in 2^40 positions: 11 sync bits and fixed fields each.
    private const int FramesInARow = 4;

    // Encoders pad behind the tag; no more than this is searched for the first frame.
    private const int SearchBytes = 64 * 1024;
    private const int MaximumTags = 8;

    internal static MediaFormat Sniff(ByteSource source)
    {
        var start = SkipTags(source);
        var head = source.Slice(start, 4);
        if (start > 0 && head.AsSpan().SequenceEqual("fLaC"u8)) return MediaFormat.Flac;
        // The tag vouches for a frame right behind it; anywhere else a frame needs others after it.
        if (start > 0 && MpegFrame.Parse(head) is not null) return MediaFormat.Mp3;
        var search = start > 0 ? SearchBytes : 4;
        return FindFirstFrame(source, start, search) is null ? MediaFormat.Unknown : MediaFormat.Mp3;
    }

    /// <summary>Offset behind any ID3v2 tags at the start (ID3v2.4 section 3.1: "ID3", version u16, flags, size in four 7-bit bytes).</summary>
    internal static long SkipTags(ByteSource source)
    {
        long at = 0;
        for (var tag = 0; tag < MaximumTags; tag++)
        {
            var head = source.Slice(at, 10);
            if (head is not [(byte)'I', (byte)'D', (byte)'3', < 0xFF, < 0xFF, var flags, < 0x80, < 0x80, < 0x80, < 0x80]) break;
            at += 10 + ((flags & 0x10) != 0 ? 10 : 0) + ((head[6] << 21) | (head[7] << 14) | (head[8] << 7) | head[9]);
        }
        return at;
    }

    /// <summary>Offset of the first frame that is followed by others, or null.</summary>
    internal static long? FindFirstFrame(ByteSource source, long start, int searchBytes)
    {
        var window = source.Slice(start, searchBytes);
        for (var i = 0; i + 4 <= window.Length; i++)
            if (window[i] == 0xFF && IsRun(source, start + i)) return start + i;
        return null;
    }

    private static bool IsRun(ByteSource source, long at)
    {
        Span<byte> header = stackalloc byte[4];
        MpegFrame? first = null;
        for (var frame = 0; frame < FramesInARow; frame++)
        {
            // A very short recording may end after two frames.
            if (at == source.Length && frame >= 2) return true;
            if (source.Read(at, header) < 4 || MpegFrame.Parse(header) is not { } parsed) return frame >= 2 && IsTail(source, at);
            if (first is { } f && (f.Version != parsed.Version || f.SampleRate != parsed.SampleRate)) return false;
            first ??= parsed;
            at += parsed.Length;
        }
        return true;
    }

    private static bool IsTail(ByteSource source, long at) => source.Slice(at, 3).AsSpan().SequenceEqual("TAG"u8) || source.Slice(at, 3).AsSpan().SequenceEqual("APE"u8);
}
