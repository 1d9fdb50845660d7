using Touchstone.Media.Jpeg;
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

    // Neighbouring blocks share their content, so a neighbourhood of 3×3 counts as one trial.
    private const double BlocksPerTrial = 9;
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

    public static LikelihoodMap Of(CoefficientPlane plane, CoefficientStatistics statistics, IReadOnlyList<PrimaryEstimate> seen, CancellationToken cancel)
    {
        var map = new LikelihoodMap(plane.ImageBlocksWide, plane.ImageBlocksHigh);
        for (var row = 0; row < map.Rows; row++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column < map.Columns; column++)
            {
                var at = row * map.Columns + column;
                var block = plane.Block(row, column);
                var sum = 0.0;
                var speaks = false;
                foreach (var estimate in seen)
                {
                    var value = block[Frequencies.Natural[estimate.Frequency]];
                    var limit = estimate.LogRatio.Length / 2;
                    if (Math.Abs((int)value) <= limit) sum += estimate.LogRatio[value + limit];
                    speaks |= value != 0 && estimate.Frequency != 0;
                }
                map.Values[at] = (float)Math.Clamp(sum, -10, 10);
                map.Reliability[at] = speaks && !statistics.IsClipped[at] ? 1 : 0;
            }
        }
        map.Smoothen();
        return map;
    }

    /// <summary>Clusters of cells above the threshold, strongest first.</summary>
    /// <remarks>
    /// A-contrario: if the blocks that look singly quantised were strewn over the image with the share p they have outside a box, the box of n
    /// blocks would hold k of them with the binomial tail B(n, k, p); an image of W×H blocks has (W·H)²/4 boxes.
    /// log10 NFA = log10(tests) + log10 B(n/9, k/9, p).
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
        int n = 0, k = 0;
        for (var row = box.Top; row < box.Top + box.Height; row++)
            for (var column = box.Left; column < box.Left + box.Width; column++)
            {
                var at = row * Columns + column;
                if (Reliability[at] == 0) continue;
                n++;
                if (Values[at] > 0) k++;
            }
        var tests = 2 * Math.Log10(Values.Length) - Math.Log10(4);
        var outside = _reliable - n < MinimumOutside * _reliable ? 1 : (double)(_positive - k) / (_reliable - n);
        var tail = Binomial.Log10Tail(n / BlocksPerTrial, k / BlocksPerTrial, Math.Clamp(outside, MinimumShare, 1));
        return new SingleRegion(box, outside, tests + tail);
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
