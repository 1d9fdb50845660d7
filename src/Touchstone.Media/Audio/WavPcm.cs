using System.Buffers.Binary;

namespace Touchstone.Media.Audio;

/// <summary>Where the linear samples of a WAVE file lie (Microsoft/IBM RIFF 1991; WAVEFORMATEXTENSIBLE; EBU Tech 3306 for RF64).</summary>
/// <param name="SampleRateHz">Samples per second.</param>
/// <param name="Channels">Interleaved channels.</param>
/// <param name="BitsPerSample">8 (unsigned), 16, 24, 32 (signed), or 32 where <paramref name="Float"/>.</param>
/// <param name="Float">IEEE 754 samples.</param>
/// <param name="Offset">First byte of the data chunk's payload.</param>
/// <param name="Frames">Sample frames that lie in the file.</param>
/// <param name="MissingBytes">Bytes the data chunk declares beyond the end of the file.</param>
internal sealed record WavPcm(int SampleRateHz, int Channels, int BitsPerSample, bool Float, long Offset, long Frames, long MissingBytes)
{
    private const int MaximumChunks = 1000;

    /// <summary>ffmpeg's name of the codec.</summary>
    internal string Codec => Float ? "pcm_f32le" : BitsPerSample == 8 ? "pcm_u8" : $"pcm_s{BitsPerSample}le";

    /// <summary>Finds the format and data chunks; null where the file is damaged or its samples are not linear (ffmpeg is asked then).</summary>
    internal static WavPcm? Find(ByteSource bytes)
    {
        // "RIFF" size u32 "WAVE", then chunks: id, size u32, payload padded to even length.
        byte[]? format = null;
        long position = 12, dataSize64 = -1;
        for (var chunk = 0; chunk < MaximumChunks && position + 8 <= bytes.Length; chunk++)
        {
            var header = bytes.Slice(position, 8);
            if (header.Length < 8) return null;
            long size = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
            var id = header.AsSpan(0, 4);
            if (id.SequenceEqual("ds64"u8) && bytes.Slice(position + 8, 16) is { Length: 16 } ds64) dataSize64 = BinaryPrimitives.ReadInt64LittleEndian(ds64.AsSpan(8));
            if (id.SequenceEqual("fmt "u8)) format = bytes.Slice(position + 8, (int)Math.Min(size, 40));
            if (id.SequenceEqual("data"u8))
            {
                if (size == uint.MaxValue && dataSize64 >= 0) size = dataSize64;
                return format is null ? null : Of(format, position + 8, size, bytes.Length);
            }
            position += 8 + size + (size & 1);
        }
        return null;
    }

    /// <summary>Reads the mean of the channels, full scale ±1.</summary>
    /// <returns>Sample frames read.</returns>
    internal int Read(ByteSource bytes, Span<float> mono, CancellationToken cancel)
    {
        var frameBytes = Channels * BitsPerSample / 8;
        var buffer = new byte[frameBytes * 8192];
        var done = 0;
        while (done < mono.Length)
        {
            cancel.ThrowIfCancellationRequested();
            var wanted = Math.Min(8192, mono.Length - done);
            var frames = bytes.Read(Offset + (long)done * frameBytes, buffer.AsSpan(0, wanted * frameBytes)) / frameBytes;
            for (var i = 0; i < frames; i++)
            {
                double sum = 0;
                for (var c = 0; c < Channels; c++) sum += Sample(buffer.AsSpan((i * Channels + c) * BitsPerSample / 8));
                var mean = (float)(sum / Channels);
                mono[done + i] = float.IsFinite(mean) ? mean : 0;
            }
            done += frames;
            if (frames < wanted) break;
        }
        return done;
    }

    private double Sample(ReadOnlySpan<byte> b) => BitsPerSample switch
    {
        8 => (b[0] - 128) / 128.0,
        16 => BinaryPrimitives.ReadInt16LittleEndian(b) / 32768.0,
        24 => (b[0] << 8 | b[1] << 16 | b[2] << 24) / 2147483648.0,
        _ => Float ? BinaryPrimitives.ReadSingleLittleEndian(b) : BinaryPrimitives.ReadInt32LittleEndian(b) / 2147483648.0,
    };

    // fmt: tag u16, channels u16, rate u32, bytes/s u32, block u16, bits u16; extensible (0xFFFE): size u16, valid bits u16, mask u32, sub-format GUID that starts with the tag.
    private static WavPcm? Of(byte[] format, long offset, long size, long length)
    {
        if (format.Length < 16) return null;
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
        if (tag == 0xFFFE && format.Length >= 26) tag = BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(24));
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(2)), bits = BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(14));
        var rate = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(format.AsSpan(4)), int.MaxValue);
        var linear = tag == 1 && bits is 8 or 16 or 24 or 32;
        if (!linear && !(tag == 3 && bits == 32) || channels == 0 || BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(12)) != channels * bits / 8) return null;
        // A recorder that never closed its file leaves 0 or all ones as the size: then the data run to the end.
        var present = Math.Max(0, length - offset);
        var open = size is 0 or uint.MaxValue;
        var used = open ? present : Math.Min(size, present);
        return new WavPcm(rate, channels, bits, tag == 3, offset, used / (channels * bits / 8), open ? 0 : size - used);
    }
}
