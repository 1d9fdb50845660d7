using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Decisions;

/// <summary>What errors cost on one question, and how likely manipulation is before looking. Thresholds follow from these.</summary>
/// <param name="FalseFlag">Cost of flagging authentic material, in units of one review; above 1.</param>
/// <param name="Miss">Cost of clearing manipulated material, in units of one review; above 1.</param>
/// <param name="PriorOdds">Odds of manipulation to authenticity before the evidence; above 0.</param>
/// <param name="Weighty">True: nothing is decided automatically; a person rules whatever the evidence says.</param>
public sealed record QuestionPolicy(double FalseFlag, double Miss, double PriorOdds, bool Weighty)
{
    /// <summary>
    /// Natural-log likelihood ratio from which flagging is cheaper than a review: (1 − P)·FalseFlag &lt; 1, P the posterior
    /// probability (Bayes decision with a reject option; Chow 1970).
    /// </summary>
    public double FlagFrom => Math.Log(FalseFlag - 1) - Math.Log(PriorOdds);

    /// <summary>Natural-log likelihood ratio up to which clearing is cheaper than a review: P·Miss &lt; 1.</summary>
    public double ClearUpTo => -Math.Log(Miss - 1) - Math.Log(PriorOdds);
}

/// <summary>Versioned thresholds, costs and impact classes.</summary>
/// <param name="Name">Name of the policy.</param>
/// <param name="Version">Version; every change raises it.</param>
/// <param name="ContentHash">SHA-256 of the policy file's bytes.</param>
/// <param name="ContradictionsFlag">Whether a structural contradiction alone flags.</param>
/// <param name="Questions">Questions that must be answered, with their costs; a question not named here is shown and decides nothing.</param>
public sealed record Policy(string Name, int Version, string ContentHash, bool ContradictionsFlag, IReadOnlyDictionary<Question, QuestionPolicy> Questions);
