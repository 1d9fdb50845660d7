using Touchstone.Engine.Copies;

namespace Touchstone.Engine.Detectors.Image.CopyMove;

/// <summary>A piece of the field that moves as one affine map.</summary>
/// <param name="Cells">Positions in the field, row-major.</param>
/// <param name="Map">From the piece to its match, working-image pixels.</param>
internal sealed record MovedPiece(List<int> Cells, Affine Map);

/// <summary>Finds where the field is locally affine: median filter, dense linear fitting, connected pieces (Cozzolino et al. 2015, section V).</summary>
internal static class FieldRegions
{
    private const int MedianRadius = 2;
    private const int FitRadius = 3;

    // Mean squared error of the local affine fit, px², x and y together; matches are whole pixels and thirds of an octave, so about 1 is exact.
    private const double MaximumFitError = 2.0;

    // Neighbouring cells of one piece differ by at most the step times the greatest scale and a rounding.
    private const int MaximumJump = 3 * MatchField.Step;

    // A copy of 32 px leaves about 8×8 cells after patch, median and fit have eaten its border.
    private const int MinimumCells = 40;
    private const int MaximumPieces = 24;
    private const double MaximumAnisotropy = 1.4;

    public static List<MovedPiece> Find(MatchField field, CancellationToken cancel)
    {
        var (x, y, valid) = Median(field, cancel);
        var coherent = Coherent(field, x, y, valid, cancel);
        var pieces = new List<MovedPiece>();
        foreach (var cells in Connected(field, x, y, coherent))
            if (cells.Count >= MinimumCells && Fit(field, x, y, cells) is { } map && IsPlausible(map))
                pieces.Add(new MovedPiece(cells, map));
        pieces.Sort((a, b) => a.Cells.Count != b.Cells.Count ? b.Cells.Count.CompareTo(a.Cells.Count) : a.Cells[0].CompareTo(b.Cells[0]));
        return Merge(field, x, y, pieces);
    }

    private static (short[] X, short[] Y, bool[] Valid) Median(MatchField field, CancellationToken cancel)
    {
        int width = field.Width, height = field.Height, edge = 2 * MedianRadius + 1;
        var x = new short[width * height];
        var y = new short[width * height];
        var valid = new bool[width * height];
        Parallel.For(MedianRadius, Math.Max(MedianRadius, height - MedianRadius), new ParallelOptions { CancellationToken = cancel }, row =>
        {
            Span<short> xs = stackalloc short[edge * edge];
            Span<short> ys = stackalloc short[edge * edge];
            for (var column = MedianRadius; column < width - MedianRadius; column++)
            {
                var n = 0;
                for (var j = -MedianRadius; j <= MedianRadius; j++)
                    for (var i = -MedianRadius; i <= MedianRadius; i++)
                    {
                        var from = (row + j) * width + column + i;
                        if (field.Distance[from] == MatchField.None) continue;
                        xs[n] = field.X[from];
                        ys[n++] = field.Y[from];
                    }
                if (n <= edge * edge / 2) continue;
                xs[..n].Sort();
                ys[..n].Sort();
                var at = row * width + column;
                (x[at], y[at], valid[at]) = (xs[n / 2], ys[n / 2], true);
            }
        });
        return (x, y, valid);
    }

    private static bool[] Coherent(MatchField field, short[] x, short[] y, bool[] valid, CancellationToken cancel)
    {
        int width = field.Width, height = field.Height;
        var coherent = new bool[width * height];
        Parallel.For(FitRadius, Math.Max(FitRadius, height - FitRadius), new ParallelOptions { CancellationToken = cancel }, row =>
        {
            for (var column = FitRadius; column < width - FitRadius; column++)
            {
                var at = row * width + column;
                coherent[at] = valid[at] && IsLocallyAffine(width, at, x, y, valid);
            }
        });
        return coherent;
    }

    /// <summary>
    /// Residual of the least-squares plane through the matches of the window: with centred coordinates the moments decouple, so
    /// error = Σt² − (Σt)²/n − (Σut)²/Σu² − (Σvt)²/Σv² for each coordinate t of the match.
    /// </summary>
    private static bool IsLocallyAffine(int width, int at, short[] x, short[] y, bool[] valid)
    {
        const int edge = 2 * FitRadius + 1;
        const double moment = edge * (FitRadius * (FitRadius + 1) * edge / 3.0);
        double sumX = 0, sumY = 0, squares = 0, xu = 0, xv = 0, yu = 0, yv = 0;
        for (var v = -FitRadius; v <= FitRadius; v++)
            for (var u = -FitRadius; u <= FitRadius; u++)
            {
                var from = at + v * width + u;
                if (!valid[from]) return false;
                int dx = x[from] - x[at], dy = y[from] - y[at];
                if (Math.Abs(dx) > MaximumJump * 2 * FitRadius || Math.Abs(dy) > MaximumJump * 2 * FitRadius) return false;
                sumX += dx;
                sumY += dy;
                squares += dx * dx + dy * dy;
                xu += u * dx;
                xv += v * dx;
                yu += u * dy;
                yv += v * dy;
            }
        var error = squares - (sumX * sumX + sumY * sumY) / (edge * edge) - (xu * xu + xv * xv + yu * yu + yv * yv) / moment;
        return error / (edge * edge) <= MaximumFitError;
    }

    private static IEnumerable<List<int>> Connected(MatchField field, short[] x, short[] y, bool[] coherent)
    {
        var width = field.Width;
        var seen = new bool[coherent.Length];
        var queue = new Queue<int>();
        for (var start = 0; start < coherent.Length; start++)
        {
            if (!coherent[start] || seen[start]) continue;
            var cells = new List<int>();
            seen[start] = true;
            queue.Enqueue(start);
            while (queue.TryDequeue(out var at))
            {
                cells.Add(at);
                for (var j = -1; j <= 1; j++)
                    for (var i = -1; i <= 1; i++)
                    {
                        // Coherent cells keep away from the border by the fit radius, so neighbours exist.
                        var next = at + j * width + i;
                        if (!coherent[next] || seen[next] || Math.Abs(x[next] - x[at]) > MaximumJump || Math.Abs(y[next] - y[at]) > MaximumJump) continue;
                        seen[next] = true;
                        queue.Enqueue(next);
                    }
            }
            cells.Sort();
            yield return cells;
        }
    }

    private static bool IsPlausible(Affine map) =>
        map.Scale is > 0.4 and < 2.6 && map.Anisotropy <= MaximumAnisotropy;

    private static Affine? Fit(MatchField field, short[] x, short[] y, List<int> cells)
    {
        Affine? map = null;
        for (var round = 0; round < 4; round++)
        {
            var fit = new PlaneFit();
            foreach (var at in cells)
            {
                double px = at % field.Width * MatchField.Step, py = at / field.Width * MatchField.Step;
                if (map is { } m)
                {
                    var (ex, ey) = m.Apply(px, py);
                    if ((ex - x[at]) * (ex - x[at]) + (ey - y[at]) * (ey - y[at]) > 9) continue;
                }
                fit.Add(px, py, x[at], y[at]);
            }
            if (fit.Count < MinimumCells / 2 || fit.Count < cells.Count / 2) return null;
            map = fit.Solve();
            if (map is null) return null;
        }
        return map;
    }

    /// <summary>Joins pieces that one map explains, in either direction: holes split a copy, and source and copy each find the other.</summary>
    private static List<MovedPiece> Merge(MatchField field, short[] x, short[] y, List<MovedPiece> pieces)
    {
        var kept = new List<MovedPiece>();
        foreach (var piece in pieces)
        {
            var known = false;
            foreach (var other in kept)
            {
                if (Explains(field, other.Map, piece, x, y)) other.Cells.AddRange(piece.Cells);
                else if (!Explains(field, other.Map.Inverse(), piece, x, y)) continue;
                known = true;
                break;
            }
            if (!known && kept.Count < MaximumPieces) kept.Add(piece);
        }
        return kept;
    }

    private static bool Explains(MatchField field, Affine map, MovedPiece piece, short[] x, short[] y)
    {
        var near = 0;
        foreach (var at in piece.Cells)
        {
            var (ex, ey) = map.Apply(at % field.Width * MatchField.Step, at / field.Width * MatchField.Step);
            if (Math.Abs(ex - x[at]) + Math.Abs(ey - y[at]) <= 6) near++;
        }
        return near * 2 > piece.Cells.Count;
    }
}
