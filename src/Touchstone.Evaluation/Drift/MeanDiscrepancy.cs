using Touchstone.Numerics;

namespace Touchstone.Evaluation.Drift;

/// <summary>Maximum mean discrepancy of two samples of vectors: whether embeddings come from another distribution (Gretton et al. 2012).</summary>
/// <param name="Statistic">MMD², unbiased; around 0 while nothing changed.</param>
/// <param name="PValue">Share of permutations with at least as much, 0–1; exact for exchangeable vectors.</param>
/// <param name="Bandwidth">Bandwidth of the Gaussian kernel: the median distance of two vectors.</param>
public sealed record MeanDiscrepancy(double Statistic, double PValue, double Bandwidth)
{
    /// <summary>The most vectors of both samples together: the kernel matrix grows with their square.</summary>
    public const int MostVectors = 4_000;

    /// <summary>Compares.</summary>
    /// <param name="reference">Vectors [m, d], row-major, m ≥ 2.</param>
    /// <param name="window">Vectors [n, d], n ≥ 2.</param>
    /// <param name="dimensions">d, ≥ 1.</param>
    /// <param name="permutations">Permutations, ≥ 1.</param>
    /// <param name="seed">Seed of the permutations.</param>
    /// <exception cref="ArgumentException">A shape is wrong or there are too many vectors.</exception>
    public static MeanDiscrepancy Test(ReadOnlySpan<double> reference, ReadOnlySpan<double> window, int dimensions, int permutations = 200, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        if (reference.Length % dimensions != 0 || window.Length % dimensions != 0) throw new ArgumentException("Both are [vectors, dimensions].", nameof(window));
        var (m, n) = (reference.Length / dimensions, window.Length / dimensions);
        if (m < 2 || n < 2 || m + n > MostVectors) throw new ArgumentException($"From 2 vectors each to {MostVectors} together.", nameof(window));
        var kernel = Squares([.. reference, .. window], dimensions);
        var bandwidth = Math.Sqrt(Median(kernel, m + n));
        for (var i = 0; i < kernel.Length; i++) kernel[i] = bandwidth > 0 ? (float)Math.Exp(-kernel[i] / (2 * bandwidth * bandwidth)) : kernel[i] == 0 ? 1 : 0;
        bool[] ofWindow = [.. Enumerable.Range(0, m + n).Select(i => i >= m)];
        var observed = Statistics(kernel, ofWindow, n);
        var chance = new Seeded(seed);
        var atLeast = 1;
        for (var p = 0; p < permutations; p++)
        {
            for (var i = ofWindow.Length - 1; i > 0; i--)
            {
                var j = chance.NextInt(i + 1);
                (ofWindow[i], ofWindow[j]) = (ofWindow[j], ofWindow[i]);
            }
            if (Statistics(kernel, ofWindow, n) >= observed) atLeast++;
        }
        return new MeanDiscrepancy(observed, atLeast / (permutations + 1.0), bandwidth);
    }

    private static float[] Squares(double[] vectors, int dimensions)
    {
        var count = vectors.Length / dimensions;
        var squares = new float[count * count];
        for (var i = 0; i < count; i++)
            for (var j = 0; j < i; j++)
            {
                double sum = 0;
                for (var d = 0; d < dimensions; d++)
                {
                    var difference = vectors[i * dimensions + d] - vectors[j * dimensions + d];
                    sum += difference * difference;
                }
                squares[i * count + j] = squares[j * count + i] = (float)sum;
            }
        return squares;
    }

    private static float Median(float[] squares, int count)
    {
        var pairs = new float[count * (count - 1) / 2];
        for (int i = 0, k = 0; i < count; i++)
            for (var j = 0; j < i; j++) pairs[k++] = squares[i * count + j];
        return OrderStatistics.Median(pairs);
    }

    // Equation 3 of the paper: means over unequal pairs within each sample less twice the mean over pairs across.
    private static double Statistics(float[] kernel, bool[] ofWindow, int n)
    {
        var count = ofWindow.Length;
        var m = count - n;
        double within = 0, outside = 0, across = 0;
        for (var i = 0; i < count; i++)
        {
            double same = 0, other = 0;
            for (var j = 0; j < i; j++)
            {
                if (ofWindow[i] == ofWindow[j]) same += kernel[i * count + j];
                else other += kernel[i * count + j];
            }
            if (ofWindow[i]) within += same;
            else outside += same;
            across += other;
        }
        return 2 * within / ((double)n * (n - 1)) + 2 * outside / ((double)m * (m - 1)) - 2 * across / ((double)m * n);
    }
}
