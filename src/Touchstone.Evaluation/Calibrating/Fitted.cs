using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>How calibration curves and fusions are fitted.</summary>
public sealed record FitTerms
{
    /// <summary>Shapes to choose from; temperature is only for scores that are natural-log odds already.</summary>
    public IReadOnlyList<CurveKind> Kinds { get; init; } = [CurveKind.Logistic, CurveKind.BiGaussian, CurveKind.Isotonic];

    /// <summary>The fewest answered cases of each class that anything is fitted to.</summary>
    public int FewestCases { get; init; } = 20;

    /// <summary>The fewest clusters of each class.</summary>
    public int FewestClusters { get; init; } = 10;

    /// <summary>The fewest cases of each class for a free (isotonic) curve; below it every fit carries a warning.</summary>
    public int EnoughCases { get; init; } = 200;

    /// <summary>Folds of the cross-validation over clusters, ≥ 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Draws of clusters for the interval.</summary>
    public int Draws { get; init; } = 400;

    /// <summary>Seed of folds and draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Penalties a fusion chooses from, on a loss of unit mass.</summary>
    public IReadOnlyList<double> Penalties { get; init; } = [1e-4, 1e-3, 1e-2, 1e-1, 1];
}

/// <summary>What something was fitted to.</summary>
/// <param name="Authentic">Answered authentic cases.</param>
/// <param name="Manipulated">Answered manipulated cases.</param>
/// <param name="AuthenticClusters">Clusters of the authentic ones.</param>
/// <param name="ManipulatedClusters">Clusters of the manipulated ones.</param>
/// <param name="Silent">Cases without an answer.</param>
public sealed record FitCounts(int Authentic, int Manipulated, int AuthenticClusters, int ManipulatedClusters, int Silent);

/// <summary>What evidence is worth on cases it was not fitted to.</summary>
/// <param name="Split">The split.</param>
/// <param name="Metrics">Metric by name, with interval: "cllr", "cllr-min", "ece" of the likelihood ratios, "cllr-min-before" of the scores.</param>
public sealed record FitCheck(string Split, IReadOnlyDictionary<string, Estimate> Metrics);

/// <summary>A calibrator with where it comes from.</summary>
/// <param name="Calibrator">The calibrator.</param>
/// <param name="Question">The question its detector answers.</param>
/// <param name="Kind">The shape chosen.</param>
/// <param name="Parameters">Fitted numbers by name.</param>
/// <param name="Counts">What it was fitted to.</param>
/// <param name="Lowest">Lower bound that the data carry, natural log.</param>
/// <param name="Highest">Upper bound that the data carry, natural log.</param>
/// <param name="HeldOutCllr">Cllr under cross-validation by shape, bits.</param>
/// <param name="Warnings">What limits its use, in sentences.</param>
/// <param name="Check">What it is worth elsewhere, or null where no other split was given or it has none of a class.</param>
public sealed record FittedCalibrator(
    Calibrator Calibrator, Question Question, CurveKind Kind, IReadOnlyDictionary<string, double> Parameters, FitCounts Counts,
    double Lowest, double Highest, IReadOnlyDictionary<string, double> HeldOutCllr, IReadOnlyList<string> Warnings, FitCheck? Check);

/// <summary>A fusion with where it comes from.</summary>
/// <param name="Model">The fusion.</param>
/// <param name="Penalty">The penalty chosen, on a loss of unit mass.</param>
/// <param name="Counts">What it was fitted to: specimens with evidence.</param>
/// <param name="HeldOutCllr">Cllr under cross-validation: "fused", and each detector's own on the same specimens (silence as 0), bits.</param>
/// <param name="Warnings">What limits its use, in sentences.</param>
/// <param name="Check">What it is worth elsewhere, or null.</param>
public sealed record FittedFusion(
    FusionModel Model, double Penalty, FitCounts Counts, IReadOnlyDictionary<string, double> HeldOutCllr, IReadOnlyList<string> Warnings, FitCheck? Check);

/// <summary>A detector or question that nothing was fitted for.</summary>
/// <param name="Question">The question.</param>
/// <param name="DetectorId">The detector, or "fusion".</param>
/// <param name="Code">One of <see cref="Media.Codes"/>.</param>
/// <param name="Text">Why, and what would be needed.</param>
public sealed record Refusal(Question Question, string DetectorId, string Code, string Text);
