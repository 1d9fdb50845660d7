using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.NoiseMismatch;

/// <summary>
/// Noise level per cell of 4×4 blocks, relative to what the rest of the image has at that intensity; and how alike honest cells are.
/// </summary>
internal sealed class NoiseCells
{
    /// <summary>Blocks along a side of a cell.</summary>
    internal const int Side = 4;

    // A cell speaks when enough of its sixteen blocks are neither saturated nor textured.
    private const int LeastBlocks = 6;

    // Noise has the same energy everywhere in a cell: ln energies spread as trigamma(n/2) says. Texture spreads wider, and such a cell
    // is no reference; it may still be quiet, because its energy bounds its noise from above.
    private const double MostSpread = 1.6;

    // A level can only be compared with others at a similar intensity: this many, within this many grey levels.
    private const int LeastPeers = 12;
    private const double LeastPeerShare = 0.1;
    private const float PeerDistance = 16;

    // Tukey's biweight at 95 % efficiency (Huber 1981), and enough rounds to settle.
    private const double Biweight = 4.685;
    private const int Rounds = 12;

    private const double NearDeviations = 3;

    private readonly float[] _level, _intensity;
    private readonly bool[] _reference;

    private NoiseCells(int wide, int high)
    {
        (Wide, High) = (wide, high);
        _level = new float[wide * high];
        _intensity = new float[wide * high];
        _reference = new bool[wide * high];
        Deviation = new float[wide * high];
    }

    internal int Wide { get; }

    internal int High { get; }

    /// <summary>ln of the noise variance over what is usual at the cell's intensity; NaN where the cell cannot speak.</summary>
    internal float[] Deviation { get; }

    /// <summary>Cells that can speak.</summary>
    internal int Speaking { get; private set; }

    /// <summary>Cells of noise alone, which set the level and its spread.</summary>
    internal int References { get; private set; }

    /// <summary>Robust standard deviation of <see cref="Deviation"/> over the image.</summary>
    internal double Spread { get; private set; }

    /// <summary>Correlation of neighbouring cells, robust, 0–1.</summary>
    internal double Correlation { get; private set; }

    internal static NoiseCells Of(NoiseBlocks blocks)
    {
        var cells = new NoiseCells(blocks.Wide / Side, blocks.High / Side);
        var spread = MostSpread * Math.Sqrt(Trigamma(blocks.Frequencies / 2.0));
        for (var i = 0; i < cells.Deviation.Length; i++)
            cells.Read(blocks, i, spread);
        cells.DropLonely();
        if (cells.References > 0) cells.Compare();
        return cells;
    }

    // Variance of the logarithm of a mean of n squared normals (Abramowitz & Stegun 6.4.12; n ≥ 8).
    private static double Trigamma(double x) => 1 / x + 1 / (2 * x * x) + 1 / (6 * x * x * x);

    private void Read(NoiseBlocks blocks, int cell, double mostSpread)
    {
        var (count, energy, intensity, log, logSquare) = (0, 0.0, 0.0, 0.0, 0.0);
        for (var b = 0; b < Side * Side; b++)
        {
            var i = (cell / Wide * Side + b / Side) * blocks.Wide + cell % Wide * Side + b % Side;
            if (float.IsNaN(blocks.Energy[i])) continue;
            var l = Math.Log(blocks.Energy[i]);
            count++;
            energy += blocks.Energy[i];
            intensity += blocks.Mean[i];
            log += l;
            logSquare += l * l;
        }
        (_level[cell], _intensity[cell]) = (float.NaN, float.NaN);
        if (count < LeastBlocks) return;
        var variance = (logSquare - log * log / count) / (count - 1);
        _reference[cell] = variance <= mostSpread * mostSpread;
        (_level[cell], _intensity[cell]) = ((float)Math.Log(energy / count), (float)(intensity / count));
    }

    private void DropLonely()
    {
        float[] intensities = [.. _intensity.Where((_, i) => _reference[i]).Order()];
        var least = Math.Max(LeastPeers, LeastPeerShare * intensities.Length);
        for (var i = 0; i < _level.Length; i++)
        {
            if (float.IsNaN(_level[i])) continue;
            var peers = Before(intensities, _intensity[i] + PeerDistance) - Before(intensities, _intensity[i] - PeerDistance);
            if (peers < least) (_level[i], _reference[i]) = (float.NaN, false);
            else Speaking++;
            if (_reference[i]) References++;
        }
    }

    private static int Before(float[] ascending, float value)
    {
        var i = Array.BinarySearch(ascending, value);
        return i < 0 ? ~i : i;
    }

    // Noise against intensity is a smooth curve (photon noise under the camera's tone curve): a robust parabola follows it.
    private void Compare()
    {
        Span<double> row = stackalloc double[3], curve = stackalloc double[3];
        _level.CopyTo(Deviation, 0);
        var centre = OrderStatistics.Median(Level());
        for (var i = 0; i < Deviation.Length; i++) Deviation[i] -= centre;
        for (var round = 0; round < Rounds; round++)
        {
            Spread = Math.Max(1e-3, OrderStatistics.RobustDeviation(Level(), out _));
            var fit = new LeastSquares(3);
            for (var i = 0; i < _level.Length; i++)
            {
                if (!_reference[i]) continue;
                var t = Deviation[i] / (Biweight * Spread);
                if (Math.Abs(t) >= 1) continue;
                Terms(_intensity[i], row);
                fit.Add(row, _level[i], (1 - t * t) * (1 - t * t));
            }
            if (!fit.Solve(1e-6, curve)) break;
            for (var i = 0; i < _level.Length; i++)
            {
                Terms(_intensity[i], row);
                Deviation[i] = (float)(_level[i] - row[0] * curve[0] - row[1] * curve[1] - row[2] * curve[2]);
            }
        }
        Spread = OrderStatistics.RobustDeviation(Level(), out centre);
        for (var i = 0; i < Deviation.Length; i++) Deviation[i] -= centre;
        Correlation = Alikeness();
    }

    private static void Terms(float intensity, Span<double> row)
    {
        var x = intensity / 128.0 - 1;
        (row[0], row[1], row[2]) = (1, x, x * x);
    }

    private float[] Level() => [.. Deviation.Where((_, i) => _reference[i])];

    // 1 − γ(1)/τ² with both from medians and over cells near the level, so that a foreign region cannot raise it.
    private double Alikeness()
    {
        var steps = new List<float>();
        bool IsNear(int i) => _reference[i] && Math.Abs(Deviation[i]) <= NearDeviations * Spread;
        for (var i = 0; i < Deviation.Length; i++)
        {
            if (!IsNear(i)) continue;
            if ((i + 1) % Wide != 0 && IsNear(i + 1)) steps.Add(Deviation[i] - Deviation[i + 1]);
            if (i + Wide < Deviation.Length && IsNear(i + Wide)) steps.Add(Deviation[i] - Deviation[i + Wide]);
        }
        if (steps.Count == 0 || Spread <= 0) return 0;
        var step = OrderStatistics.RobustDeviation(steps.ToArray(), out _);
        var spread = OrderStatistics.RobustDeviation([.. Deviation.Where((_, i) => IsNear(i))], out _);
        return Math.Clamp(1 - step * step / (2 * spread * spread), 0, 1);
    }
}
