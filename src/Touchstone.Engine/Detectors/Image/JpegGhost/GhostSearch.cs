using System.Runtime.Intrinsics;

namespace Touchstone.Engine.Detectors.Image.JpegGhost;

/// <summary>A window in which the coefficients of one grid cluster at multiples of one quality's steps.</summary>
/// <param name="Grid">Grid, 8·y + x.</param>
/// <param name="Quality">Index of the candidate quality.</param>
/// <param name="Left">Left cell.</param>
/// <param name="Top">Top cell.</param>
/// <param name="Size">Cells both ways.</param>
/// <param name="Depth">Mean depth, 1 at most.</param>
/// <param name="Log10Nfa">log10 of the number of such windows to expect without any history.</param>
internal readonly record struct Ghost(int Grid, int Quality, int Left, int Top, int Size, double Depth, double Log10Nfa)
{
    /// <summary>0 in the window, 1 beyond one cell around it, null between: a region may reach over the window's edge.</summary>
    internal int? Place(int column, int row)
    {
        if (column >= Left && column < Left + Size && row >= Top && row < Top + Size) return 0;
        return column < Left - 1 || column > Left + Size || row < Top - 1 || row > Top + Size ? 1 : null;
    }

    internal bool Touches(Ghost other) =>
        Left <= other.Left + other.Size && other.Left <= Left + Size && Top <= other.Top + other.Size && other.Top <= Top + Size;
}

/// <summary>Searches windows, grids and qualities for ghosts.</summary>
internal sealed class GhostSearch(GhostSums sums, int qualities, bool isJpeg)
{
    /// <summary>
    /// Bound of the mean depth without history. A density that falls with |c| as a Laplacian gives less than 0; one that is locally concave
    /// (a Gaussian twice as wide as the step) 0.01 by Taylor expansion: −6·Q²·f″/f·(1/80 − 1/144). Twice that.
    /// </summary>
    private const double NullDepth = 0.02;

    /// <summary>
    /// The same on a grid that shares rows or columns of blocks with the picture's own. At worst all coefficients there are multiples of the
    /// last save's step; at three of them to a candidate's step a third has depth 1 and two thirds −1/3: 1/9 on average, less at every other
    /// ratio of 2 and more.
    /// </summary>
    private const double SharedNullDepth = 1 / 9.0 + NullDepth;

    /// <summary>Bound of the variance of the depth: 0.8 for a uniform phase, and kept above it for skewed ones.</summary>
    private const double NullVariance = 1;

    /// <summary>Edges of the windows, cells.</summary>
    internal static ReadOnlySpan<int> Sizes => [1, 2, 4];

    internal double Log10Tests { get; } = Math.Log10(64.0 * qualities * Sizes.Length * sums.Columns * sums.Rows);

    /// <summary>log10 P[Σ depth ≥ measured] without history, by Bernstein's inequality for independent terms (each at most 1 above its mean).</summary>
    /// <param name="depth">Σ depth.</param>
    /// <param name="count">Coefficients.</param>
    /// <param name="shares">Whether the grid shares rows or columns of blocks with the picture's own.</param>
    internal static double Log10Tail(double depth, double count, bool shares)
    {
        var excess = depth - (shares ? SharedNullDepth : NullDepth) * count;
        return excess <= 0 ? 0 : -excess * excess / (2 * (NullVariance * count + excess / 3)) / Math.Log(10);
    }

    private bool Shares(int grid) => isJpeg && ((grid & 7) == 0 || grid < 8);

    /// <summary>No ghost at all.</summary>
    internal Ghost None => new(0, 0, 0, 0, 1, 0, Log10Tests);

    /// <summary>All grids that share their rows or columns of blocks with a grid, and itself: its own quantisation shows there, too.</summary>
    internal static ulong Sharing(int grid)
    {
        ulong bits = 0;
        for (var other = 0; other < 64; other++)
            if ((other & 7) == (grid & 7) || other >> 3 == grid >> 3) bits |= 1UL << other;
        return bits;
    }

    /// <summary>The windows whose best ghost passes the shift control, most surprising first.</summary>
    internal List<Ghost> Find(ulong blocked, CancellationToken cancel)
    {
        var found = new List<Ghost>();
        float[] depths = new float[qualities * 64], counts = new float[qualities * 64];
        foreach (var size in Sizes)
            for (var top = 0; top <= Math.Max(0, sums.Rows - size); top++)
            {
                cancel.ThrowIfCancellationRequested();
                for (var left = 0; left <= Math.Max(0, sums.Columns - size); left++)
                {
                    Gather(left, top, size, depths, counts);
                    var ghost = Best(depths, counts, blocked, left, top, size);
                    if (ghost.Depth > 0 && IsAlone(depths, counts, blocked, ghost)) found.Add(ghost);
                }
            }
        return [.. found.OrderBy(g => g.Log10Nfa).ThenBy(g => g.Size).ThenBy(g => g.Top).ThenBy(g => g.Left)];
    }

    /// <summary>The ghost of the whole picture, if three quarters of its cells that have coefficients show half of its depth at least.</summary>
    internal Ghost? WholePicture(ulong blocked, double log10Threshold)
    {
        const double share = 0.75, fewest = 100;
        float[] depths = new float[qualities * 64], counts = new float[qualities * 64];
        var size = Math.Max(sums.Columns, sums.Rows);
        Gather(0, 0, size, depths, counts);
        var whole = Best(depths, counts, blocked, 0, 0, size);
        if (whole.Log10Nfa > log10Threshold) return null;
        int speaking = 0, showing = 0;
        for (var cell = 0; cell < sums.Columns * sums.Rows; cell++)
        {
            var count = sums.Counts(cell, whole.Quality)[whole.Grid];
            if (count < fewest) continue;
            speaking++;
            if (sums.Depths(cell, whole.Quality)[whole.Grid] >= 0.5 * whole.Depth * count) showing++;
        }
        return showing >= share * speaking ? whole : null;
    }

    /// <summary>
    /// Whether the picture outside a ghost's window lacks the ghost: its depth there, above that of the other grids (the control for content),
    /// stays below a third of the depth inside, with two standard errors to spare. If not, it is history of more than the window, or of unknown extent.
    /// </summary>
    internal bool IsLocal(Ghost ghost, ulong blocked)
    {
        const double share = 1 / 3.0, errors = 2, variance = 0.8;
        double[] depths = new double[2], counts = new double[2], others = new double[2], othersCount = new double[2];
        for (var cell = 0; cell < sums.Columns * sums.Rows; cell++)
        {
            if (ghost.Place(cell % sums.Columns, cell / sums.Columns) is not { } place) continue;
            var depth = sums.Depths(cell, ghost.Quality);
            var count = sums.Counts(cell, ghost.Quality);
            for (var grid = 0; grid < 64; grid++)
            {
                if (grid == ghost.Grid)
                {
                    depths[place] += depth[grid];
                    counts[place] += count[grid];
                }
                else if ((blocked >> grid & 1) == 0)
                {
                    others[place] += depth[grid];
                    othersCount[place] += count[grid];
                }
            }
        }
        if (counts.Min() == 0 || othersCount.Min() == 0) return false;
        double Above(int place) => depths[place] / counts[place] - others[place] / othersCount[place];
        return Above(1) + errors * Math.Sqrt(variance / counts[1]) < share * Above(0);
    }

    private void Gather(int left, int top, int size, Span<float> depths, Span<float> counts)
    {
        depths.Clear();
        counts.Clear();
        for (var row = top; row < Math.Min(sums.Rows, top + size); row++)
            for (var column = left; column < Math.Min(sums.Columns, left + size); column++)
                for (var q = 0; q < qualities; q++)
                {
                    Accumulate(sums.Depths(row * sums.Columns + column, q), depths.Slice(q * 64, 64));
                    Accumulate(sums.Counts(row * sums.Columns + column, q), counts.Slice(q * 64, 64));
                }
    }

    private static void Accumulate(ReadOnlySpan<float> from, Span<float> to)
    {
        for (var i = 0; i < to.Length; i += Vector256<float>.Count)
            (Vector256.Create(to[i..]) + Vector256.Create(from[i..])).CopyTo(to[i..]);
    }

    private Ghost Best(ReadOnlySpan<float> depths, ReadOnlySpan<float> counts, ulong blocked, int left, int top, int size)
    {
        var best = new Ghost(0, 0, left, top, size, 0, Log10Tests);
        for (var i = 0; i < depths.Length; i++)
        {
            if ((blocked >> (i & 63) & 1) != 0) continue;
            var nfa = Log10Tests + Log10Tail(depths[i], counts[i], Shares(i & 63));
            if (nfa < best.Log10Nfa) best = best with { Grid = i & 63, Quality = i >> 6, Depth = depths[i] / counts[i], Log10Nfa = nfa };
        }
        return best;
    }

    /// <summary>
    /// The shift control. History sits on one grid; repeated content (slopes of flat blocks, patterns) clusters on many, each at some quality.
    /// So every other grid must stay at a third of the evidence at most. Farid's (4,4) shift is one of them.
    /// </summary>
    private bool IsAlone(ReadOnlySpan<float> depths, ReadOnlySpan<float> counts, ulong blocked, Ghost ghost)
    {
        const double share = 1 / 3.0;
        var evidence = double.MinValue;
        for (var q = 0; q < depths.Length / 64; q++)
            evidence = Math.Max(evidence, -Log10Tail(depths[q * 64 + ghost.Grid], counts[q * 64 + ghost.Grid], Shares(ghost.Grid)));
        for (var i = 0; i < depths.Length; i++)
            if ((i & 63) != ghost.Grid && (blocked >> (i & 63) & 1) == 0 && -Log10Tail(depths[i], counts[i], Shares(i & 63)) > share * evidence) return false;
        return true;
    }
}
