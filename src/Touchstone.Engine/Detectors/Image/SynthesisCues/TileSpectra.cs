using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.SynthesisCues;

/// <summary>Spectra over the tiles: the radial power of luma, and the periodic part of the cross-difference.</summary>
internal sealed class TileSpectra
{
    private const int Edge = SampleTiles.Edge, Bins = Edge / 2 + 1;

    // Multiples of an eighth of the sampling rate lie this many bins apart.
    private const int Eighth = Edge / 8;

    // The floor about a peak: bins two to six away, so that the peak's own foot and the next multiple stay out.
    private const int NearestFloor = 2, FarthestFloor = 6;

    // Below what float arithmetic leaves of a flat tile.
    private const double Least = 1e-9;

    // The line is fitted over periods of 32 to 4 pixels, where photographs follow a power law; the highest frequencies are held against it.
    private const int FirstFitted = 4, LastFitted = 32, FirstHigh = 52;

    private readonly double[] _power = new double[Edge * Bins], _crossPower = new double[Edge * Bins], _crossReal = new double[Edge * Bins], _crossImaginary = new double[Edge * Bins];
    private readonly int _tiles;

    private TileSpectra(int tiles) => _tiles = tiles;

    /// <summary>Radial means of the power of luma [64], dB, of 1 to 64 cycles in 128 pixels.</summary>
    internal double[] RadialDecibels { get; private set; } = [];

    /// <summary>Decades of power a decade of frequency; about −2 for photographs, lower = smoother.</summary>
    internal double Slope { get; private set; }

    /// <summary>Power above 0.4 cycles a pixel over what the line foretells, dB.</summary>
    internal double HighDecibels { get; private set; }

    internal static TileSpectra Of(SampleTiles tiles, CancellationToken cancel)
    {
        var spectra = new TileSpectra(tiles.Places.Length);
        var plan = new PlaneFft(Edge, Edge, cancel);
        var (spectrum, samples) = (plan.Make(), new float[Edge * Edge]);
        float[] hann = [.. Enumerable.Range(0, Edge).Select(i => (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / Edge)))];
        foreach (var place in tiles.Places)
        {
            cancel.ThrowIfCancellationRequested();
            Luma(tiles, place, hann, samples);
            plan.Forward(samples, spectrum);
            for (var i = 0; i < spectra._power.Length; i++) spectra._power[i] += Square(spectrum, i);
            CrossDifference(tiles, place, samples);
            plan.Forward(samples, spectrum);
            for (var i = 0; i < spectra._crossPower.Length; i++)
            {
                spectra._crossPower[i] += Square(spectrum, i);
                spectra._crossReal[i] += spectrum.Real[i];
                spectra._crossImaginary[i] += spectrum.Imaginary[i];
            }
        }
        spectra.Radial();
        return spectra;
    }

    /// <summary>
    /// The strongest of the peaks of the cross-difference at multiples of 1/period cycles a pixel that no shorter period has: the power of the mean over all tiles, in step,
    /// over the mean power of the bins around; dB. Without a period it falls with the number of tiles, to −10·log10(tiles) on average.
    /// </summary>
    /// <param name="period">2, 4 or 8 pixels.</param>
    internal double PeakDecibels(int period)
    {
        var (step, best) = (8 / period, double.NegativeInfinity);
        for (var a = 0; a < 8; a += step)
            for (var b = 0; b <= 4; b += step)
            {
                // A multiple of the next shorter period's step belongs to that one.
                if (a % (2 * step) == 0 && b % (2 * step) == 0) continue;
                best = Math.Max(best, Peak(b * Eighth, a * Eighth));
            }
        return best;
    }

    private double Peak(int k, int l)
    {
        var i = l * Bins + k;
        var coherent = (_crossReal[i] * _crossReal[i] + _crossImaginary[i] * _crossImaginary[i]) / ((double)_tiles * _tiles);
        return 10 * Math.Log10((coherent + Least) / (Floor(k, l) / _tiles + Least));
    }

    private double Floor(int k, int l)
    {
        var around = new List<float>();
        for (var dl = -FarthestFloor; dl <= FarthestFloor; dl++)
            for (var dk = -FarthestFloor; dk <= FarthestFloor; dk++)
            {
                if (Math.Max(Math.Abs(dk), Math.Abs(dl)) < NearestFloor) continue;
                var (x, y) = (k + dk, l + dl);
                // Half of the bins are kept; the others are their mirror images through 0.
                if (x < 0) (x, y) = (-x, -y);
                if (x >= Bins) (x, y) = (Edge - x, -y);
                around.Add((float)_crossPower[(y + Edge) % Edge * Bins + x]);
            }
        return OrderStatistics.Median(around.ToArray());
    }

    private void Radial()
    {
        double[] sums = new double[Bins], counts = new double[Bins];
        for (var l = 0; l < Edge; l++)
            for (var k = 0; k < Bins; k++)
            {
                var y = l <= Edge / 2 ? l : l - Edge;
                var radius = (int)Math.Round(Math.Sqrt((double)k * k + (double)y * y));
                if (radius is < 1 or >= Bins) continue;
                // Bins between the first and the last column stand for two.
                var weight = k is 0 or Bins - 1 ? 1 : 2;
                (sums[radius], counts[radius]) = (sums[radius] + weight * _power[l * Bins + k], counts[radius] + weight);
            }
        RadialDecibels = [.. Enumerable.Range(1, Bins - 1).Select(r => 10 * Math.Log10(sums[r] / counts[r] / _tiles + Least))];
        var line = new LeastSquares(2);
        for (var r = FirstFitted; r <= LastFitted; r++) line.Add([1, Math.Log10(r)], RadialDecibels[r - 1] / 10);
        var solution = new double[2];
        line.Solve(0, solution);
        Slope = solution[1];
        HighDecibels = Enumerable.Range(FirstHigh, Bins - FirstHigh).Average(r => RadialDecibels[r - 1] - 10 * (solution[0] + solution[1] * Math.Log10(r)));
    }

    private static double Square(PlaneSpectrum s, int i) => (double)s.Real[i] * s.Real[i] + (double)s.Imaginary[i] * s.Imaginary[i];

    private static void Luma(SampleTiles tiles, (int X, int Y) place, float[] window, float[] samples)
    {
        var mean = 0.0;
        for (var y = 0; y < Edge; y++)
            foreach (var value in tiles.Luma.Row(place.Y + y).Slice(place.X, Edge)) mean += value;
        mean /= Edge * Edge;
        for (var y = 0; y < Edge; y++)
        {
            var row = tiles.Luma.Row(place.Y + y).Slice(place.X, Edge);
            for (var x = 0; x < Edge; x++) samples[y * Edge + x] = (row[x] - (float)mean) * window[x] * window[y];
        }
    }

    // |a − b − c + d| of the four pixels of each 2×2 square.
    private static void CrossDifference(SampleTiles tiles, (int X, int Y) place, float[] samples)
    {
        for (var y = 0; y < Edge; y++)
        {
            var upper = tiles.Luma.Row(place.Y + y).Slice(place.X, Edge + 1);
            var lower = tiles.Luma.Row(place.Y + y + 1).Slice(place.X, Edge + 1);
            for (var x = 0; x < Edge; x++) samples[y * Edge + x] = Math.Abs(upper[x] - upper[x + 1] - (lower[x] - lower[x + 1]));
        }
    }
}
