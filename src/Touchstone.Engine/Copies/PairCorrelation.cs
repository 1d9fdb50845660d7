using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Copies;

/// <summary>Agreement of a piece with its match in fine detail, cell by cell.</summary>
/// <param name="X">Left edge of the first cell, pixels.</param>
/// <param name="Y">Top edge of the first cell, pixels.</param>
/// <param name="Width">Cells in a row.</param>
/// <param name="Height">Rows of cells.</param>
/// <param name="Values">Correlation of the fine detail around each cell, −1 … 1; NaN where there is too little to compare.</param>
internal sealed record CorrelationGrid(int X, int Y, int Width, int Height, float[] Values)
{
    /// <summary>Edge of a cell, pixels.</summary>
    public const int Cell = 8;
}

/// <summary>A box of whole pixels.</summary>
internal readonly record struct PixelBox(int Left, int Top, int Width, int Height);

/// <summary>Correlates the fine detail (sensor noise, grain, texture) of a region with that of its match.</summary>
/// <remarks>
/// Two windows of a house agree in shape and differ in noise; a copy takes its noise along. So the comparison is made on a band-pass
/// residual (3×3 binomial minus 7×7 mean), in windows of 16×16 pixels, and only where the agreement is sharp: moving the match by
/// 3 pixels in any direction must spoil it, which straight edges and flat surfaces do not do.
/// </remarks>
internal sealed class PairCorrelation
{
    private const int Half = 8;
    private const int Displacement = 3;
    private const int Border = Half + Displacement;

    // Residual variance (grey levels²) under which a window holds rounding and coding noise only.
    private const float MinimumVariance = 0.15f;

    private readonly float[] _own;
    private readonly float[] _match;
    private readonly int _width;

    /// <summary>Reads the residuals of a box of the image and of where the map sends it.</summary>
    public PairCorrelation(Plane plane, Affine map, PixelBox box, CancellationToken cancel)
    {
        var (left, top, width, height) = box;
        int columns = width / CorrelationGrid.Cell, rows = height / CorrelationGrid.Cell;
        // The box and a border of half a window plus the displacement.
        _width = columns * CorrelationGrid.Cell + 2 * Border;
        var h = rows * CorrelationGrid.Cell + 2 * Border;
        _own = Residual(Own(plane, left - Border, top - Border, _width, h), _width, h, cancel);
        _match = Residual(Mapped(plane, map, left - Border, top - Border, _width, h, cancel), _width, h, cancel);
        var values = new float[columns * rows];
        Parallel.For(0, rows, new ParallelOptions { CancellationToken = cancel }, row =>
        {
            for (var column = 0; column < columns; column++)
            {
                // Window of 16×16 around the centre of the cell of 8×8.
                var at = At(column, row) + (CorrelationGrid.Cell / 2 - Half) * (_width + 1);
                values[row * columns + column] = Sharp(_own, _match, _width, at);
            }
        });
        Grid = new CorrelationGrid(left, top, columns, rows, values);
    }

    /// <summary>Agreement cell by cell.</summary>
    public CorrelationGrid Grid { get; }

    /// <summary>Correlation of what is left where the region shows no structure: its noise. And the pixels it rests on.</summary>
    /// <remarks>
    /// Printed letters agree wherever they stand. Between them the noise does not. The quietest pixels are those whose 5×5 residual energy, on
    /// both sides together, is at most four times the lower-quintile energy of the region.
    /// </remarks>
    public (double Correlation, int Pixels, double Living) Noise(bool[] mask)
    {
        var energies = new List<float>();
        var places = new List<int>();
        for (var cell = 0; cell < mask.Length; cell++)
        {
            if (!mask[cell]) continue;
            var at = At(cell % Grid.Width, cell / Grid.Width);
            for (var j = 0; j < CorrelationGrid.Cell; j++)
                for (var i = 0; i < CorrelationGrid.Cell; i++)
                {
                    var energy = Energy(at + j * _width + i);
                    if (!float.IsFinite(energy) || energy < QuietFloor) continue;
                    energies.Add(energy);
                    places.Add(at + j * _width + i);
                }
        }
        var area = mask.Count(m => m) * CorrelationGrid.Cell * CorrelationGrid.Cell;
        if (energies.Count < 64) return (0, 0, 0);
        var sorted = energies.ToArray();
        Array.Sort(sorted);
        var limit = 4 * sorted[sorted.Length / 5];
        double aa = 0, bb = 0, ab = 0;
        var n = 0;
        for (var i = 0; i < places.Count; i++)
        {
            if (energies[i] > limit) continue;
            float a = _own[places[i]], b = _match[places[i]];
            aa += a * a;
            bb += b * b;
            ab += a * b;
            n++;
        }
        return (ab / Math.Sqrt(Math.Max(1e-12, aa * bb)), n, energies.Count / (double)area);
    }

    // Energy of rounding alone: 25 pixels, two sides, variance 1/12 through the band-pass (about a seventh passes).
    private const float QuietFloor = 25 * 2 / 12f / 7;

    private float Energy(int at)
    {
        var sum = 0f;
        for (var j = -2; j <= 2; j++)
            for (var i = -2; i <= 2; i++)
            {
                float a = _own[at + j * _width + i], b = _match[at + j * _width + i];
                sum += a * a + b * b;
            }
        return sum;
    }

    private int At(int column, int row) => (row * CorrelationGrid.Cell + Border) * _width + column * CorrelationGrid.Cell + Border;

    private static float Sharp(float[] own, float[] match, int width, int at)
    {
        var peak = Correlation(own, match, width, at, at);
        if (float.IsNaN(peak) || peak < 0.2f) return peak;
        for (var j = -1; j <= 1; j++)
            for (var i = -1; i <= 1; i++)
            {
                if (i == 0 && j == 0) continue;
                var beside = Correlation(own, match, width, at, at + Displacement * (j * width + i));
                if (beside > peak * 0.75f) return float.NaN;
            }
        return peak;
    }

    private static float Correlation(float[] own, float[] match, int width, int ownAt, int matchAt)
    {
        const int edge = 2 * Half, n = edge * edge;
        float sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
        for (var j = 0; j < edge; j++)
        {
            var a = own.AsSpan(ownAt + j * width, edge);
            var b = match.AsSpan(matchAt + j * width, edge);
            for (var i = 0; i < a.Length; i++)
            {
                sa += a[i];
                sb += b[i];
                saa += a[i] * a[i];
                sbb += b[i] * b[i];
                sab += a[i] * b[i];
            }
        }
        float va = saa / n - sa / n * (sa / n), vb = sbb / n - sb / n * (sb / n);
        return va < MinimumVariance || vb < MinimumVariance || !float.IsFinite(va + vb)
            ? float.NaN
            : (sab / n - sa / n * (sb / n)) / MathF.Sqrt(va * vb);
    }

    private static float[] Own(Plane plane, int left, int top, int width, int height)
    {
        var samples = new float[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                int px = left + x, py = top + y;
                samples[y * width + x] = px < 0 || py < 0 || px >= plane.Width || py >= plane.Height ? float.NaN : plane.Samples[py * plane.Width + px];
            }
        return samples;
    }

    private static float[] Mapped(Plane plane, Affine map, int left, int top, int width, int height, CancellationToken cancel)
    {
        var samples = new float[width * height];
        var sampler = new Sampler(plane, map);
        Parallel.For(0, height, new ParallelOptions { CancellationToken = cancel }, y =>
        {
            for (var x = 0; x < width; x++)
            {
                var (tx, ty) = map.Apply(left + x, top + y);
                samples[y * width + x] = Sampler.IsInside(plane, tx, ty, 3) ? sampler.Sharp(left + x, top + y) : float.NaN;
            }
        });
        return samples;
    }

    private static float[] Residual(float[] samples, int width, int height, CancellationToken cancel)
    {
        // Both filters are separable; NaN (outside the image) spreads to every window that touches it.
        var fine = new float[samples.Length];
        var mean = new float[samples.Length];
        Parallel.For(0, height, new ParallelOptions { CancellationToken = cancel }, y =>
        {
            for (var x = 0; x < width; x++)
            {
                var at = y * width + x;
                if (x < 3 || x >= width - 3)
                {
                    fine[at] = mean[at] = float.NaN;
                    continue;
                }
                fine[at] = (samples[at - 1] + 2 * samples[at] + samples[at + 1]) / 4;
                var sum = 0f;
                for (var i = -3; i <= 3; i++) sum += samples[at + i];
                mean[at] = sum / 7;
            }
        });
        var residual = new float[samples.Length];
        Parallel.For(0, height, new ParallelOptions { CancellationToken = cancel }, y =>
        {
            for (var x = 0; x < width; x++)
            {
                var at = y * width + x;
                if (y < 3 || y >= height - 3)
                {
                    residual[at] = float.NaN;
                    continue;
                }
                var sum = 0f;
                for (var j = -3; j <= 3; j++) sum += mean[at + j * width];
                residual[at] = (fine[at - width] + 2 * fine[at] + fine[at + width]) / 4 - sum / 7;
            }
        });
        return residual;
    }
}
