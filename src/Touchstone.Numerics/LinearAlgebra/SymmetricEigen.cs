namespace Touchstone.Numerics.LinearAlgebra;

/// <summary>Eigenvalues and eigenvectors of small symmetric matrices by cyclic rotations (Jacobi 1846; Golub &amp; Van Loan 8.5).</summary>
public static class SymmetricEigen
{
    // Convergence is quadratic: matrices of 100 rows need about ten sweeps.
    private const int MostSweeps = 60;

    /// <summary>Decomposes A = V diag(values) Vᵀ.</summary>
    /// <param name="matrix">Symmetric matrix [n, n]; destroyed.</param>
    /// <param name="size">n, ≥ 1.</param>
    /// <param name="values">Eigenvalues [n], largest first.</param>
    /// <param name="vectors">Eigenvectors [n, n]: row k belongs to value k, unit length, largest entry by magnitude positive.</param>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public static void Decompose(Span<double> matrix, int size, Span<double> values, Span<double> vectors)
    {
        if (size < 1 || matrix.Length != size * size || values.Length != size || vectors.Length != size * size)
            throw new ArgumentException("Matrix and vectors are [n, n], values [n].");
        vectors.Clear();
        for (var i = 0; i < size; i++) vectors[i * size + i] = 1;
        for (var sweep = 0; sweep < MostSweeps && Sweep(matrix, size, vectors); sweep++)
        {
        }
        for (var i = 0; i < size; i++) values[i] = matrix[i * size + i];
        Sort(size, values, vectors);
    }

    private static bool Sweep(Span<double> a, int n, Span<double> v)
    {
        var turned = false;
        for (var p = 0; p < n - 1; p++)
        {
            for (var q = p + 1; q < n; q++)
            {
                var apq = a[p * n + q];
                if (!(Math.Abs(apq) > 1e-16 * Math.Sqrt(Math.Abs(a[p * n + p] * a[q * n + q])) && Math.Abs(apq) > 1e-300)) continue;
                turned = true;
                var theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
                var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
                var c = 1 / Math.Sqrt(t * t + 1);
                Rotate(a, v, n, p, q, c, t * c);
            }
        }
        return turned;
    }

    private static void Rotate(Span<double> a, Span<double> v, int n, int p, int q, double c, double s)
    {
        for (var k = 0; k < n; k++)
        {
            var (x, y) = (a[k * n + p], a[k * n + q]);
            (a[k * n + p], a[k * n + q]) = (c * x - s * y, s * x + c * y);
        }
        for (var k = 0; k < n; k++)
        {
            var (x, y) = (a[p * n + k], a[q * n + k]);
            (a[p * n + k], a[q * n + k]) = (c * x - s * y, s * x + c * y);
            (x, y) = (v[p * n + k], v[q * n + k]);
            (v[p * n + k], v[q * n + k]) = (c * x - s * y, s * x + c * y);
        }
        a[p * n + q] = a[q * n + p] = 0;
    }

    private static void Sort(int n, Span<double> values, Span<double> vectors)
    {
        for (var i = 0; i < n; i++)
        {
            var best = i;
            for (var j = i + 1; j < n; j++)
                if (values[j] > values[best]) best = j;
            (values[i], values[best]) = (values[best], values[i]);
            var (largest, sign) = (0.0, 1.0);
            for (var k = 0; k < n; k++)
            {
                (vectors[i * n + k], vectors[best * n + k]) = (vectors[best * n + k], vectors[i * n + k]);
                if (Math.Abs(vectors[i * n + k]) > largest) (largest, sign) = (Math.Abs(vectors[i * n + k]), Math.Sign(vectors[i * n + k]));
            }
            for (var k = 0; k < n; k++) vectors[i * n + k] *= sign;
        }
    }
}
