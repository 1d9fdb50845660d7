using Touchstone.Numerics;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>A straight line from score to likelihood ratio by prior-weighted logistic regression (Platt 1999; Brümmer 2010, section 8.2), slope ≥ 0.</summary>
internal static class LogisticCurve
{
    // On a score of unit deviation and a loss of unit mass: holds separable classes to a finite slope and moves others by less than their error.
    private const double Ridge = 1e-4;

    internal static Curve Fit(Curve.Sample sample, bool withOffset)
    {
        var scores = sample.Cases.Scores;
        var weights = sample.Balanced();
        double centre = 0, spread = 0;
        if (withOffset)
            for (var i = 0; i < scores.Length; i++) centre += weights[i] * scores[i];
        for (var i = 0; i < scores.Length; i++) spread += weights[i] * (scores[i] - centre) * (scores[i] - centre);
        spread = spread > 0 ? Math.Sqrt(spread) : 1;
        var unknowns = withOffset ? 2 : 1;
        var rows = new double[scores.Length * unknowns];
        for (var i = 0; i < scores.Length; i++)
        {
            rows[i * unknowns] = (scores[i] - centre) / spread;
            if (withOffset) rows[i * unknowns + 1] = 1;
        }
        var regression = new LogisticRegression(unknowns);
        regression.Restrain(0, Ridge, 0, nonNegative: true);
        var fit = new double[unknowns];
        regression.Fit(rows, sample.Cases.Manipulated, weights, [], fit);
        var slope = fit[0] / spread;
        var offset = withOffset ? fit[1] - slope * centre : 0;
        var parameters = withOffset
            ? new Dictionary<string, double> { ["slope"] = slope, ["offset"] = offset }
            : new Dictionary<string, double> { ["temperature"] = 1 / slope };
        return new Curve(withOffset ? CurveKind.Logistic : CurveKind.Temperature, parameters, Curve.Spread(scores), s => slope * s + offset);
    }
}
