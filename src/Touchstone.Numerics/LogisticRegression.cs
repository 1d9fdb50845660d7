namespace Touchstone.Numerics;

/// <summary>Logistic regression with few unknowns: min Σ wᵢ ln(1 + exp(−yᵢ(xᵢᵀβ + oᵢ))) + ½ Σ λⱼ (βⱼ − cⱼ)², y = ±1, some βⱼ ≥ 0.</summary>
/// <remarks>
/// Newton's method projected on the non-negative unknowns (Bertsekas 1982) with halved steps: the function is convex, so that what it
/// converges to is the minimum. With a λ above 0 for each unknown there is one, also where the classes are separable.
/// </remarks>
public sealed class LogisticRegression
{
    private const int MostSteps = 100;
    private const double Enough = 1e-10;
    private readonly double[] _penalty, _centre;
    private readonly bool[] _nonNegative;

    /// <summary>Starts with no penalties and no bounds.</summary>
    /// <param name="unknowns">Unknowns k, 1 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is outside its range.</exception>
    public LogisticRegression(int unknowns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(unknowns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unknowns, 256);
        (_penalty, _centre, _nonNegative) = (new double[unknowns], new double[unknowns], new bool[unknowns]);
    }

    /// <summary>Bounds and penalises one unknown.</summary>
    /// <param name="unknown">j, from 0.</param>
    /// <param name="penalty">λⱼ, ≥ 0.</param>
    /// <param name="centre">cⱼ, what it is drawn to; ≥ 0 where it may not be negative.</param>
    /// <param name="nonNegative">Whether βⱼ ≥ 0 is required.</param>
    /// <exception cref="ArgumentOutOfRangeException">The penalty or the centre is outside its range.</exception>
    public void Restrain(int unknown, double penalty, double centre = 0, bool nonNegative = false)
    {
        if (!(penalty >= 0)) throw new ArgumentOutOfRangeException(nameof(penalty), penalty, "λ ≥ 0.");
        if (nonNegative && !(centre >= 0)) throw new ArgumentOutOfRangeException(nameof(centre), centre, "c ≥ 0.");
        (_penalty[unknown], _centre[unknown], _nonNegative[unknown]) = (penalty, centre, nonNegative);
    }

    /// <summary>Fits.</summary>
    /// <param name="rows">x [n, k], row-major.</param>
    /// <param name="positive">True where y = +1 [n].</param>
    /// <param name="weights">w [n], ≥ 0.</param>
    /// <param name="offsets">o [n]; empty for 0.</param>
    /// <param name="solution">β [k]: where to start, becomes the fit.</param>
    /// <returns>False where Newton's method came to no end within 100 steps; the solution is then the best one met.</returns>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public bool Fit(ReadOnlySpan<double> rows, ReadOnlySpan<bool> positive, ReadOnlySpan<double> weights, ReadOnlySpan<double> offsets, Span<double> solution)
    {
        var (n, k) = (positive.Length, _penalty.Length);
        if (rows.Length != n * k || weights.Length != n || offsets.Length != n && !offsets.IsEmpty || solution.Length != k) throw new ArgumentException("Rows are [n, k], the rest [n] and [k].");
        for (var j = 0; j < k; j++)
            if (_nonNegative[j]) solution[j] = Math.Max(0, solution[j]);
        var (gradient, hessian, step, tried) = (new double[k], new double[k * k], new double[k], new double[k]);
        var loss = Loss(rows, positive, weights, offsets, solution);
        for (var round = 0; round < MostSteps; round++)
        {
            Derive(rows, positive, weights, offsets, solution, gradient, hessian);
            if (!Direction(gradient, hessian, solution, step)) return true;
            var size = 1.0;
            var next = loss;
            for (; size > 1e-12; size /= 2)
            {
                for (var j = 0; j < k; j++) tried[j] = _nonNegative[j] ? Math.Max(0, solution[j] - size * step[j]) : solution[j] - size * step[j];
                next = Loss(rows, positive, weights, offsets, tried);
                if (next < loss) break;
            }
            if (!(next < loss)) return true;
            tried.CopyTo(solution);
            var gain = loss - next;
            loss = next;
            if (gain <= Enough * Enough * (1 + Math.Abs(loss))) return true;
        }
        return false;
    }

    private double Loss(ReadOnlySpan<double> rows, ReadOnlySpan<bool> positive, ReadOnlySpan<double> weights, ReadOnlySpan<double> offsets, ReadOnlySpan<double> at)
    {
        var k = at.Length;
        double sum = 0;
        for (var i = 0; i < positive.Length; i++)
        {
            var z = offsets.IsEmpty ? 0 : offsets[i];
            for (var j = 0; j < k; j++) z += rows[i * k + j] * at[j];
            sum += weights[i] * SoftPlus(positive[i] ? -z : z);
        }
        for (var j = 0; j < k; j++) sum += 0.5 * _penalty[j] * (at[j] - _centre[j]) * (at[j] - _centre[j]);
        return sum;
    }

    private void Derive(ReadOnlySpan<double> rows, ReadOnlySpan<bool> positive, ReadOnlySpan<double> weights, ReadOnlySpan<double> offsets, ReadOnlySpan<double> at, Span<double> gradient, Span<double> hessian)
    {
        var k = at.Length;
        hessian.Clear();
        for (var j = 0; j < k; j++)
        {
            gradient[j] = _penalty[j] * (at[j] - _centre[j]);
            hessian[j * k + j] = _penalty[j];
        }
        for (var i = 0; i < positive.Length; i++)
        {
            var row = rows.Slice(i * k, k);
            var z = offsets.IsEmpty ? 0 : offsets[i];
            for (var j = 0; j < k; j++) z += row[j] * at[j];
            var p = 1 / (1 + Math.Exp(-z));
            var (slope, bend) = (weights[i] * (p - (positive[i] ? 1 : 0)), weights[i] * p * (1 - p));
            for (var a = 0; a < k; a++)
            {
                gradient[a] += slope * row[a];
                for (var b = 0; b <= a; b++) hessian[a * k + b] += bend * row[a] * row[b];
            }
        }
    }

    /// <summary>Newton's step on the unknowns that are free to move; false where none has a slope left.</summary>
    private bool Direction(ReadOnlySpan<double> gradient, ReadOnlySpan<double> hessian, ReadOnlySpan<double> at, Span<double> step)
    {
        var k = at.Length;
        Span<int> free = stackalloc int[k];
        var count = 0;
        double steepest = 0;
        for (var j = 0; j < k; j++)
        {
            step[j] = 0;
            if (_nonNegative[j] && at[j] <= 0 && gradient[j] > 0) continue;
            free[count++] = j;
            steepest = Math.Max(steepest, Math.Abs(gradient[j]));
        }
        if (count == 0 || steepest < Enough) return false;
        var part = new double[count * count];
        var right = new double[count];
        double largest = 0;
        for (var a = 0; a < count; a++) largest = Math.Max(largest, hessian[free[a] * k + free[a]]);
        for (var ridge = 1e-12 * largest + 1e-300; ; ridge *= 100)
        {
            for (var a = 0; a < count; a++)
            {
                right[a] = gradient[free[a]];
                for (var b = 0; b <= a; b++) part[a * count + b] = hessian[free[a] * k + free[b]];
                part[a * count + a] += ridge;
            }
            if (Cholesky.Factorise(part, count)) break;
        }
        Cholesky.Solve(part, count, right);
        for (var a = 0; a < count; a++) step[free[a]] = right[a];
        return true;
    }

    /// <summary>ln(1 + eˣ) without overflow.</summary>
    /// <param name="x">Any number.</param>
    public static double SoftPlus(double x) => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x));
}
