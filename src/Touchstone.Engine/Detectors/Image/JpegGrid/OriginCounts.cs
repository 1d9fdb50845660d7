using System.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Detectors.Image.JpegGrid;

/// <summary>Votes of an area by grid origin, and how many of them chance and content would give an origin.</summary>
internal sealed class OriginCounts
{
    private readonly int[] _counts = new int[64];

    internal int Total { get; private set; }

    internal int this[int origin] => _counts[origin];

    internal void Add(GridEvent vote)
    {
        _counts[vote.Origin]++;
        Total++;
    }

    internal static OriginCounts Of(ReadOnlySpan<GridEvent> votes)
    {
        var counts = new OriginCounts();
        foreach (var vote in votes) counts.Add(vote);
        return counts;
    }

    /// <summary>
    /// Share of the votes an origin gets without a grid of its own. Uniform over the origins by default. Lines and repeated patterns of the
    /// content favour a column or a row of origins, not one of them: so at least as much as the other origins of its row and of its column
    /// get in this very area.
    /// </summary>
    /// <remarks>
    /// A row or column that holds an explained grid was quantised together with it, and the content decides how unevenly: twice the largest
    /// of the others counts there. Half a block beside an explained grid on both axes, flat blocks make symmetric steps with many zeros: the
    /// largest of the others counts, which holds the half steps on one axis.
    /// </remarks>
    internal double Chance(int origin, ulong explained)
    {
        var uniform = 1.0 / (64 - BitOperations.PopCount(explained));
        if (Total == 0) return uniform;
        var half = (explained >> (origin ^ 0b100_100) & 1) != 0;
        var row = Others(origin, explained, origin & ~7, 1, half);
        var column = Others(origin, explained, origin & 7, 8, half);
        return Math.Min(1, Math.Max(uniform, Math.Max(row, column) / Total));
    }

    /// <summary>
    /// True half a block beside an explained grid on one axis: there the grid's own flat blocks look quantised, in any number, and no
    /// control tells them from a foreign grid. (Offsets of 4 only flip one bit of the origin.)
    /// </summary>
    internal static bool IsBlind(int origin, ulong explained) =>
        (explained >> (origin ^ 0b000_100) & 1) != 0 || (explained >> (origin ^ 0b100_000) & 1) != 0;

    private double Others(int origin, ulong explained, int first, int step, bool half)
    {
        int sum = 0, largest = 0, n = 0;
        for (var k = 0; k < 8; k++)
        {
            var other = first + k * step;
            if (other == origin || (explained >> other & 1) != 0) continue;
            sum += _counts[other];
            largest = Math.Max(largest, _counts[other]);
            n++;
        }
        var shared = n < 7;
        return n == 0 ? 0 : shared ? 2 * largest : half ? largest : sum / 7.0;
    }

    /// <summary>log10 of the probability of at least this origin's votes, by chance.</summary>
    internal double Log10Tail(int origin, double chance) => Binomial.Log10Tail(Total, _counts[origin], chance);

    /// <summary>The origin with most votes, blind ones left out.</summary>
    internal int Top(ulong explained) =>
        Enumerable.Range(0, 64).Where(o => !IsBlind(o, explained)).MaxBy(o => _counts[o]);
}
