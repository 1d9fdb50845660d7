namespace Touchstone.Media.Containers.Sound;

/// <summary>The four-byte header of an MPEG audio frame (ISO/IEC 11172-3 section 2.4.1.3, 13818-3).</summary>
/// <param name="Version">1, 2 or 25 (the unofficial 2.5).</param>
/// <param name="Bitrate">kbit/s.</param>
/// <param name="SampleRate">Hz.</param>
/// <param name="Length">Bytes of the frame with its header.</param>
/// <param name="Mode">0 stereo, 1 joint, 2 dual, 3 mono.</param>
/// <param name="Protected">A CRC follows the header.</param>
internal readonly record struct MpegFrame(int Version, int Bitrate, int SampleRate, int Length, int Mode, bool Protected)
{
    // Table of layer III bit rates, kbit/s: MPEG-1, then MPEG-2 and 2.5. Index 0 is "free format", 15 forbidden.
    private static ReadOnlySpan<short> Rates1 => [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, -1];
    private static ReadOnlySpan<short> Rates2 => [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, -1];
    private static ReadOnlySpan<int> SampleRates1 => [44100, 48000, 32000];

    internal int SamplesPerFrame => Version == 1 ? 1152 : 576;

    /// <summary>Bytes of side information, after which an encoder's information tag lies.</summary>
    internal int SideBytes => (Version == 1, Mode == 3) switch { (true, false) => 32, (true, true) => 17, (false, false) => 17, _ => 9 };

    /// <summary>A layer III header: 11 sync bits, version, layer, protection, bit rate, sampling rate, padding, private, mode, …</summary>
    internal static MpegFrame? Parse(ReadOnlySpan<byte> header)
    {
        if (header.Length < 4 || header[0] != 0xFF || (header[1] & 0xE0) != 0xE0) return null;
        var version = ((header[1] >> 3) & 3) switch { 3 => 1, 2 => 2, 0 => 25, _ => 0 };
        var layer3 = ((header[1] >> 1) & 3) == 1;
        var rateIndex = header[2] >> 4;
        var sampleIndex = (header[2] >> 2) & 3;
        // Free format has no length of its own; emphasis 2 is reserved.
        if (version == 0 || !layer3 || rateIndex is 0 or 15 || sampleIndex == 3 || (header[3] & 3) == 2) return null;
        var rate = version == 1 ? Rates1[rateIndex] : Rates2[rateIndex];
        var sampleRate = SampleRates1[sampleIndex] / (version == 1 ? 1 : version == 2 ? 2 : 4);
        var length = ((version == 1 ? 144 : 72) * rate * 1000 / sampleRate) + ((header[2] >> 1) & 1);
        return new MpegFrame(version, rate, sampleRate, length, header[3] >> 6, (header[1] & 1) == 0);
    }
}
