using CsCheck;
using Touchstone.Numerics;

namespace Touchstone.Tests.Numerics;

public sealed class LinearAlgebraTests
{
    [Fact]
    public void Least_squares_finds_the_line_that_made_the_points()
    {
        var fit = new LeastSquares(2);
        for (var x = 0; x < 10; x++)
            fit.Add([1, x], 3 - 0.5 * x);
        var line = new double[2];
        Assert.True(fit.Solve(0, line));
        Assert.Equal(3, line[0], 1e-12);
        Assert.Equal(-0.5, line[1], 1e-12);
    }

    [Fact]
    public void Rows_that_determine_nothing_are_reported()
    {
        var fit = new LeastSquares(2);
        fit.Add([1, 2], 1);
        fit.Add([2, 4], 2);
        Assert.False(fit.Solve(0, new double[2]));
        Assert.True(fit.Solve(1e-3, new double[2]));
    }

    // By hand: [[2, 1], [1, 2]] has 3 along (1, 1)/√2 and 1 along (1, −1)/√2.
    [Fact]
    public void Eigenvectors_of_a_hand_made_matrix()
    {
        double[] values = new double[2], vectors = new double[4];
        SymmetricEigen.Decompose([2, 1, 1, 2], 2, values, vectors);
        Assert.Equal([3, 1], values.Select(v => Math.Round(v, 12)));
        Assert.Equal(Math.Sqrt(0.5), vectors[0], 1e-12);
        Assert.Equal(Math.Sqrt(0.5), vectors[1], 1e-12);
        Assert.Equal(-0.5, vectors[2] * vectors[3], 1e-12);
    }

    [Fact]
    public void Eigenvectors_rebuild_the_matrix() => Gen.Select(Gen.Int[1, 20], Gen.Int[1, 1000]).Sample((n, seed) =>
    {
        var matrix = Definite(n, (ulong)seed);
        double[] values = new double[n], vectors = new double[n * n];
        SymmetricEigen.Decompose((double[])matrix.Clone(), n, values, vectors);
        Assert.Equal(values.OrderDescending(), values);
        for (var i = 0; i < n * n; i++)
            Assert.Equal(matrix[i], Enumerable.Range(0, n).Sum(k => values[k] * vectors[k * n + i / n] * vectors[k * n + i % n]), 1e-8);
    });

    [Fact]
    public void Cholesky_solves_what_it_factorised() => Gen.Select(Gen.Int[1, 12], Gen.Int[1, 1000]).Sample((n, seed) =>
    {
        var matrix = Definite(n, (ulong)seed);
        var expected = Enumerable.Range(0, n).Select(i => Math.Sin(i + 1)).ToArray();
        var vector = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => matrix[i * n + j] * expected[j])).ToArray();
        var factor = (double[])matrix.Clone();
        Assert.True(Cholesky.Factorise(factor, n));
        Cholesky.Solve(factor, n, vector);
        for (var i = 0; i < n; i++)
            Assert.Equal(expected[i], vector[i], 1e-7);
    });

    [Fact]
    public void An_indefinite_matrix_is_not_factorised() => Assert.False(Cholesky.Factorise([1, 2, 2, 1], 2));

    private static double[] Definite(int n, ulong seed)
    {
        var chance = new Seeded(seed);
        var factor = Enumerable.Range(0, n * n).Select(_ => chance.NextNormal()).ToArray();
        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                matrix[i * n + j] = (i == j ? 0.5 : 0) + Enumerable.Range(0, n).Sum(k => factor[i * n + k] * factor[j * n + k]);
        return matrix;
    }
}
