using MathNet.Numerics.LinearAlgebra;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Drift;

/// <summary>Average run lengths of cumulative sums by a Markov chain over their value (Brook &amp; Evans 1972), started at 0.</summary>
public static class RunLength
{
    private const int States = 600;

    /// <summary>Mean number of events until S ← max(0, S + step) reaches h, when a step is up with probability p and else down.</summary>
    /// <param name="probability">p, 0–1.</param>
    /// <param name="up">Step of an event, &gt; 0.</param>
    /// <param name="down">Step of no event, &lt; 0.</param>
    /// <param name="limit">h, &gt; 0.</param>
    /// <remarks>The run length is taken as linear between grid points, which solves the integral equation L(s) = 1 + p L(s + up) + (1 − p) L(max(0, s + down)) to within about 1 %.</remarks>
    public static double Bernoulli(double probability, double up, double down, double limit)
    {
        if (!(probability is > 0 and < 1) || !(up > 0) || !(down < 0) || !(limit > 0)) throw new ArgumentException("0 < p < 1, up > 0, down < 0, h > 0.");
        var width = limit / States;
        return Solve((row, at) =>
        {
            Spread(row, (at * width + up) / width, probability);
            Spread(row, Math.Max(0, at * width + down) / width, 1 - probability);
        });
    }

    /// <summary>Mean number of events until S ← max(0, S + z − k) reaches h, z standard normal moved by a shift.</summary>
    /// <param name="allowance">k, deviations.</param>
    /// <param name="limit">h, deviations, &gt; 0.</param>
    /// <param name="shift">Mean of z, deviations.</param>
    public static double Gaussian(double allowance, double limit, double shift = 0)
    {
        if (!(limit > 0)) throw new ArgumentOutOfRangeException(nameof(limit), limit, "h > 0.");
        // The chain of the paper: state i stands for the interval of this width around i·width, the first for all below.
        var width = 2 * limit / (2 * States - 1);
        return Solve((row, at) =>
        {
            double Below(int state) => Normal.Cdf((state + 0.5 - at) * width + allowance - shift);
            row[0] += Below(0);
            for (var state = 1; state < States; state++) row[state] += Below(state) - Below(state - 1);
        });
    }

    /// <summary>Two-sided: the reciprocals of the one-sided run lengths add up (Kemp 1961).</summary>
    public static double TwoSided(double one, double other) => 1 / (1 / one + 1 / other);

    private static double Solve(Action<double[], int> transitions)
    {
        var matrix = Matrix<double>.Build.Dense(States, States);
        for (var i = 0; i < States; i++)
        {
            var row = new double[States];
            transitions(row, i);
            for (var j = 0; j < States; j++) matrix[i, j] = (i == j ? 1 : 0) - row[j];
        }
        return matrix.Solve(Vector<double>.Build.Dense(States, 1))[0];
    }

    // What lies at or beyond the limit has left the chain.
    private static void Spread(double[] row, double place, double probability)
    {
        if (place >= States) return;
        var low = (int)place;
        var share = place - low;
        row[low] += probability * (1 - share);
        if (low + 1 < States) row[low + 1] += probability * share;
        else row[low] += probability * share;
    }
}
