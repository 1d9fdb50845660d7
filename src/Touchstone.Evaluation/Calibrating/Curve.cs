using Touchstone.Evaluation.Metrics;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>What shape a calibration curve may take, from the stiffest to the freest.</summary>
public enum CurveKind
{
    /// <summary>LLR = s / T for a score that is a natural-log odds already.</summary>
    Temperature,
    /// <summary>LLR = a·s + b.</summary>
    Logistic,
    /// <summary>The scores' distribution mapped to the one that a perfectly calibrated Gaussian system of equal variance has.</summary>
    BiGaussian,
    /// <summary>Any rising curve: pool adjacent violators.</summary>
    Isotonic,
}

/// <summary>A fitted curve from oriented scores to natural-log likelihood ratios; never falls, not yet cut off at what data carry.</summary>
/// <param name="Kind">Its shape.</param>
/// <param name="Parameters">Fitted numbers by name.</param>
/// <param name="Places">Scores at which it bends or ends, strictly rising; straight lines between them are the curve or near it.</param>
/// <param name="Llr">The curve.</param>
internal sealed record Curve(CurveKind Kind, IReadOnlyDictionary<string, double> Parameters, double[] Places, Func<double, double> Llr)
{
    /// <summary>Answered, finite cases that a curve is fitted to, and how much each counts.</summary>
    /// <param name="Cases">Cases; no score is NaN or infinite.</param>
    /// <param name="Mass">How often each case was drawn [n], ≥ 0.</param>
    internal readonly record struct Sample(CaseSet Cases, double[] Mass)
    {
        /// <summary>Weights with which both classes count one half [n]: the fit then stands at prior ½, where log odds are log likelihood ratios.</summary>
        internal double[] Balanced()
        {
            double manipulated = 0, authentic = 0;
            for (var i = 0; i < Mass.Length; i++)
            {
                if (Cases.Manipulated[i]) manipulated += Mass[i];
                else authentic += Mass[i];
            }
            var weights = new double[Mass.Length];
            for (var i = 0; i < weights.Length; i++) weights[i] = 0.5 * Mass[i] / (Cases.Manipulated[i] ? manipulated : authentic);
            return weights;
        }
    }

    /// <summary>Fits a curve of a kind.</summary>
    internal static Curve Fit(CurveKind kind, Sample sample) => kind switch
    {
        CurveKind.Temperature => LogisticCurve.Fit(sample, withOffset: false),
        CurveKind.Logistic => LogisticCurve.Fit(sample, withOffset: true),
        CurveKind.BiGaussian => BiGaussianCurve.Fit(sample),
        CurveKind.Isotonic => IsotonicCurve.Fit(sample),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Cllr of likelihood ratios with balanced weights (Brümmer &amp; du Preez 2006), bits; 1 = no evidence.</summary>
    internal static double Cost(Sample sample, double[] llr)
    {
        var weights = sample.Balanced();
        double sum = 0;
        for (var i = 0; i < llr.Length; i++)
            if (weights[i] > 0) sum += weights[i] * CaseCost(llr[i], sample.Cases.Manipulated[i]);
        return sum;
    }

    /// <summary>What one case adds to Cllr: log₂(1 + e⁻ˡ) if manipulated, log₂(1 + eˡ) if authentic.</summary>
    internal static double CaseCost(double llr, bool manipulated) => Numerics.LogisticRegression.SoftPlus(manipulated ? -llr : llr) / Math.Log(2);

    /// <summary>At most 65 places that share the distinct scores evenly, both ends included.</summary>
    internal static double[] Spread(IReadOnlyList<double> scores)
    {
        double[] distinct = [.. scores.Distinct().Order()];
        const int Most = 65;
        return distinct.Length <= Most ? distinct : [.. Enumerable.Range(0, Most).Select(i => distinct[(int)((long)i * (distinct.Length - 1) / (Most - 1))])];
    }
}
