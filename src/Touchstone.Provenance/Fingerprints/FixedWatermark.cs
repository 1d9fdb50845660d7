using Touchstone.Numerics.Distributions;

namespace Touchstone.Provenance.Fingerprints;

/// <summary>Reads the invisible watermark with a fixed message that reference code of diffusion models embeds (library "invisible-watermark", method "dwtDct").</summary>
/// <remarks>
/// The method: the chroma plane U, one level of the orthonormal Haar wavelet, its low band cut into blocks of 4 × 4; in each block
/// the coefficient of largest magnitude, the first one left out, carries one bit: its magnitude modulo 36 lies in the lower half
/// for 0 and in the upper for 1. The message repeats block by block; a bit is the mean of its blocks. (The name speaks of a cosine
/// transform, which this path does not use.)
/// <para>
/// U has two arithmetics: from 8-bit samples it is centred on 128, from floating-point samples on one half, which moves every
/// coefficient by 255, another place within the modulus. Pipelines that keep pictures as floats embed by the second, so both are read.
/// </para>
/// <para>
/// A false alarm wants a random message to agree in all but a few bits: with fair bits below 2·10⁻⁸ for all messages and both
/// arithmetics together (binomial tail; <see cref="FalseAlarms"/>). Bits of real pictures are not fair, as flat chroma gives equal bits in a row,
/// so messages of all ones or all zeros are refused. An absence says nothing: JPEG at quality 90 already takes the mark away, and from 8-bit
/// samples the embedder itself loses the zeros whose coefficient it moves below its neighbours.
/// </para>
/// </remarks>
internal static class FixedWatermark
{
    private const double Scale = 36;
    private const int Block = 4;

    // Some 300 votes for a bit of the longest message; more would cost time on large pictures and tell no more.
    private const int MaximumBlocks = 40_000;

    // The embedder refuses smaller pictures.
    private const int MinimumPixels = 256 * 256;

    /// <summary>Expected false alarms per picture if every read bit were a fair coin.</summary>
    internal static double FalseAlarms(IEnumerable<WatermarkRule> rules) =>
        2 * rules.Sum(r => Math.Pow(10, Binomial.Log10Tail(r.Bits.Count, r.Accepted, 0.5)));

    /// <summary>The watermarks found; one per rule.</summary>
    internal static IReadOnlyList<FingerprintMatch> Read(StoredPixels pixels, IReadOnlyList<WatermarkRule> rules, CancellationToken cancel)
    {
        if ((long)pixels.Width * pixels.Height < MinimumPixels) return [];
        var (whole, real) = BlockBits(pixels, cancel);
        List<FingerprintMatch> found = [];
        foreach (var rule in rules)
        {
            var (agreeing, arithmetic) = new[] { (Agreeing(whole, rule.Bits), "8-bit"), (Agreeing(real, rule.Bits), "floating-point") }.Max();
            if (agreeing >= rule.Accepted)
                found.Add(new FingerprintMatch(rule.Id, rule.Generator, FingerprintClass.Generated, FingerprintBasis.UnsignedClaim, "pixels (chroma watermark)",
                    $"{agreeing} of {rule.Bits.Count} bits agree, read by {arithmetic} chroma", rule.Precision, rule.Source));
        }
        return found;
    }

    /// <summary>How many bits of a message agree with what the blocks say; 0 for a message that says nothing.</summary>
    internal static int Agreeing(ReadOnlySpan<bool> blocks, IReadOnlyList<bool> message)
    {
        if (blocks.Length < message.Count) return 0;
        var (ones, votes) = (new int[message.Count], new int[message.Count]);
        for (var i = 0; i < blocks.Length; i++)
        {
            votes[i % message.Count]++;
            if (blocks[i]) ones[i % message.Count]++;
        }
        // The library's own rounding: a mean above 127/255 is a one.
        bool[] read = [.. ones.Select((n, i) => n * 255.0 / votes[i] > 127)];
        return read.All(b => b) || !read.Any(b => b) ? 0 : read.Where((b, i) => b == message[i]).Count();
    }

    /// <summary>One bit a block in reading order, by the arithmetic of 8-bit samples and by that of floating-point ones.</summary>
    internal static (bool[] Whole, bool[] Real) BlockBits(StoredPixels pixels, CancellationToken cancel)
    {
        // Lines and columns beyond a multiple of four are left out, then blocks that are not whole.
        var (across, down) = (pixels.Width / 4 * 2 / Block, pixels.Height / 4 * 2 / Block);
        if (across > 0) down = Math.Min(down, Math.Max(1, MaximumBlocks / across));
        var (whole, real) = (new bool[across * down], new bool[across * down]);
        var rgb = pixels.Rgb.Span;
        Span<double> low = stackalloc double[Block * Block];
        Span<double> lowWhole = stackalloc double[Block * Block];
        for (var row = 0; row < down; row++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column < across; column++)
            {
                LowBand(rgb, pixels.Width, column * 8, row * 8, low, lowWhole);
                whole[row * across + column] = Bit(lowWhole);
                real[row * across + column] = Bit(low);
            }
        }
        return (whole, real);
    }

    // Haar's low band: half the sum of each square of four. U = 0.492 (B − Y), in 8-bit arithmetic with 14 fraction bits.
    private static void LowBand(ReadOnlySpan<byte> rgb, int width, int x, int y, Span<double> low, Span<double> lowWhole)
    {
        for (var i = 0; i < Block * Block; i++)
        {
            var (left, top) = (x + i % Block * 2, y + i / Block * 2);
            double sum = 0;
            var sumWhole = 0;
            for (var part = 0; part < 4; part++)
            {
                var at = ((top + part / 2) * width + left + part % 2) * 3;
                int red = rgb[at], green = rgb[at + 1], blue = rgb[at + 2];
                sum += 0.492 * (blue - (0.299 * red + 0.587 * green + 0.114 * blue)) + 0.5;
                var luma = (red * 4899 + green * 9617 + blue * 1868 + 8192) >> 14;
                sumWhole += Math.Clamp(((blue - luma) * 8061 + (128 << 14) + 8192) >> 14, 0, 255);
            }
            low[i] = sum / 2;
            lowWhole[i] = sumWhole / 2.0;
        }
    }

    private static bool Bit(ReadOnlySpan<double> block)
    {
        var strongest = 0.0;
        for (var i = 1; i < block.Length; i++) strongest = Math.Max(strongest, Math.Abs(block[i]));
        return strongest % Scale > Scale / 2;
    }
}
