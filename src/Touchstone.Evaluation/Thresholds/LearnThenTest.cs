using Touchstone.Evaluation.Metrics;
using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Thresholds;

/// <summary>What routing shall promise.</summary>
public sealed record RoutingTerms
{
    /// <summary>P(flag | authentic) at most, 0–1.</summary>
    public double FalseFlagRate { get; init; } = 0.01;

    /// <summary>P(clear | manipulated) at most, 0–1.</summary>
    public double MissRate { get; init; } = 0.05;

    /// <summary>Probability, over the cases the thresholds are chosen on, that either promise does not hold, 0–1; half of it for each (Bonferroni).</summary>
    public double Risk { get; init; } = 0.1;

    /// <summary>Seed of the draw of one case from each cluster.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>Thresholds on natural-log likelihood ratios with what they were tested on.</summary>
/// <param name="FlagFrom">Flag from here; infinite where the cases allow no flag.</param>
/// <param name="ClearUpTo">Clear up to here; minus infinity where the cases allow no clearing.</param>
/// <param name="Authentic">Authentic clusters, one case each.</param>
/// <param name="Manipulated">Manipulated clusters, one case each.</param>
/// <param name="FalseFlags">Authentic cases among them that would be flagged.</param>
/// <param name="Misses">Manipulated cases among them that would be cleared.</param>
public sealed record Routing(double FlagFrom, double ClearUpTo, int Authentic, int Manipulated, int FalseFlags, int Misses);

/// <summary>
/// Learn then test (Angelopoulos et al. 2021; Annals of Applied Statistics 2025): each threshold of a fixed grid is a hypothesis "its error
/// rate is above the promise", tested by the exact binomial p-value P[Bin(n, α) ≤ errors]. The grid is walked from its safe end (fixed-sequence
/// testing), so that no multiplicity is paid for, and the last threshold whose hypothesis fell is taken.
/// </summary>
/// <remarks>
/// Cases without an answer go to review: they count among the cases and never as errors. The binomial needs independent cases, so one is
/// drawn from each cluster of a class; the promise is then about a cluster drawn at random and a case drawn at random from it. Taking all
/// cases of clusters as if they were independent breaks the promise. The cases must not have been used to fit what gives the ratios.
/// </remarks>
public static class LearnThenTest
{
    /// <summary>Outermost threshold of the grid, natural log: beyond what calibrated ratios reach.</summary>
    public const double Outermost = 30;

    /// <summary>Step of the grid, natural log.</summary>
    public const double Step = 0.01;

    /// <summary>Chooses both thresholds.</summary>
    /// <param name="flagging">What flagging compares: the lower ends of the ratios; NaN = not answered.</param>
    /// <param name="clearing">What clearing compares: the upper ends, of the same cases.</param>
    /// <param name="terms">The promise.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate or the risk is not between 0 and 1.</exception>
    public static Routing Choose(CaseSet flagging, CaseSet clearing, RoutingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(flagging);
        ArgumentNullException.ThrowIfNull(clearing);
        ArgumentNullException.ThrowIfNull(terms);
        var authentic = OnePerCluster(flagging, false, terms.Seed);
        // Clearing mirrors flagging: small upper ends are the dangerous ones.
        double[] manipulated = [.. OnePerCluster(clearing, true, terms.Seed).Select(s => -s)];
        var flagFrom = Threshold(authentic, terms.FalseFlagRate, terms.Risk / 2);
        var clearUpTo = -Threshold(manipulated, terms.MissRate, terms.Risk / 2);
        if (clearUpTo >= flagFrom)
        {
            // Where both reach over the middle they meet there: moving either outwards only lowers its errors.
            flagFrom = Math.Clamp(0, flagFrom, clearUpTo);
            clearUpTo = flagFrom - Step;
        }
        return new Routing(flagFrom, clearUpTo, authentic.Length, manipulated.Length, authentic.Count(s => s >= flagFrom), manipulated.Count(s => s >= -clearUpTo));
    }

    /// <summary>The lowest threshold of the grid from which acting keeps the promise at a risk; infinite where none does.</summary>
    /// <param name="scores">Independent cases on which acting is an error [n]; NaN = no answer, never acted on.</param>
    /// <param name="rate">Promised error rate α, 0–1.</param>
    /// <param name="risk">Risk δ that the promise does not hold, 0–1.</param>
    public static double Threshold(IReadOnlyList<double> scores, double rate, double risk)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (!(rate is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "The promised rate is between 0 and 1.");
        if (!(risk is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(risk), risk, "The risk is between 0 and 1.");
        double[] sorted = [.. scores.Where(s => !double.IsNaN(s)).OrderDescending()];
        var (errors, chosen) = (0, double.PositiveInfinity);
        for (var i = 0; i <= 2 * Outermost / Step; i++)
        {
            var threshold = Math.Round(Outermost - i * Step, 2);
            var before = errors;
            while (errors < sorted.Length && sorted[errors] >= threshold) errors++;
            if ((i == 0 || errors > before) && PValue(errors, scores.Count, rate) > risk) break;
            chosen = threshold;
        }
        return chosen;
    }

    /// <summary>P[Bin(n, α) ≤ k]: how likely so few errors are if the rate were as high as promised or higher.</summary>
    public static double PValue(int errors, int cases, double rate) => errors >= cases ? 1 : SpecialFunctions.IncompleteBeta(1 - rate, cases - errors, errors + 1);

    /// <summary>Independent cases without any error from which a promise can be kept at all: the least n with (1 − α)ⁿ ≤ δ.</summary>
    public static int CasesNeeded(double rate, double risk) => (int)Math.Ceiling(Math.Log(risk) / Math.Log(1 - rate));

    private static double[] OnePerCluster(CaseSet cases, bool manipulated, ulong seed)
    {
        var chance = new Seeded(seed);
        return [.. Enumerable.Range(0, cases.Count).Where(i => cases.Manipulated[i] == manipulated)
            .GroupBy(i => cases.Clusters[i]).OrderBy(g => g.Key).Select(g => g.ToArray()).Select(g => cases.Scores[g[chance.NextInt(g.Length)]])];
    }
}
