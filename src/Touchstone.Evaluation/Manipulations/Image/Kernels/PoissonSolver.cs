namespace Touchstone.Evaluation.Manipulations.Image.Kernels;

/// <summary>
/// Poisson's equation on a masked grid, five-point stencil, known values outside: conjugate gradients on each level of a pyramid,
/// from the coarsest to the finest, each starting from the level above (cascadic multigrid; Bornemann &amp; Deuflhard, Numer. Math. 75, 1996).
/// </summary>
internal static class PoissonSolver
{
    private const int CoarsestEdge = 8;

    /// <summary>Root mean square of the residual at which a level is solved, in units of the field.</summary>
    internal const double Tolerance = 1e-4;

    /// <summary>Fills the unknown cells so that Σ over the four neighbours (h(p) − h(q)) = source(p).</summary>
    /// <param name="field">[height, width]: values where known; starting values ignored where unknown. Overwritten there.</param>
    /// <param name="unknown">True where to solve; never on the outermost lines and columns.</param>
    /// <param name="source">Right side, or null for zero (a membrane).</param>
    /// <param name="width">Cells per line.</param>
    /// <param name="cancel">Checked once an iteration.</param>
    /// <returns>Iterations on the finest level.</returns>
    internal static int Solve(double[] field, bool[] unknown, double[]? source, int width, CancellationToken cancel)
    {
        var height = field.Length / width;
        if (Math.Min(width, height) > 2 * CoarsestEdge) StartFromCoarser(field, unknown, source, width, cancel);
        else for (var i = 0; i < field.Length; i++) if (unknown[i]) field[i] = 0;
        return ConjugateGradients(field, unknown, source, width, cancel);
    }

    private static void StartFromCoarser(double[] field, bool[] unknown, double[]? source, int width, CancellationToken cancel)
    {
        var (w, h) = ((width + 1) / 2, (field.Length / width + 1) / 2);
        var (values, open, right) = (new double[w * h], new bool[w * h], source is null ? null : new double[w * h]);
        Restrict(field, unknown, source, width, (values, open, right), w);
        Solve(values, open, right, w, cancel);
        for (var i = 0; i < field.Length; i++)
        {
            if (!unknown[i]) continue;
            var (y, x) = Math.DivRem(i, width);
            field[i] = Between(values, w, h, (x - 0.5) / 2, (y - 0.5) / 2);
        }
    }

    // A coarse cell is unknown where all of its fine ones are; else it holds the mean of the known ones. The stencil is not divided by the
    // squared spacing, so a source grows fourfold: the sum of its cells.
    private static void Restrict(double[] field, bool[] unknown, double[]? source, int width, (double[] Values, bool[] Open, double[]? Right) coarse, int w)
    {
        var height = field.Length / width;
        for (var i = 0; i < coarse.Values.Length; i++)
        {
            var (y, x) = Math.DivRem(i, w);
            var (sum, known, total) = (0.0, 0, 0.0);
            for (var v = 2 * y; v < Math.Min(2 * y + 2, height); v++)
                for (var u = 2 * x; u < Math.Min(2 * x + 2, width); u++)
                {
                    var at = v * width + u;
                    if (source is not null) total += source[at];
                    if (unknown[at]) continue;
                    sum += field[at];
                    known++;
                }
            coarse.Open[i] = known == 0;
            coarse.Values[i] = known == 0 ? 0 : sum / known;
            if (coarse.Right is not null) coarse.Right[i] = total;
        }
    }

    private static double Between(double[] values, int w, int h, double x, double y)
    {
        var (column, row) = ((int)Math.Floor(x), (int)Math.Floor(y));
        double At(int c, int r) => values[Math.Clamp(r, 0, h - 1) * w + Math.Clamp(c, 0, w - 1)];
        return double.Lerp(double.Lerp(At(column, row), At(column + 1, row), x - column), double.Lerp(At(column, row + 1), At(column + 1, row + 1), x - column), y - row);
    }

    internal static int ConjugateGradients(double[] field, bool[] unknown, double[]? source, int width, CancellationToken cancel)
    {
        int[] cells = [.. Enumerable.Range(0, field.Length).Where(i => unknown[i])];
        if (cells.Length == 0) return 0;
        double[] residual = new double[cells.Length], direction = new double[field.Length], product = new double[cells.Length];
        double energy = 0;
        for (var k = 0; k < cells.Length; k++)
        {
            var i = cells[k];
            residual[k] = (source?[i] ?? 0) - Stencil(field, i, width);
            direction[i] = residual[k];
            energy += residual[k] * residual[k];
        }
        var enough = Tolerance * Tolerance * cells.Length;
        // Exact arithmetic would need no more steps than cells.
        var iteration = 0;
        for (; iteration < cells.Length && energy > enough; iteration++)
        {
            cancel.ThrowIfCancellationRequested();
            double curvature = 0;
            for (var k = 0; k < cells.Length; k++)
            {
                product[k] = Stencil(direction, cells[k], width);
                curvature += product[k] * direction[cells[k]];
            }
            var (step, next) = (energy / curvature, 0.0);
            for (var k = 0; k < cells.Length; k++)
            {
                field[cells[k]] += step * direction[cells[k]];
                residual[k] -= step * product[k];
                next += residual[k] * residual[k];
            }
            for (var k = 0; k < cells.Length; k++) direction[cells[k]] = residual[k] + next / energy * direction[cells[k]];
            energy = next;
        }
        return iteration;
    }

    private static double Stencil(double[] f, int i, int width) => 4 * f[i] - f[i - 1] - f[i + 1] - f[i - width] - f[i + width];
}
