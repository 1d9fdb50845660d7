namespace Touchstone.Service.Measures;

/// <summary>Small files that the engine takes for media: each number another content.</summary>
internal static class Specimens
{
    /// <summary>The smallest thing the engine takes for a recording: a 44-byte header and 0.1 s of silence at 8 kHz, 8 bit, the number in its first samples.</summary>
    internal static byte[] Recording(int number)
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

    /// <summary>A picture of 384 × 256 px with a texture, one part of which stands in it twice.</summary>
    internal static byte[] CopiedPicture(int seed)
    {
        const int width = 384, height = 256, head = 54;
        var chance = new Random(seed);
        var levels = new double[width * height];
        for (var octave = 4; octave <= 32; octave *= 2)
        {
            var grid = Enumerable.Range(0, (width / octave + 2) * (height / octave + 2)).Select(_ => chance.NextDouble()).ToArray();
            for (var i = 0; i < levels.Length; i++)
            {
                var (x, y, columns) = ((double)(i % width) / octave, (double)(i / width) / octave, width / octave + 2);
                double At(int dx, int dy) => grid[((int)y + dy) * columns + (int)x + dx];
                var (u, v) = (x - (int)x, y - (int)y);
                levels[i] += (1 - v) * ((1 - u) * At(0, 0) + u * At(1, 0)) + v * ((1 - u) * At(0, 1) + u * At(1, 1));
            }
        }
        for (var y = 40; y < 120; y++)
            for (var x = 40; x < 120; x++) levels[(y + 90) * width + x + 180] = levels[y * width + x];
        byte[] file = [.. "BM"u8, .. BitConverter.GetBytes(head + levels.Length * 3), 0, 0, 0, 0, .. BitConverter.GetBytes(head), .. BitConverter.GetBytes(40), .. BitConverter.GetBytes(width), .. BitConverter.GetBytes(height),
            1, 0, 24, 0, .. new byte[24], .. levels.SelectMany(l => Enumerable.Repeat((byte)(l * 60 + 8), 3))];
        return file;
    }
}
