using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Perturbations;

/// <summary>How a finding changed that should not have.</summary>
public enum Flip
{
    /// <summary>There was an alarm, and afterwards the method was measured and gave none.</summary>
    AlarmLost,
    /// <summary>There was no alarm, and afterwards there is one.</summary>
    AlarmGained,
    /// <summary>Something was measured, and afterwards nothing (not applicable or failed).</summary>
    AnswerLost,
    /// <summary>Nothing was measured, and afterwards something is.</summary>
    AnswerGained,
    /// <summary>The likelihood ratio supports the other side, beyond "no support" on at least one side.</summary>
    SignChanged,
    /// <summary>The words for the strength of support changed, or its direction.</summary>
    BandChanged,
}

/// <summary>How often a finding flips under one perturbation.</summary>
/// <param name="Perturbation">Its name.</param>
/// <param name="DetectorId">The detector, or "fusion".</param>
/// <param name="Question">The question asked.</param>
/// <param name="Flip">What changed.</param>
/// <param name="Rate">Flips over the trials where this flip was possible, with its Clopper–Pearson 95 % interval; NaN where there are none. Trials of one source are taken as independent.</param>
public sealed record FlipRate(string Perturbation, string DetectorId, Question Question, Flip Flip, Estimate Rate);
