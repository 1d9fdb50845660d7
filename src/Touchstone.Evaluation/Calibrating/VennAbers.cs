using Touchstone.Evaluation.Metrics;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>
/// Inductive Venn–Abers predictors (Vovk &amp; Petej 2014): for a score, the isotonic fit is taken twice, once with the score added as
/// authentic and once as manipulated. If cases are exchangeable, one of the two probabilities is perfectly calibrated whatever the
/// distribution, and the gap between them says how little the data determine there.
/// </summary>
public sealed class VennAbers
{
    private readonly double[] _scores, _manipulated, _authentic;
    private readonly double _priorLogOdds;

    /// <summary>Prepares the calibration cases.</summary>
    /// <param name="cases">Oriented scores; NaN are left out. The cases of a cluster share the mass of one, so that many of one subject do not narrow the gap; the guarantee holds as it is where every case is its own cluster.</param>
    /// <exception cref="ArgumentException">A class has no answered case.</exception>
    public VennAbers(CaseSet cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        int[] order = [.. Enumerable.Range(0, cases.Count).Where(i => !double.IsNaN(cases.Scores[i])).OrderBy(i => cases.Scores[i])];
        var sizes = order.GroupBy(i => (cases.Clusters[i], cases.Manipulated[i])).ToDictionary(g => g.Key, g => g.Count());
        var groups = order.GroupBy(i => cases.Scores[i]).ToArray();
        double Mass(int i) => 1.0 / sizes[(cases.Clusters[i], cases.Manipulated[i])];
        _scores = [.. groups.Select(g => g.Key)];
        double[] Of(bool manipulated) => [.. groups.Select(g => g.Where(i => cases.Manipulated[i] == manipulated).Sum(Mass))];
        (_manipulated, _authentic) = (Of(true), Of(false));
        var (positive, negative) = (_manipulated.Sum(), _authentic.Sum());
        if (positive <= 0 || negative <= 0) throw new ArgumentException("Both classes are needed.", nameof(cases));
        _priorLogOdds = Math.Log(positive) - Math.Log(negative);
    }

    /// <summary>The two probabilities of manipulation, p₀ ≤ p₁, at the classes' shares in the calibration cases.</summary>
    /// <param name="score">Oriented score, not NaN.</param>
    public (double P0, double P1) Probabilities(double score) => (With(score, false), With(score, true));

    /// <summary>The same as natural-log likelihood ratios: the classes' shares are taken out; infinite where a probability is 0 or 1.</summary>
    /// <param name="score">Oriented score, not NaN.</param>
    public (double Lower, double Upper) Llr(double score)
    {
        var (p0, p1) = Probabilities(score);
        return (Math.Log(p0) - Math.Log(1 - p0) - _priorLogOdds, Math.Log(p1) - Math.Log(1 - p1) - _priorLogOdds);
    }

    /// <summary>The one probability that loses least against either (log loss; Vovk &amp; Petej 2014, section 4): p₁ / (1 − p₀ + p₁).</summary>
    public double Probability(double score) => Probabilities(score) is var (p0, p1) ? p1 / (1 - p0 + p1) : double.NaN;

    private double With(double score, bool label)
    {
        var found = Array.BinarySearch(_scores, score);
        var at = found >= 0 ? found : ~found;
        var extra = found >= 0 ? 0 : 1;
        var count = _scores.Length + extra;
        var (manipulated, authentic, ends) = (new double[count], new double[count], new int[count]);
        for (int i = 0, j = 0; j < count; j++)
        {
            if (j == at && extra == 1) continue;
            (manipulated[j], authentic[j]) = (_manipulated[i], _authentic[i]);
            i++;
        }
        (label ? manipulated : authentic)[at]++;
        var blocks = PoolAdjacentViolators.Pool(manipulated, authentic, ends);
        var block = ends.AsSpan(0, blocks).BinarySearch(at + 1) is var place && place < 0 ? ~place : place;
        return manipulated[block] / (manipulated[block] + authentic[block]);
    }
}
