using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>A connected group of blocks that lack the first quantisation, tested against chance.</summary>
/// <param name="Box">Its blocks: their bounding box and their number.</param>
/// <param name="ShareOutside">Share of blocks outside the box that look singly quantised.</param>
/// <param name="LogFalseAlarms">log10 of the expected number of such boxes by chance in an image of this size.</param>
internal sealed record SingleRegion(Component Box, double ShareOutside, double LogFalseAlarms);

/// <summary>Log-likelihood ratios of blocks, ln P(block | quantised once) / P(block | quantised twice), and their clusters.</summary>
internal sealed class LikelihoodMap
{
    /// <summary>A cell belongs to the mask from this mean ratio of its 3×3 neighbourhood, nats.</summary>
    public const float Threshold = 1;

    // Windows that show how far neighbouring blocks go together, blocks; with fewer windows than this a neighbourhood of
    // 3×3 counts as one trial. Even where blocks seem independent, one of four is counted.
    private const int Window = 6, FewestWindows = 16;
    private const double LeastBlocksPerTrial = 4, UsualBlocksPerTrial = 9, MostBlocksPerTrial = 36;

    private const int MinimumBlocks = 20;

    // The rest must be large enough to say what is usual, and no share is believed to be smaller than one in a hundred.
    private const double MinimumOutside = 0.25;
    private const double MinimumShare = 0.01;

    private int _reliable;
    private int _positive;

    private LikelihoodMap(int columns, int rows)
    {
        Columns = columns;
        Rows = rows;
        Values = new float[columns * rows];
        Smooth = new float[columns * rows];
        Reliability = new float[columns * rows];
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Ratio of each block, nats.</summary>
    public float[] Values { get; }

    /// <summary>Mean over the reliable blocks of the 3×3 neighbourhood; NaN without any.</summary>
    public float[] Smooth { get; }

    /// <summary>1 where a block can speak; 0 where it is clipped or has no coefficient but its mean.</summary>
    public float[] Reliability { get; }

    /// <summary>Share of reliable blocks that are more probable under "once".</summary>
    public double PositiveShare => _reliable == 0 ? 0 : (double)_positive / _reliable;

    /// <summary>Share of blocks that can speak.</summary>
    public double ReliableShare => (double)_reliable / Values.Length;

    /// <summary>The map of an image under the first save that its greater part shows.</summary>
    public static LikelihoodMap Of(int columns, int rows, FirstSave save, CancellationToken cancel)
    {
        var map = new LikelihoodMap(columns, rows);
        var seen = save.Seen;
        Span<int> at = stackalloc int[Frequencies.Count];
        for (var row = 0; row < rows; row++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column < columns; column++)
            {
                if (!save.Read(row, column, at)) continue;
                var sum = 0.0;
                for (var i = 0; i < seen.Count; i++)
                    if (at[i] >= 0) sum += seen[i].LogRatio[at[i]];
                map.Values[row * columns + column] = (float)Math.Clamp(sum, -10, 10);
                map.Reliability[row * columns + column] = 1;
            }
        }
        map.Smoothen();
        return map;
    }

    /// <summary>Clusters of cells above the threshold, strongest first.</summary>
    /// <remarks>
    /// A-contrario: if the blocks that look singly quantised were strewn over the image with the share p they have outside a box, the box of n
    /// blocks would hold k of them with the binomial tail B(n, k, p); an image of W×H blocks has (W·H)²/4 boxes.
    /// log10 NFA = log10(tests) + log10 B(n/d, k/d, p), d neighbouring blocks counted as one trial.
    /// </remarks>
    public List<SingleRegion> Clusters()
    {
        var clusters = new List<SingleRegion>();
        // Not a number is no cell: the comparison is false there.
        foreach (var component in ConnectedComponents.Label([.. Smooth.Select(v => v >= Threshold)], Columns, eightConnected: true, new int[Smooth.Length]))
            if (component.Cells >= MinimumBlocks) clusters.Add(Tested(component));
        return [.. clusters.OrderBy(c => c.LogFalseAlarms)];
    }

    private SingleRegion Tested(Component box)
    {
        var (n, k) = Count(box.Left, box.Top, box.Width, box.Height);
        var tests = 2 * Math.Log10(Values.Length) - Math.Log10(4);
        var outside = _reliable - n < MinimumOutside * _reliable ? 1 : (double)(_positive - k) / (_reliable - n);
        var blocks = BlocksPerTrial(box);
        var tail = Binomial.Log10Tail(n / blocks, k / blocks, Math.Clamp(outside, MinimumShare, 1));
        return new SingleRegion(box, outside, tests + tail);
    }

    /// <summary>
    /// How many neighbouring blocks count as one trial: the design effect (Kish, Survey Sampling, 1965, section 8.2), the variance of the numbers in windows
    /// outside the box against that of independent blocks. Content that looks saved once in patches makes it large.
    /// </summary>
    private double BlocksPerTrial(Component box)
    {
        var counts = new List<(int Blocks, int Positive)>();
        for (var top = 0; top + Window <= Rows; top += Window)
            for (var left = 0; left + Window <= Columns; left += Window)
            {
                if (left < box.Left + box.Width && left + Window > box.Left && top < box.Top + box.Height && top + Window > box.Top) continue;
                var (blocks, positive) = Count(left, top, Window, Window);
                if (2 * blocks >= Window * Window) counts.Add((blocks, positive));
            }
        if (counts.Count < FewestWindows) return UsualBlocksPerTrial;
        double all = counts.Sum(c => c.Blocks), share = counts.Sum(c => c.Positive) / all, squares = counts.Sum(c => Math.Pow(c.Positive - share * c.Blocks, 2));
        var effect = share is 0 or 1 ? LeastBlocksPerTrial : squares / (all * share * (1 - share));
        return Math.Clamp(effect, LeastBlocksPerTrial, MostBlocksPerTrial);
    }

    private (int Blocks, int Positive) Count(int left, int top, int width, int height)
    {
        int blocks = 0, positive = 0;
        for (var row = top; row < top + height; row++)
            for (var column = left; column < left + width; column++)
            {
                var at = row * Columns + column;
                if (Reliability[at] == 0) continue;
                blocks++;
                if (Values[at] > 0) positive++;
            }
        return (blocks, positive);
    }

    private void Smoothen()
    {
        for (var at = 0; at < Values.Length; at++)
        {
            if (Reliability[at] > 0)
            {
                _reliable++;
                if (Values[at] > 0) _positive++;
            }
            int column = at % Columns, row = at / Columns, n = 0;
            var sum = 0f;
            for (var j = Math.Max(0, row - 1); j <= Math.Min(Rows - 1, row + 1); j++)
                for (var i = Math.Max(0, column - 1); i <= Math.Min(Columns - 1, column + 1); i++)
                {
                    if (Reliability[j * Columns + i] == 0) continue;
                    sum += Values[j * Columns + i];
                    n++;
                }
            Smooth[at] = n == 0 ? float.NaN : sum / n;
        }
    }
}
