namespace Touchstone.Evaluation.Metrics;

/// <summary>One bin of a reliability table.</summary>
/// <param name="Lowest">Lowest probability in it.</param>
/// <param name="Highest">Highest probability in it.</param>
/// <param name="Predicted">Mean probability, weighted to the prior.</param>
/// <param name="Observed">Share of manipulated cases, weighted to the prior.</param>
/// <param name="Mass">Share of the population in it, 0–1.</param>
/// <param name="Cases">Cases in it.</param>
public sealed record ReliabilityBin(double Lowest, double Highest, double Predicted, double Observed, double Mass, int Cases)
{
    /// <summary>Predicted − observed: above 0 where manipulation is called likelier than it is.</summary>
    public double Signed => Predicted - Observed;
}

/// <summary>Probabilities against what happened, in bins of equal mass (Naeini et al. 2015; Nixon et al. 2019).</summary>
/// <param name="Bins">Bins in rising probability; fewer than asked where ties are too many. Empty when a class is empty.</param>
public sealed record ReliabilityTable(IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>Expected calibration error Σ mass·|predicted − observed|, 0–1, lower is better; NaN without bins. Above 0 by chance alone: it shrinks with the number of cases.</summary>
    public double Error => Bins.Count == 0 ? double.NaN : Bins.Sum(b => b.Mass * Math.Abs(b.Signed));

    /// <summary>
    /// The table of natural-log likelihood ratios at a prior. Each class is weighted to the prior, so that calibrated likelihood ratios are calibrated
    /// here whatever the classes' numbers; equal scores share a bin, the one in which the middle of their mass falls.
    /// </summary>
    /// <param name="tally">Cases.</param>
    /// <param name="prior">π, 0–1; NaN takes the share of manipulated cases, which weights every case alike.</param>
    /// <param name="count">Bins, ≥ 1.</param>
    public static ReliabilityTable Of(ScoreTally tally, double prior, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!tally.HasBoth) return new ReliabilityTable([]);
        if (double.IsNaN(prior)) prior = (double)tally.ManipulatedTotal / tally.Total;
        var (ofManipulated, ofAuthentic) = (prior / tally.ManipulatedTotal, (1 - prior) / tally.AuthenticTotal);
        var scores = tally.Scores;
        var manipulated = tally.Manipulated;
        var authentic = tally.Authentic;
        var sums = new Sums[count];
        double before = 0;
        for (var g = 0; g < scores.Length; g++)
        {
            var (m, a) = (manipulated[g], authentic[g]);
            if (m + a == 0) continue;
            var mass = m * ofManipulated + a * ofAuthentic;
            // A middle within rounding of an edge goes up, on every machine.
            var bin = Math.Min(count - 1, (int)((before + mass / 2) * count + 1e-9));
            sums[bin].Add(Evidence.Posterior(scores[g], prior), mass, m * ofManipulated, m + a);
            before += mass;
        }
        return new ReliabilityTable([.. sums.Where(s => s.Cases > 0).Select(s => s.Bin())]);
    }

    private struct Sums
    {
        private double _lowest, _highest, _predicted, _observed, _mass;

        internal int Cases { get; private set; }

        internal void Add(double probability, double mass, double manipulated, int cases)
        {
            if (Cases == 0) _lowest = probability;
            _highest = probability;
            _predicted += mass * probability;
            _observed += manipulated;
            _mass += mass;
            Cases += cases;
        }

        internal readonly ReliabilityBin Bin() => new(_lowest, _highest, _mass > 0 ? _predicted / _mass : 0, _mass > 0 ? _observed / _mass : 0, _mass, Cases);
    }
}
