using Touchstone.Evaluation.Metrics;

namespace Touchstone.Evaluation.Thresholds;

/// <summary>What a conformal predictor answers.</summary>
public enum ConformalAnswer
{
    /// <summary>Both labels remain possible: abstain.</summary>
    Undecided,
    /// <summary>Only "authentic" remains.</summary>
    Authentic,
    /// <summary>Only "manipulated" remains.</summary>
    Manipulated,
    /// <summary>Neither: unlike the calibration cases of both classes. Abstain.</summary>
    Strange,
}

/// <summary>
/// Label-conditional (Mondrian) conformal prediction (Vovk, Gammerman &amp; Shafer 2005, section 4.5): a label stays possible while its p-value,
/// the share of calibration cases of that label that are at least as strange, is above α; anything but exactly one label is an abstention.
/// </summary>
/// <remarks>For exchangeable cases the true label is excluded with probability at most α in each class, whatever the scores are; one case from each cluster keeps cases exchangeable.</remarks>
public sealed class ConformalAbstention
{
    private readonly double[] _authentic, _manipulated;
    private readonly double _authenticAlpha, _manipulatedAlpha;

    /// <summary>Takes the calibration cases.</summary>
    /// <param name="cases">Scores, higher supports manipulation; NaN is left out.</param>
    /// <param name="authenticAlpha">Promise: an authentic case loses its label with at most this probability, 0–1.</param>
    /// <param name="manipulatedAlpha">The same for a manipulated one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not between 0 and 1.</exception>
    public ConformalAbstention(CaseSet cases, double authenticAlpha, double manipulatedAlpha)
    {
        ArgumentNullException.ThrowIfNull(cases);
        if (!(authenticAlpha is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(authenticAlpha), authenticAlpha, "Between 0 and 1.");
        if (!(manipulatedAlpha is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(manipulatedAlpha), manipulatedAlpha, "Between 0 and 1.");
        double[] Of(bool manipulated) => [.. Enumerable.Range(0, cases.Count).Where(i => cases.Manipulated[i] == manipulated && !double.IsNaN(cases.Scores[i])).Select(i => cases.Scores[i]).Order()];
        (_authentic, _manipulated, _authenticAlpha, _manipulatedAlpha) = (Of(false), Of(true), authenticAlpha, manipulatedAlpha);
    }

    /// <summary>The p-values of both labels, 0–1; 1 for a label without calibration cases.</summary>
    /// <param name="score">Score, not NaN.</param>
    public (double Authentic, double Manipulated) PValues(double score)
    {
        // Strange for an authentic case is a high score, for a manipulated one a low score.
        var above = _authentic.Length - Below(_authentic, score);
        var upTo = Below(_manipulated, Math.BitIncrement(score));
        return ((above + 1.0) / (_authentic.Length + 1), (upTo + 1.0) / (_manipulated.Length + 1));
    }

    /// <summary>The one label that remains, or why there is none.</summary>
    /// <param name="score">Score; NaN (not answered) is undecided.</param>
    public ConformalAnswer Answer(double score)
    {
        if (double.IsNaN(score)) return ConformalAnswer.Undecided;
        var (authentic, manipulated) = PValues(score);
        return (authentic > _authenticAlpha, manipulated > _manipulatedAlpha) switch
        {
            (true, true) => ConformalAnswer.Undecided,
            (true, false) => ConformalAnswer.Authentic,
            (false, true) => ConformalAnswer.Manipulated,
            (false, false) => ConformalAnswer.Strange,
        };
    }

    private static int Below(double[] sorted, double score)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < score) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
