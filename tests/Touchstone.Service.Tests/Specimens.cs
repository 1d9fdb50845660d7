namespace Touchstone.Service.Tests;

/// <summary>Small files that the engine takes for media.</summary>
internal static class Specimens
{
    // A 44-byte header and 0.1 s at one level, 8 kHz, 8 bit: the smallest thing the engine takes for a recording.
    internal static byte[] Recording(byte level)
    {
        var samples = Enumerable.Repeat(level, 800).ToArray();
        byte[] head = [.. "RIFF"u8, .. BitConverter.GetBytes(36 + samples.Length), .. "WAVEfmt "u8, .. BitConverter.GetBytes(16), 1, 0, 1, 0, .. BitConverter.GetBytes(8000), .. BitConverter.GetBytes(8000), 1, 0, 8, 0, .. "data"u8, .. BitConverter.GetBytes(samples.Length)];
        return [.. head, .. samples];
    }
}
