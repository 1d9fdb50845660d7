using Touchstone.Numerics;

namespace Touchstone.Tests.Numerics;

public sealed class LogisticRegressionTests
{
    private static readonly double[] Rows = [-2.1, 0.5, 1, -1.3, -0.2, 1, -0.4, 0.1, 1, 0.2, 0.9, 1, 0.3, -1.0, 1, 1.1, 0.3, 1, 1.7, -0.7, 1, 2.4, 0.2, 1];
    private static readonly bool[] Positive = [false, false, true, false, true, false, true, true];
    private static readonly double[] Weights = [0.1, 0.2, 0.15, 0.1, 0.1, 0.2, 0.05, 0.1];

    [Theory]
    // Origin: scipy.optimize.minimize 1.10.1, BFGS, and L-BFGS-B with bounds, on the same loss.
    [InlineData(false, 0.76418841, -1.80488167, -0.47434)]
    [InlineData(true, 0.69692772, 0, -0.52772385)]
    public void Fits_match_reference_values(bool bounded, double first, double second, double constant)
    {
        var regression = new LogisticRegression(3);
        regression.Restrain(0, 0.01, 0, bounded);
        regression.Restrain(1, 0.02, 0, bounded);
        var fit = new double[3];
        Assert.True(regression.Fit(Rows, Positive, Weights, [], fit));
        Assert.Equal(first, fit[0], 6);
        Assert.Equal(second, fit[1], 6);
        Assert.Equal(constant, fit[2], 6);
    }

    [Fact]
    public void Separable_classes_end_where_the_penalty_holds_them()
    {
        var regression = new LogisticRegression(1);
        regression.Restrain(0, 1e-3);
        var fit = new double[1];
        Assert.True(regression.Fit([-2, -1, 1, 2], [false, false, true, true], [1, 1, 1, 1], [], fit));
        // The slope is zero there: λβ = Σ w (1 − p) |x|.
        Assert.Equal(1e-3 * fit[0], 2 * (1 / (1 + Math.Exp(fit[0]))) + 4 / (1 + Math.Exp(2 * fit[0])), 9);
    }

    [Fact]
    public void The_soft_plus_keeps_its_digits_at_both_ends()
    {
        Assert.Equal(800, LogisticRegression.SoftPlus(800));
        Assert.Equal(0, LogisticRegression.SoftPlus(-800));
        Assert.Equal(Math.Log(2), LogisticRegression.SoftPlus(0), 15);
    }
}
