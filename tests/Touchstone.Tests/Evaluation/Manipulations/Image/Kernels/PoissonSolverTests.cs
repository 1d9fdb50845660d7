using Touchstone.Evaluation.Manipulations.Image.Kernels;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Manipulations.Image.Kernels;

public sealed class PoissonSolverTests
{
    private static (double[] Field, bool[] Unknown, double[] Exact) Disc(int edge, Func<double, double, double> value)
    {
        var (field, unknown, exact) = (new double[edge * edge], new bool[edge * edge], new double[edge * edge]);
        for (var i = 0; i < field.Length; i++)
        {
            var (y, x) = (i / edge - edge / 2.0, i % edge - edge / 2.0);
            exact[i] = value(x, y);
            unknown[i] = x * x + y * y < edge * edge * 0.18;
            field[i] = unknown[i] ? 1e6 : exact[i];
        }
        return (field, unknown, exact);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(64)]
    [InlineData(201)]
    public void A_discretely_harmonic_function_is_found_from_its_boundary(int edge)
    {
        // x² − y² and xy are harmonic for the five-point stencil too.
        var (field, unknown, exact) = Disc(edge, (x, y) => 0.01 * (x * x - y * y) + 0.02 * x * y + 3);
        PoissonSolver.Solve(field, unknown, null, edge, TestContext.Current.CancellationToken);
        Assert.InRange(field.Zip(exact, (a, b) => Math.Abs(a - b)).Max(), 0, 0.01);
    }

    [Fact]
    public void A_source_bends_the_field_as_the_stencil_says()
    {
        // Σ(h(p) − h(q)) of x² + y² is −4.
        var (field, unknown, exact) = Disc(97, (x, y) => x * x + y * y);
        PoissonSolver.Solve(field, unknown, [.. unknown.Select(u => u ? -4.0 : 0)], 97, TestContext.Current.CancellationToken);
        Assert.InRange(field.Zip(exact, (a, b) => Math.Abs(a - b)).Max(), 0, 0.05);
    }

    [Fact]
    public void Known_cells_are_not_touched_and_the_residual_is_small()
    {
        var chance = new Seeded(3);
        var (field, unknown, exact) = Disc(80, (_, _) => 255 * chance.NextUnit());
        PoissonSolver.Solve(field, unknown, null, 80, TestContext.Current.CancellationToken);
        for (var i = 0; i < field.Length; i++)
            if (!unknown[i]) Assert.Equal(exact[i], field[i]);
            else Assert.InRange(Math.Abs(4 * field[i] - field[i - 1] - field[i + 1] - field[i - 80] - field[i + 80]), 0, 0.01);
    }

    [Fact]
    public void The_pyramid_leaves_fewer_iterations_than_the_region_is_wide()
    {
        var (field, unknown, _) = Disc(257, (x, y) => x + 0.5 * y);
        Assert.InRange(PoissonSolver.Solve(field, unknown, null, 257, TestContext.Current.CancellationToken), 0, 200);
    }
}
