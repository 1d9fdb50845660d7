namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>Where the grid of an earlier save starts, when it is not the file's own.</summary>
/// <remarks>
/// Bianchi and Piva, "Detection of non-aligned double JPEG compression based on integer periodicity maps", IEEE TIFS 7(2), 2012: transformed on the grid of
/// an earlier save, coefficients lie near multiples of its steps, which the Fourier transform of their histogram shows at that period; on any other
/// grid they do not. The paper reads the mean alone; here the first six frequencies are read, and each shift is held against the other
/// 62, which have the same content.
/// </remarks>
internal static class GridShift
{
    // The mean and the five lowest frequencies: finest steps, most coefficients away from zero.
    private const int FrequencyCount = 6;

    // Blocks a shift is read from: the periodicity grows with their number, chance does not, and 2,500 stand for a megapixel's part.
    private const int SampledBlocks = 2_500;

    // Fewest coefficients beside the cell of zero that a periodicity is read from.
    private const int FewestOutside = 100;

    /// <summary>Least period, units of a coefficient: shorter ones drown in rounding.</summary>
    public const int SmallestStep = 2;

    /// <summary>Largest period: the low frequencies of quality 20 or so.</summary>
    public const int LargestStep = 60;

    // A multiple of every period that makes all bins positive.
    private const int Zero = CoefficientStatistics.BinsPerUnit * CoefficientStatistics.Range;

    // Cosine and sine of each bin of a period, by step.
    private static readonly (float[] Cos, float[] Sin)[] Circle = [.. Enumerable.Range(0, LargestStep + 1).Select(step =>
    {
        var angles = Enumerable.Range(0, CoefficientStatistics.BinsPerUnit * step).Select(i => MathF.PI * i * 2 / (CoefficientStatistics.BinsPerUnit * step)).ToArray();
        return (angles.Select(MathF.Cos).ToArray(), angles.Select(MathF.Sin).ToArray());
    })];

    /// <summary>The shift (0–7 right, 0–7 down, never both 0) whose coefficients are most periodic against those of the other shifts.</summary>
    public static (int Right, int Down) Find(LumaSamples samples, CancellationToken cancel)
    {
        var powers = new double[64][];
        Parallel.For(1, 64, new ParallelOptions { CancellationToken = cancel }, shift => powers[shift] = Powers(samples, shift % 8, shift / 8));
        var sums = new double[64];
        Span<double> others = stackalloc double[63];
        var width = LargestStep + 1;
        for (var k = 0; k < FrequencyCount; k++)
        {
            var best = new double[64];
            for (var step = SmallestStep; step <= LargestStep; step++)
            {
                for (var shift = 1; shift < 64; shift++) others[shift - 1] = powers[shift][k * width + step];
                others.Sort();
                // Half of the shifts are less periodic than this: what content alone gives.
                var usual = Math.Max(others[31], 1);
                for (var shift = 1; shift < 64; shift++) best[shift] = Math.Max(best[shift], powers[shift][k * width + step] / usual);
            }
            for (var shift = 1; shift < 64; shift++) sums[shift] += Math.Log(1 + best[shift]);
        }
        var top = 1;
        for (var shift = 2; shift < 64; shift++)
            if (sums[shift] > sums[top]) top = shift;
        return (top % 8, top / 8);
    }

    /// <summary>[6 · 61] |Σ e^(2πi·x/q)|² / n per frequency and step q, over the n coefficients outside the cell of zero; about 1 by chance.</summary>
    private static double[] Powers(LumaSamples samples, int right, int down)
    {
        var values = Values(samples, right, down);
        var count = values.Length / FrequencyCount;
        var width = LargestStep + 1;
        var result = new double[FrequencyCount * width];
        for (var k = 0; k < FrequencyCount; k++)
        {
            var own = values.AsSpan(k * count, count);
            for (var step = SmallestStep; step <= LargestStep; step++)
            {
                var (cos, sin) = Circle[step];
                double re = 0, im = 0;
                var n = 0;
                var border = k == 0 ? 0 : step * CoefficientStatistics.BinsPerUnit / 2;
                foreach (var bin in own)
                {
                    // Largest magnitudes first: the rest lies in the cell of zero.
                    if (Math.Abs(bin) < border) break;
                    var phase = (bin + Zero * step) % (CoefficientStatistics.BinsPerUnit * step);
                    re += cos[phase];
                    im += sin[phase];
                    n++;
                }
                if (n >= FewestOutside) result[k * width + step] = (re * re + im * im) / n;
            }
        }
        return result;
    }

    /// <summary>[6 · blocks] coefficients on a grid, half units, frequency after frequency, each by falling magnitude.</summary>
    private static int[] Values(LumaSamples samples, int right, int down)
    {
        var stride = Math.Max(1, (int)Math.Sqrt((double)samples.Columns * samples.Rows / SampledBlocks));
        var found = new List<int>[FrequencyCount];
        for (var k = 0; k < FrequencyCount; k++) found[k] = [];
        Span<float> block = stackalloc float[64];
        for (var row = 0; row + 1 < samples.Rows; row += stride)
            for (var column = 0; column + 1 < samples.Columns; column += stride)
            {
                if (!samples.IsClean(row, column, right, down)) continue;
                samples.Transform(column * 8 + right, row * 8 + down, block);
                for (var k = 0; k < FrequencyCount; k++) found[k].Add((int)MathF.Floor(block[Frequencies.Natural[k]] * CoefficientStatistics.BinsPerUnit));
            }
        return [.. found.SelectMany(f => f.OrderByDescending(Math.Abs))];
    }
}
