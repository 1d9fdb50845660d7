namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>Coefficients of one frequency on a grid, with how far the last save may have moved each.</summary>
/// <param name="Values">Coefficients.</param>
/// <param name="Deviations">Their deviations.</param>
internal sealed record ShiftedCoefficients(float[] Values, float[] Deviations)
{
    private const int SampledBlocks = 40_000;

    /// <summary>[15] the frequencies on the grid that starts at (right, down).</summary>
    public static ShiftedCoefficients[] Of(LumaSamples samples, ShiftedNoise noise, int right, int down, CancellationToken cancel)
    {
        var stride = Math.Max(1, (int)((long)samples.Columns * samples.Rows / SampledBlocks));
        var values = Enumerable.Range(0, Frequencies.Count).Select(_ => new List<float>()).ToArray();
        var deviations = Enumerable.Range(0, Frequencies.Count).Select(_ => new List<float>()).ToArray();
        Span<float> block = stackalloc float[64];
        Span<float> moved = stackalloc float[Frequencies.Count];
        for (var row = 0; row + 1 < samples.Rows; row += stride)
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column + 1 < samples.Columns; column++)
            {
                if (!samples.IsClean(row, column, right, down)) continue;
                samples.Transform(column * 8 + right, row * 8 + down, block);
                noise.Deviations(row, column, moved);
                for (var k = 0; k < Frequencies.Count; k++)
                {
                    values[k].Add(block[Frequencies.Natural[k]]);
                    deviations[k].Add(moved[k]);
                }
            }
        }
        return [.. values.Zip(deviations, (v, d) => new ShiftedCoefficients([.. v], [.. d]))];
    }

    /// <summary>Borders between classes of equal number by deviation.</summary>
    public float[] Borders(int classes)
    {
        float[] sorted = [.. Deviations.Order()];
        return [.. Enumerable.Range(1, classes - 1).Select(c => sorted[(int)((long)sorted.Length * c / classes)])];
    }

    /// <summary>The class of a deviation.</summary>
    public static int Class(float[] borders, float deviation)
    {
        var at = 0;
        while (at < borders.Length && deviation >= borders[at]) at++;
        return at;
    }

    /// <summary>Histograms [classes][bins], half units.</summary>
    public double[][] Histograms(float[] borders)
    {
        var histograms = Enumerable.Range(0, borders.Length + 1).Select(_ => new double[ShiftedModel.Bins]).ToArray();
        for (var i = 0; i < Values.Length; i++) histograms[Class(borders, Deviations[i])][CoefficientStatistics.Bin(Values[i])]++;
        return histograms;
    }

    /// <summary>[classes] root mean square deviation; 0 for an empty class.</summary>
    public double[] Means(float[] borders)
    {
        var sums = new double[borders.Length + 1];
        var counts = new int[borders.Length + 1];
        foreach (var deviation in Deviations)
        {
            var at = Class(borders, deviation);
            sums[at] += deviation * deviation;
            counts[at]++;
        }
        return [.. sums.Select((s, i) => counts[i] == 0 ? 0 : Math.Sqrt(s / counts[i]))];
    }
}
