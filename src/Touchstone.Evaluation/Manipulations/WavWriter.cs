using System.Buffers.Binary;

namespace Touchstone.Evaluation.Manipulations;

/// <summary>Writes mono 16-bit PCM WAVE (RIFF; Microsoft multimedia standards update, 1994).</summary>
public static class WavWriter
{
    /// <summary>The file's bytes.</summary>
    /// <param name="samples">Full scale = ±1; clipped beyond.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    public static byte[] Write(ReadOnlySpan<float> samples, int sampleRateHz)
    {
        var bytes = new byte[44 + samples.Length * 2];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), sampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), sampleRateHz * 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(34), 16);
        "data"u8.CopyTo(bytes.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40), samples.Length * 2);
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(44 + 2 * i), (short)Math.Clamp(MathF.Round(samples[i] * 32767), -32768, 32767));
        return bytes;
    }
}
