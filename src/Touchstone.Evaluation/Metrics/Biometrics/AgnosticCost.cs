namespace Touchstone.Evaluation.Metrics.Biometrics;

/// <summary>
/// Architecture-agnostic detection cost of a verifier that shall withstand spoofs (Shim et al. 2024): a-DCF(t) = C_miss·π_tar·P_miss(t) +
/// C_fa,non·π_non·P_fa,non(t) + C_fa,spoof·π_spoof·P_fa,spoof(t), over the lesser of accepting all and rejecting all. Scores: higher = accept.
/// </summary>
/// <param name="Terms">Priors and costs.</param>
public sealed record AgnosticCost(TandemTerms Terms)
{
    /// <summary>The setting of the paper: priors 0.9, 0.05, 0.05, costs 1, 10, 20.</summary>
    public static AgnosticCost Published { get; } = new(new TandemTerms(0.9, 0.05, 0.05, 1, 10, 20));

    /// <summary>Cost of the better answer that looks at nothing: min(C_miss·π_tar, C_fa,non·π_non + C_fa,spoof·π_spoof).</summary>
    public double Blind => Math.Min(Terms.Miss * Terms.TargetPrior, Terms.FalseAlarm * Terms.NonTargetPrior + Terms.FalseAlarmSpoof * Terms.SpoofPrior);

    /// <summary>Normalised cost at a threshold, ≥ 0, lower is better. NaN when one of the three kinds has no scores.</summary>
    /// <param name="target">Scores of the enrolled speaker; none NaN.</param>
    /// <param name="nonTarget">Scores of other speakers.</param>
    /// <param name="spoof">Scores of spoofs.</param>
    /// <param name="threshold">A score at or above it is accepted.</param>
    public double At(IReadOnlyCollection<double> target, IReadOnlyCollection<double> nonTarget, IReadOnlyCollection<double> spoof, double threshold)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(nonTarget);
        ArgumentNullException.ThrowIfNull(spoof);
        static double Accepted(IReadOnlyCollection<double> scores, double threshold) => (double)scores.Count(s => s >= threshold) / scores.Count;
        return Cost(1 - Accepted(target, threshold), Accepted(nonTarget, threshold), Accepted(spoof, threshold));
    }

    /// <summary>Least normalised cost over all thresholds, 0–1, lower is better; equal scores are decided alike. NaN when one of the three kinds has no scores.</summary>
    /// <param name="target">Scores of the enrolled speaker; none NaN.</param>
    /// <param name="nonTarget">Scores of other speakers.</param>
    /// <param name="spoof">Scores of spoofs.</param>
    public double Minimum(IReadOnlyCollection<double> target, IReadOnlyCollection<double> nonTarget, IReadOnlyCollection<double> spoof)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(nonTarget);
        ArgumentNullException.ThrowIfNull(spoof);
        if (target.Count == 0 || nonTarget.Count == 0 || spoof.Count == 0) return double.NaN;
        (double Score, int Kind)[] all = [.. target.Select(s => (s, 0)), .. nonTarget.Select(s => (s, 1)), .. spoof.Select(s => (s, 2))];
        Array.Sort(all, (a, b) => b.Score.CompareTo(a.Score));
        var accepted = new int[3];
        var least = Cost(1, 0, 0);
        for (var i = 0; i < all.Length; i++)
        {
            accepted[all[i].Kind]++;
            if (i + 1 < all.Length && all[i + 1].Score == all[i].Score) continue;
            least = Math.Min(least, Cost(1 - (double)accepted[0] / target.Count, (double)accepted[1] / nonTarget.Count, (double)accepted[2] / spoof.Count));
        }
        return least;
    }

    private double Cost(double miss, double falseAlarm, double falseAlarmSpoof) =>
        (Terms.Miss * Terms.TargetPrior * miss + Terms.FalseAlarm * Terms.NonTargetPrior * falseAlarm + Terms.FalseAlarmSpoof * Terms.SpoofPrior * falseAlarmSpoof) / Blind;
}
