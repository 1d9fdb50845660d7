namespace Touchstone.Evaluation.Metrics;

/// <summary>
/// How many manipulated and authentic cases stand at each distinct score: all that a metric of scores needs, so that ties are handled once
/// and a bootstrap draw is a change of counts, never a new sort.
/// </summary>
public sealed class ScoreTally
{
    private readonly ScoreAxis _axis;
    private readonly int[] _manipulated, _authentic;

    internal ScoreTally(ScoreAxis axis)
    {
        _axis = axis;
        _manipulated = new int[axis.Scores.Length];
        _authentic = new int[axis.Scores.Length];
    }

    /// <summary>Distinct scores, rising; infinities allowed [g].</summary>
    public ReadOnlySpan<double> Scores => _axis.Scores;

    /// <summary>Manipulated cases at each score [g].</summary>
    public ReadOnlySpan<int> Manipulated => _manipulated;

    /// <summary>Authentic cases at each score [g].</summary>
    public ReadOnlySpan<int> Authentic => _authentic;

    /// <summary>Manipulated cases in all.</summary>
    public long ManipulatedTotal { get; private set; }

    /// <summary>Authentic cases in all.</summary>
    public long AuthenticTotal { get; private set; }

    /// <summary>Cases in all.</summary>
    public long Total => ManipulatedTotal + AuthenticTotal;

    /// <summary>Whether both classes have cases: metrics that compare classes are undefined otherwise.</summary>
    public bool HasBoth => ManipulatedTotal > 0 && AuthenticTotal > 0;

    /// <summary>log₂(1 + e⁻ˢ): what a manipulated case costs at each score, read as a natural-log likelihood ratio [g].</summary>
    internal ReadOnlySpan<double> ManipulatedBits => _axis.ManipulatedBits.Value;

    /// <summary>log₂(1 + eˢ): what an authentic case costs [g].</summary>
    internal ReadOnlySpan<double> AuthenticBits => _axis.AuthenticBits.Value;

    /// <summary>The answered cases of a set; cases without an answer (NaN) are left out.</summary>
    public static ScoreTally Of(CaseSet cases) => RankedCases.Of(cases).Whole();

    /// <summary>Counts at or above a threshold.</summary>
    /// <param name="threshold">A score at or above it is called manipulated.</param>
    public Confusion At(double threshold)
    {
        var scores = Scores;
        long tp = 0, fp = 0;
        for (var g = scores.Length - 1; g >= 0 && scores[g] >= threshold; g--)
        {
            tp += _manipulated[g];
            fp += _authentic[g];
        }
        return new Confusion(tp, fp, ManipulatedTotal - tp, AuthenticTotal - fp);
    }

    /// <summary>
    /// These cases with a share of each class moved past the others: manipulated below and authentic above all when it hurts, the other way when it
    /// helps. Counts are multiplied so that shares survive as whole numbers; the moved cases keep the lowest and the highest score as their value.
    /// </summary>
    internal ScoreTally Moved(double manipulatedShare, double authenticShare, bool helps)
    {
        var scores = Scores;
        var tally = new ScoreTally(new ScoreAxis([scores[0], .. scores, scores[^1]]));
        var factor = Math.Clamp(int.MaxValue / 2 / Total, 1, 10_000);
        tally.ManipulatedTotal = Move(_manipulated, tally._manipulated, manipulatedShare, helps ? scores.Length + 1 : 0, factor);
        tally.AuthenticTotal = Move(_authentic, tally._authentic, authenticShare, helps ? 0 : scores.Length + 1, factor);
        return tally;
    }

    private static long Move(int[] from, int[] to, double share, int place, long factor)
    {
        long total = 0, stay = 0;
        for (var g = 0; g < from.Length; g++)
        {
            to[g + 1] = (int)(from[g] * factor * (1 - share));
            stay += to[g + 1];
            total += from[g] * factor;
        }
        to[place] = (int)(total - stay);
        return total;
    }

    internal void Fill(RankedCases cases, ReadOnlySpan<int> multiplicities)
    {
        ManipulatedTotal = Fill(_manipulated, cases.Manipulated, multiplicities);
        AuthenticTotal = Fill(_authentic, cases.Authentic, multiplicities);
    }

    private static long Fill(int[] counts, RankedClass cases, ReadOnlySpan<int> multiplicities)
    {
        Array.Clear(counts);
        long total = 0;
        var (places, clusters) = (cases.Places, cases.Clusters);
        for (var i = 0; i < places.Length; i++)
        {
            var times = multiplicities[clusters[i]];
            counts[places[i]] += times;
            total += times;
        }
        return total;
    }
}

/// <summary>The distinct scores of a case set, and what is computed from them once for all draws.</summary>
internal sealed class ScoreAxis(double[] scores)
{
    internal double[] Scores { get; } = scores;

    internal Lazy<double[]> ManipulatedBits { get; } = new(() => [.. scores.Select(s => Evidence.Bits(-s))]);

    internal Lazy<double[]> AuthenticBits { get; } = new(() => [.. scores.Select(s => Evidence.Bits(s))]);
}
