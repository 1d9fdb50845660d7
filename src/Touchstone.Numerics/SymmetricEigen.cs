namespace Touchstone.Numerics;

/// <summary>Eigenvalues and eigenvectors of small symmetric matrices by Jacobi's cyclic rotations (Golub and Van Loan, Matrix Computations, §8.5).</summary>
public static class SymmetricEigen
{
    // Convergence is quadratic; a matrix of a few hundred is done in about ten sweeps.
    private const int MostSweeps = 40;

    /// <summary>Decomposes in place: A = V·diag(λ)·Vᵀ.</summary>
    /// <param name="matrix">Symmetric matrix [n, n], row-major; overwritten.</param>
    /// <param name="size">n, ≥ 1.</param>
    /// <param name="values">Eigenvalues [n], the largest first.</param>
    /// <param name="vectors">Unit eigenvectors as rows [n, n], in the same order; the component of largest size is positive.</param>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public static void Decompose(Span<double> matrix, int size, Span<double> values, Span<double> vectors)
    {
        if (size < 1 || matrix.Length != size * size || vectors.Length != size * size || values.Length != size) throw new ArgumentException("The matrices are [n, n] and the values [n].");
        var rows = new double[size * size];
        for (var i = 0; i < size; i++) rows[i * size + i] = 1;
        for (var sweep = 0; sweep < MostSweeps && Sweep(matrix, rows, size); sweep++) { }
        var order = new int[size];
        var diagonal = new double[size];
        for (var i = 0; i < size; i++) (order[i], diagonal[i]) = (i, -matrix[i * size + i]);
        Array.Sort(diagonal, order);
        for (var i = 0; i < size; i++)
        {
            values[i] = -diagonal[i];
            var row = rows.AsSpan(order[i] * size, size);
            var largest = 0.0;
            foreach (var component in row) if (Math.Abs(component) > Math.Abs(largest)) largest = component;
            for (var k = 0; k < size; k++) vectors[i * size + k] = largest < 0 ? -row[k] : row[k];
        }
    }

    private static bool Sweep(Span<double> a, double[] rows, int n)
    {
        var turned = false;
        for (var p = 0; p < n - 1; p++)
            for (var q = p + 1; q < n; q++)
            {
                var off = a[p * n + q];
                // Below the rounding of both diagonals it changes nothing any more.
                if (Math.Abs(off) <= 1e-17 * (Math.Abs(a[p * n + p]) + Math.Abs(a[q * n + q]))) continue;
                turned = true;
                var theta = (a[q * n + q] - a[p * n + p]) / (2 * off);
                var tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
                var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
                Rotate(a, rows, n, p, q, cosine, tangent * cosine);
            }
        return turned;
    }

    private static void Rotate(Span<double> a, double[] rows, int n, int p, int q, double cosine, double sine)
    {
        for (var k = 0; k < n; k++)
            (a[k * n + p], a[k * n + q]) = (cosine * a[k * n + p] - sine * a[k * n + q], sine * a[k * n + p] + cosine * a[k * n + q]);
        for (var k = 0; k < n; k++)
        {
            (a[p * n + k], a[q * n + k]) = (cosine * a[p * n + k] - sine * a[q * n + k], sine * a[p * n + k] + cosine * a[q * n + k]);
            (rows[p * n + k], rows[q * n + k]) = (cosine * rows[p * n + k] - sine * rows[q * n + k], sine * rows[p * n + k] + cosine * rows[q * n + k]);
        }
        (a[p * n + q], a[q * n + p]) = (0, 0);
    }
}
