namespace Touchstone.Numerics.Planes;

/// <summary>One direction of the largest variance that is left (Pearson 1901).</summary>
/// <param name="Direction">Unit vector [3]; its component of largest size is positive.</param>
/// <param name="Variance">Variance along it, squared unit of the samples; ≥ 0.</param>
public sealed record PrincipalAxis(double[] Direction, double Variance);

/// <summary>Mean and principal axes of triples, by Jacobi's rotations of their covariance (Golub and Van Loan, §8.5).</summary>
public static class PrincipalAxes3
{
    // Jacobi converges quadratically; three by three is done in six sweeps.
    private const int Sweeps = 30;

    /// <summary>The axes, the largest variance first.</summary>
    /// <param name="samples">Interleaved triples [n, 3], n ≥ 1.</param>
    /// <exception cref="ArgumentException">No triple, or no whole triples.</exception>
    public static (double[] Mean, PrincipalAxis[] Axes) Of(ReadOnlySpan<byte> samples)
    {
        if (samples.Length == 0 || samples.Length % 3 != 0) throw new ArgumentException("There are no whole triples.", nameof(samples));
        // Whole numbers: exact, and the same however they are added. 2³¹ samples of 255² stay below 2⁶³.
        var (sums, products) = (new long[3], new long[6]);
        for (var i = 0; i < samples.Length; i += 3)
        {
            int a = samples[i], b = samples[i + 1], c = samples[i + 2];
            (sums[0], sums[1], sums[2]) = (sums[0] + a, sums[1] + b, sums[2] + c);
            (products[0], products[1], products[2]) = (products[0] + a * a, products[1] + a * b, products[2] + a * c);
            (products[3], products[4], products[5]) = (products[3] + b * b, products[4] + b * c, products[5] + c * c);
        }
        var count = samples.Length / 3.0;
        double[] mean = [sums[0] / count, sums[1] / count, sums[2] / count];
        double Covariance(int place, int i, int j) => products[place] / count - mean[i] * mean[j];
        var (xy, xz, yz) = (Covariance(1, 0, 1), Covariance(2, 0, 2), Covariance(4, 1, 2));
        return (mean, Axes(new[,] { { Covariance(0, 0, 0), xy, xz }, { xy, Covariance(3, 1, 1), yz }, { xz, yz, Covariance(5, 2, 2) } }));
    }

    /// <summary>The axes of a symmetric matrix, the largest first; a variance below zero by rounding is 0.</summary>
    internal static PrincipalAxis[] Axes(double[,] matrix)
    {
        double[,] vectors = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Rotate(matrix, vectors, 0, 1);
            Rotate(matrix, vectors, 0, 2);
            Rotate(matrix, vectors, 1, 2);
        }
        return [.. Enumerable.Range(0, 3).Select(i => new PrincipalAxis(Signed([vectors[0, i], vectors[1, i], vectors[2, i]]), Math.Max(0, matrix[i, i]))).OrderByDescending(a => a.Variance)];
    }

    private static void Rotate(double[,] matrix, double[,] vectors, int p, int q)
    {
        if (matrix[p, q] == 0) return;
        var theta = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        var tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        for (var k = 0; k < 3; k++)
            (matrix[k, p], matrix[k, q]) = (cosine * matrix[k, p] - sine * matrix[k, q], sine * matrix[k, p] + cosine * matrix[k, q]);
        for (var k = 0; k < 3; k++)
            (matrix[p, k], matrix[q, k]) = (cosine * matrix[p, k] - sine * matrix[q, k], sine * matrix[p, k] + cosine * matrix[q, k]);
        for (var k = 0; k < 3; k++)
            (vectors[k, p], vectors[k, q]) = (cosine * vectors[k, p] - sine * vectors[k, q], sine * vectors[k, p] + cosine * vectors[k, q]);
        (matrix[p, q], matrix[q, p]) = (0, 0);
    }

    private static double[] Signed(double[] vector) => vector.MaxBy(Math.Abs) < 0 ? [.. vector.Select(v => -v)] : vector;
}
