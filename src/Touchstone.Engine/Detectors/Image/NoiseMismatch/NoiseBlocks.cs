using Touchstone.Media.Pixels;
using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.NoiseMismatch;

/// <summary>Noise energy of every 8×8 block, read from the frequencies in which the noise can be read at all.</summary>
internal sealed class NoiseBlocks
{
    // Diagonals u + v of the DCT: content lives in the lowest, noise is read from the middle on; the last ones demosaicing empties.
    private const int ContentFirst = 2, ContentLast = 3, NoiseFirst = 4, NoiseLast = 11;

    // Rounding to whole grey levels adds 1/12 to every coefficient's variance (σ 0.29); at 0.5 noise still outweighs it three to one.
    private const double LeastSigma = 0.5;

    // A uniform quantiser keeps the variance of normal noise within a quarter down to σ = q/4; q/2 leaves a factor of two for honest variation.
    private const double LeastSigmaPerStep = 0.5;
    private const int LeastFrequencies = 8;
    private const int LeastBlocks = 256;

    // The calmest third defines the floor by medians, so that a region below a sixth of the image cannot move it.
    private const double CalmShare = 1.0 / 3;
    private const int MostCalmBlocks = 20_000;

    // Content relative to that of calm blocks: above it the block carries texture or an edge (twice the amplitude).
    private const double MostContent = 4;

    // Blocks without any energy are as quiet as can be told; the bound keeps their logarithm finite (−30 dB).
    private const float LeastEnergy = 1e-3f;

    // The median of a squared standard normal variable.
    private const double MedianSquare = 0.454936423119573;

    private const int Black = 2, White = 253;

    private readonly float[] _content;
    private double _calmContent;

    private NoiseBlocks(int wide, int high)
    {
        (Wide, High) = (wide, high);
        Mean = new float[wide * high];
        Energy = new float[wide * high];
        _content = new float[wide * high];
    }

    internal int Wide { get; }

    internal int High { get; }

    /// <summary>Mean intensity, 0–255; NaN where the block is saturated.</summary>
    internal float[] Mean { get; }

    /// <summary>Energy relative to the image's noise floor, and so an upper bound of the noise; NaN where the block is saturated or textured.</summary>
    internal float[] Energy { get; }

    /// <summary>Frequencies in which noise can be read; fewer than 8 where it cannot.</summary>
    internal int Frequencies { get; private set; }

    /// <summary>Standard deviation of the noise floor over those frequencies, grey levels.</summary>
    internal double Sigma { get; private set; }

    /// <summary>Blocks that are not saturated.</summary>
    internal int Usable { get; private set; }

    internal bool IsReadable => Frequencies >= LeastFrequencies;

    internal bool HasBlocks => Usable >= LeastBlocks;

    internal static NoiseBlocks Measure(Plane luma, ReadOnlySpan<ushort> quantisation, CancellationToken cancel)
    {
        var blocks = new NoiseBlocks(luma.Width / 8, luma.Height / 8);
        var strip = new float[blocks.Wide * Dct8.Area];
        blocks.MeasureContent(luma, strip, cancel);
        if (!blocks.HasBlocks) return blocks;
        var floor = blocks.MeasureFloor(luma, quantisation, strip, cancel);
        if (blocks.IsReadable) blocks.MeasureNoise(luma, floor, strip, cancel);
        return blocks;
    }

    private static void Transform(Plane luma, int row, float[] strip) =>
        Dct8.ForwardPlane(luma.Samples.AsSpan(row * 8 * luma.Width, 8 * luma.Width), luma.Width, 8, 0, 0, strip);

    private void MeasureContent(Plane luma, float[] strip, CancellationToken cancel)
    {
        for (var row = 0; row < High; row++)
        {
            cancel.ThrowIfCancellationRequested();
            Transform(luma, row, strip);
            for (var column = 0; column < Wide; column++)
            {
                var i = row * Wide + column;
                var saturated = IsSaturated(luma, row, column);
                Mean[i] = saturated ? float.NaN : strip[column * 64] / 8;
                _content[i] = Content(strip.AsSpan(column * 64, 64));
                if (!saturated) Usable++;
            }
        }
    }

    private static bool IsSaturated(Plane luma, int row, int column)
    {
        for (var y = 0; y < 8; y++)
        {
            foreach (var sample in luma.Row(row * 8 + y).Slice(column * 8, 8))
                if (sample is <= Black or >= White) return true;
        }
        return false;
    }

    private static float Content(ReadOnlySpan<float> coefficients)
    {
        var sum = 0f;
        for (var v = 0; v <= ContentLast; v++)
        {
            for (var u = Math.Max(0, ContentFirst - v); u <= ContentLast - v; u++)
                sum += coefficients[v * 8 + u] * coefficients[v * 8 + u];
        }
        return sum / 7;
    }

    // The floor [64] per frequency: variance on calm blocks, or 0 where noise cannot be read.
    private double[] MeasureFloor(Plane luma, ReadOnlySpan<ushort> quantisation, float[] strip, CancellationToken cancel)
    {
        var contents = new float[Usable];
        var count = 0;
        for (var i = 0; i < Mean.Length; i++)
            if (!float.IsNaN(Mean[i])) contents[count++] = _content[i];
        var limit = OrderStatistics.Quantile(contents, CalmShare);
        var calm = Enumerable.Range(0, Mean.Length).Count(i => IsCalm(i, limit));
        var step = 1 + calm / MostCalmBlocks;
        var squares = new float[Dct8.Area][];
        for (var f = 0; f < Dct8.Area; f++) squares[f] = new float[calm / step + 1];
        _calmContent = Gather(luma, limit, step, squares, strip, out var taken, cancel);
        return ChooseFrequencies(quantisation, squares, taken);
    }

    private bool IsCalm(int i, float limit) => !float.IsNaN(Mean[i]) && _content[i] <= limit;

    private double Gather(Plane luma, float limit, int step, float[][] squares, float[] strip, out int taken, CancellationToken cancel)
    {
        var (seen, contents) = (0, new float[squares[0].Length]);
        taken = 0;
        for (var row = 0; row < High; row++)
        {
            cancel.ThrowIfCancellationRequested();
            Transform(luma, row, strip);
            for (var column = 0; column < Wide; column++)
            {
                if (!IsCalm(row * Wide + column, limit) || seen++ % step != 0) continue;
                for (var f = 0; f < Dct8.Area; f++)
                    squares[f][taken] = strip[column * 64 + f] * strip[column * 64 + f];
                contents[taken++] = _content[row * Wide + column];
            }
        }
        return OrderStatistics.Median(contents.AsSpan(0, taken));
    }

    private double[] ChooseFrequencies(ReadOnlySpan<ushort> quantisation, float[][] squares, int taken)
    {
        var floor = new double[Dct8.Area];
        var sum = 0.0;
        for (var f = 0; f < Dct8.Area; f++)
        {
            if (f / 8 + f % 8 is < NoiseFirst or > NoiseLast) continue;
            var variance = OrderStatistics.Median(squares[f].AsSpan(0, taken)) / MedianSquare;
            var least = Math.Max(LeastSigma, quantisation.IsEmpty ? 0 : LeastSigmaPerStep * quantisation[f]);
            if (Math.Sqrt(variance) < least) continue;
            floor[f] = variance;
            sum += variance;
            Frequencies++;
        }
        Sigma = Frequencies == 0 ? 0 : Math.Sqrt(sum / Frequencies);
        return floor;
    }

    private void MeasureNoise(Plane luma, double[] floor, float[] strip, CancellationToken cancel)
    {
        int[] chosen = [.. Enumerable.Range(0, Dct8.Area).Where(f => floor[f] > 0)];
        float[] weights = [.. chosen.Select(f => (float)(1 / (floor[f] * chosen.Length)))];
        for (var row = 0; row < High; row++)
        {
            cancel.ThrowIfCancellationRequested();
            Transform(luma, row, strip);
            for (var column = 0; column < Wide; column++)
            {
                var i = row * Wide + column;
                var energy = 0f;
                for (var k = 0; k < chosen.Length; k++)
                {
                    var c = strip[column * 64 + chosen[k]];
                    energy += c * c * weights[k];
                }
                var speaks = !float.IsNaN(Mean[i]) && _content[i] <= MostContent * _calmContent;
                Energy[i] = speaks ? Math.Max(energy, LeastEnergy) : float.NaN;
            }
        }
    }
}
