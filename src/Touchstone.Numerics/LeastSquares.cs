namespace Touchstone.Numerics;

/// <summary>Linear least squares with few unknowns, row by row: min Σ w (aᵀx − b)² + λ|x|².</summary>
/// <remarks>Normal equations in double: columns should be scaled alike; for condition numbers above 10⁷ use an orthogonal method.</remarks>
public sealed class LeastSquares
{
    private readonly double[] _normal, _right;

    /// <summary>Starts with no rows.</summary>
    /// <param name="unknowns">Unknowns n, 1 to 1024.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is outside its range.</exception>
    public LeastSquares(int unknowns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(unknowns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unknowns, 1024);
        Unknowns = unknowns;
        _normal = new double[unknowns * unknowns];
        _right = new double[unknowns];
    }

    /// <summary>Unknowns n.</summary>
    public int Unknowns { get; }

    /// <summary>Adds an equation aᵀx ≈ b.</summary>
    /// <param name="row">a [n].</param>
    /// <param name="value">b.</param>
    /// <param name="weight">Weight w, ≥ 0.</param>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public void Add(ReadOnlySpan<double> row, double value, double weight = 1)
    {
        if (row.Length != Unknowns) throw new ArgumentException("A row has one entry per unknown.", nameof(row));
        for (var i = 0; i < Unknowns; i++)
        {
            var wi = weight * row[i];
            for (var j = 0; j <= i; j++)
                _normal[i * Unknowns + j] += wi * row[j];
            _right[i] += wi * value;
        }
    }

    /// <summary>Solves; more rows may be added afterwards.</summary>
    /// <param name="ridge">λ, ≥ 0.</param>
    /// <param name="solution">x [n].</param>
    /// <returns>False where the rows do not determine the unknowns; the solution is then zero.</returns>
    /// <exception cref="ArgumentException">The solution has another length.</exception>
    public bool Solve(double ridge, Span<double> solution)
    {
        if (solution.Length != Unknowns) throw new ArgumentException("One entry per unknown.", nameof(solution));
        var factor = (double[])_normal.Clone();
        for (var i = 0; i < Unknowns; i++) factor[i * Unknowns + i] += ridge;
        if (!Cholesky.Factorise(factor, Unknowns))
        {
            solution.Clear();
            return false;
        }
        _right.CopyTo(solution);
        Cholesky.Solve(factor, Unknowns, solution);
        return true;
    }
}
