namespace Touchstone.Service.Tests;

/// <summary>The smallest things the engine takes for recordings: each number another content.</summary>
internal static class Recordings
{
    /// <summary>A 44-byte header and 0.1 s at 8 kHz, 8 bit: silence, and the number in the first samples.</summary>
    internal static byte[] Small(int number)
    {
        var samples = Enumerable.Repeat((byte)128, 800).ToArray();
        BitConverter.GetBytes(number).CopyTo(samples, 0);
        byte[] head =
        [
            .. "RIFF"u8, .. BitConverter.GetBytes(36 + samples.Length), .. "WAVEfmt "u8, .. BitConverter.GetBytes(16), 1, 0, 1, 0,
            .. BitConverter.GetBytes(8000), .. BitConverter.GetBytes(8000), 1, 0, 8, 0, .. "data"u8, .. BitConverter.GetBytes(samples.Length),
        ];
        return [.. head, .. samples];
    }
}
