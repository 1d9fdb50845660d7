namespace Touchstone.Evaluation.Metrics.Biometrics;

/// <summary>Costs and priors of a countermeasure in tandem with speaker verification.</summary>
/// <param name="TargetPrior">Prior of the enrolled speaker.</param>
/// <param name="NonTargetPrior">Prior of another speaker.</param>
/// <param name="SpoofPrior">Prior of a spoof; the three add up to 1.</param>
/// <param name="Miss">Cost of rejecting the enrolled speaker.</param>
/// <param name="FalseAlarm">Cost of accepting another speaker.</param>
/// <param name="FalseAlarmSpoof">Cost of accepting a spoof.</param>
public sealed record TandemTerms(double TargetPrior, double NonTargetPrior, double SpoofPrior, double Miss, double FalseAlarm, double FalseAlarmSpoof)
{
    /// <summary>ASVspoof 2019 (Todisco et al. 2019): spoof prior 0.05, the rest 99 : 1, costs 1, 10, 10.</summary>
    public static TandemTerms Asvspoof2019 { get; } = new(0.9405, 0.0095, 0.05, 1, 10, 10);

    /// <summary>ASVspoof 2021 (Yamagishi et al. 2021): the same priors and costs, in the revised form.</summary>
    public static TandemTerms Asvspoof2021 { get; } = Asvspoof2019;
}

/// <summary>Errors of the speaker verification that stands behind the countermeasure, at its own threshold.</summary>
/// <param name="Miss">Enrolled speakers rejected, 0–1.</param>
/// <param name="FalseAlarm">Other speakers accepted, 0–1.</param>
/// <param name="FalseAlarmSpoof">Spoofs accepted, 0–1.</param>
public sealed record VerifierErrors(double Miss, double FalseAlarm, double FalseAlarmSpoof);

/// <summary>
/// Tandem detection cost t-DCF(s) = C₀ + C₁·P_miss(s) + C₂·P_fa(s) of a countermeasure at threshold s (Kinnunen et al. 2020). P_miss: bona fide speech
/// called spoofed; P_fa: spoofs that pass. Scores here are oriented: higher supports spoofing.
/// </summary>
/// <param name="C0">What the verifier costs with a faultless countermeasure; 0 in the form of 2019.</param>
/// <param name="C1">Cost of the countermeasure's false alarms on bona fide speech.</param>
/// <param name="C2">Cost of the spoofs it lets pass.</param>
public sealed record TandemCost(double C0, double C1, double C2)
{
    /// <summary>
    /// The revised form (Kinnunen et al. 2020, eq. 10; ASVspoof 2021): C₀ = π_tar·C_miss·P_miss + π_non·C_fa·P_fa, C₁ = π_tar·C_miss − C₀,
    /// C₂ = π_spoof·C_fa,spoof·P_fa,spoof, errors those of the verifier.
    /// </summary>
    public static TandemCost Revised(TandemTerms terms, VerifierErrors verifier)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(verifier);
        var c0 = terms.TargetPrior * terms.Miss * verifier.Miss + terms.NonTargetPrior * terms.FalseAlarm * verifier.FalseAlarm;
        return new TandemCost(c0, terms.TargetPrior * terms.Miss - c0, terms.SpoofPrior * terms.FalseAlarmSpoof * verifier.FalseAlarmSpoof);
    }

    /// <summary>
    /// The form of ASVspoof 2019 (Kinnunen et al. 2018): C₁ = π_tar·(C_miss,cm − C_miss,asv·P_miss) − π_non·C_fa·P_fa, C₂ as revised, no C₀. Both miss
    /// costs are <see cref="TandemTerms.Miss"/>, as in that challenge.
    /// </summary>
    public static TandemCost Legacy(TandemTerms terms, VerifierErrors verifier) => Revised(terms, verifier) with { C0 = 0 };

    /// <summary>Cost of the better countermeasure that looks at nothing: C₀ + min(C₁, C₂). What costs are normalised by.</summary>
    public double Blind => C0 + Math.Min(C1, C2);

    /// <summary>Normalised cost at a threshold, ≥ 0, lower is better; 1 is what looking at nothing costs. NaN when a class is empty.</summary>
    /// <param name="countermeasure">Scores of the countermeasure: manipulated = spoof.</param>
    /// <param name="threshold">A score at or above it is called spoofed.</param>
    public double At(ScoreTally countermeasure, double threshold)
    {
        ArgumentNullException.ThrowIfNull(countermeasure);
        Require();
        if (!countermeasure.HasBoth) return double.NaN;
        var confusion = countermeasure.At(threshold);
        return (C0 + C1 * confusion.FalsePositive / countermeasure.AuthenticTotal + C2 * confusion.FalseNegative / countermeasure.ManipulatedTotal) / Blind;
    }

    /// <summary>Least normalised cost over all thresholds, C₀/Blind to 1, lower is better. NaN when a class is empty.</summary>
    /// <param name="countermeasure">Scores of the countermeasure: manipulated = spoof.</param>
    public double Minimum(ScoreTally countermeasure)
    {
        Require();
        // Passing a spoof is the miss of a detector of spoofs; halving both factors makes them costs at prior ½.
        return (C0 + Ranking.MinCost(countermeasure, new CostTerms(2 * C2, 2 * C1, 0.5))) / Blind;
    }

    private void Require()
    {
        if (!(C1 >= 0 && C2 >= 0 && Blind > 0)) throw new InvalidOperationException("The verifier is worse than accepting nobody, so the tandem cost is not defined (C₁ or C₂ is negative).");
    }
}
