namespace Touchstone.Numerics;

/// <summary>Cholesky's factorisation of small symmetric positive definite matrices, A = L Lᵀ, in double.</summary>
public static class Cholesky
{
    /// <summary>Factorises in place: the lower triangle becomes L; the upper triangle is not read or written.</summary>
    /// <param name="matrix">Matrix [n, n], row-major.</param>
    /// <param name="size">n, ≥ 1.</param>
    /// <returns>False where the matrix is not positive definite to working precision; the matrix is then half overwritten.</returns>
    /// <exception cref="ArgumentException">The span is not [n, n].</exception>
    public static bool Factorise(Span<double> matrix, int size)
    {
        if (size < 1 || matrix.Length != size * size) throw new ArgumentException("The matrix is [n, n].", nameof(matrix));
        for (var j = 0; j < size; j++)
        {
            var pivot = matrix[j * size + j];
            var diagonal = pivot;
            for (var k = 0; k < j; k++)
                diagonal -= matrix[j * size + k] * matrix[j * size + k];
            // A pivot that has lost all but rounding of its digits has no meaningful root.
            if (!(diagonal > 1e-14 * Math.Abs(pivot))) return false;
            diagonal = Math.Sqrt(diagonal);
            matrix[j * size + j] = diagonal;
            for (var i = j + 1; i < size; i++)
            {
                var sum = matrix[i * size + j];
                for (var k = 0; k < j; k++)
                    sum -= matrix[i * size + k] * matrix[j * size + k];
                matrix[i * size + j] = sum / diagonal;
            }
        }
        return true;
    }

    /// <summary>Solves L Lᵀ x = b in place.</summary>
    /// <param name="factor">The factor that <see cref="Factorise"/> left [n, n].</param>
    /// <param name="size">n.</param>
    /// <param name="vector">b [n], becomes x.</param>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public static void Solve(ReadOnlySpan<double> factor, int size, Span<double> vector)
    {
        if (size < 1 || factor.Length != size * size || vector.Length != size) throw new ArgumentException("The factor is [n, n] and the vector [n].");
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
                vector[i] -= factor[i * size + k] * vector[k];
            vector[i] /= factor[i * size + i];
        }
        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
                vector[i] -= factor[k * size + i] * vector[k];
            vector[i] /= factor[i * size + i];
        }
    }
}
