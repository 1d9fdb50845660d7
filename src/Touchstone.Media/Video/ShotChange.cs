namespace Touchstone.Media.Video;

/// <summary>Frame-to-frame difference of luma pictures, and the hard cuts among the differences.</summary>
/// <remarks>
/// A cut is a difference that is the largest in a window of m frames to each side and at least n times the second largest there
/// (Yeo and Liu, "Rapid scene analysis on compressed video", IEEE Trans. Circuits and Systems for Video Technology 5(6), 1995, section III: m = 15
/// keeps cuts half a second apart at 30 frames a second, n between 2 and 3). The difference is the mean of the pixel difference and the
/// histogram distance, the two measures compared by Lienhart, "Comparison of automatic shot boundary detection algorithms", SPIE 3656, 1999.
/// </remarks>
internal static class ShotChange
{
    private const int Window = 15;
    private const float SecondFactor = 2.5f;
    // A still picture with one flicker is no cut: half of a 64-bin histogram and a tenth of the pixel range make 0.1.
    private const float Least = 0.1f;
    private const int Bins = 64;

    /// <summary>Difference of two pictures of one size, 0 (same) to 1.</summary>
    internal static float Difference(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        Span<int> histogram = stackalloc int[Bins];
        histogram.Clear();
        long absolute = 0;
        for (var i = 0; i < before.Length; i++)
        {
            absolute += Math.Abs(before[i] - after[i]);
            histogram[before[i] * Bins / 256]++;
            histogram[after[i] * Bins / 256]--;
        }
        long moved = 0;
        foreach (var bin in histogram) moved += Math.Abs(bin);
        return (float)(0.5 * absolute / (255.0 * before.Length) + 0.5 * moved / (2.0 * before.Length));
    }

    /// <summary>Indices of the frames that begin a new shot, in order, never 0.</summary>
    internal static IReadOnlyList<int> Cuts(ReadOnlySpan<float> differences)
    {
        List<int> cuts = [];
        for (var i = 1; i < differences.Length; i++)
        {
            if (differences[i] >= Least && differences[i] >= SecondFactor * LargestAround(differences, i)) cuts.Add(i);
        }
        return cuts;
    }

    // The first difference is 0 by definition and no measurement.
    private static float LargestAround(ReadOnlySpan<float> differences, int center)
    {
        float largest = 0;
        for (var i = Math.Max(1, center - Window + 1); i <= Math.Min(differences.Length - 1, center + Window - 1); i++)
        {
            if (i != center) largest = Math.Max(largest, differences[i]);
        }
        return largest;
    }
}
