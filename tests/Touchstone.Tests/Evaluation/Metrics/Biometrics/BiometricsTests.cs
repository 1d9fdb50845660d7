using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Metrics.Biometrics;

namespace Touchstone.Tests.Evaluation.Metrics.Biometrics;

public sealed class BiometricsTests
{
    [Fact]
    public void The_worst_species_counts_and_silence_is_reported_apart()
    {
        Presentation[] presentations =
        [
            .. Enumerable.Range(0, 100).Select(i => new Presentation("print", i >= 2, i)),
            .. Enumerable.Range(0, 50).Select(i => new Presentation("replay", i == 49 ? null : i >= 5, 100 + i)),
            .. Enumerable.Range(0, 200).Select(i => new Presentation(null, i < 8, 200 + i)),
        ];
        var errors = PresentationAttacks.Of(presentations);
        Assert.Equal(["print", "replay"], errors.Species.Select(s => s.Species));
        Assert.Equal((0.02, 5.0 / 49, 1.0 / 50), (errors.Species[0].Apcer.Value, errors.Species[1].Apcer.Value, errors.Species[1].NonResponse.Value));
        Assert.Equal((5.0 / 49, 0.04, (5.0 / 49 + 0.04) / 2, 0.0), (errors.Apcer.Value, errors.Bpcer.Value, errors.Acer.Value, errors.BonaFideNonResponse.Value));
        Assert.Equal(errors.Species[1].Apcer.Upper, errors.Apcer.Upper);
        Assert.True(errors.Apcer.Lower < errors.Species[1].Apcer.Lower);
    }

    [Fact]
    public void Nothing_presented_gives_no_numbers()
    {
        var errors = PresentationAttacks.Of([]);
        Assert.Equal((0, 0, 0), (errors.Apcer.N, errors.Bpcer.N, errors.Acer.N));
    }

    [Fact]
    public void Failures_to_acquire_reject_and_never_accept()
    {
        Comparison[] comparisons =
        [
            .. Enumerable.Range(0, 90).Select(i => new Comparison(i < 9 ? 0.2 : 0.9, true, i)),
            .. Enumerable.Range(0, 90).Select(i => new Comparison(i < 3 ? 0.9 : 0.1, false, 90 + i)),
            .. Enumerable.Range(0, 20).Select(i => new Comparison(double.NaN, i < 10, 180 + i)),
        ];
        var errors = VerificationErrors.Of(comparisons, 0.5);
        Assert.Equal((3.0 / 90, 0.1, 0.1), (errors.Fmr.Value, errors.Fnmr.Value, errors.Fta.Value));
        // ISO/IEC 19795-1: FAR = FMR(1 − FTA), FRR = FTA + FNMR(1 − FTA), and with FTE on top.
        Assert.Equal(3.0 / 90 * 0.9, errors.Far, 1e-12);
        Assert.Equal(0.1 + 0.1 * 0.9, errors.Frr, 1e-12);
        Assert.Equal(0.05 + 0.95 * 0.19, errors.Gfrr(0.05), 1e-12);
        Assert.Equal(3.0 / 90 * 0.9 * 0.95, errors.Gfar(0.05), 1e-12);
    }

    [Fact]
    public void A_threshold_for_a_match_rate_keeps_it_with_ties()
    {
        Comparison[] comparisons = [.. new[] { 0.9, 0.8, 0.8, 0.8, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0 }.Select((s, i) => new Comparison(s, false, i))];
        foreach (var rate in new[] { 0, 0.1, 0.2, 0.3, 0.4, 0.95, 1 })
        {
            var threshold = VerificationErrors.ThresholdAt(comparisons, rate);
            Assert.True(comparisons.Count(c => c.Similarity >= threshold) <= rate * 10 + 1e-9, $"{rate}");
        }
        Assert.Equal(1, comparisons.Count(c => c.Similarity >= VerificationErrors.ThresholdAt(comparisons, 0.3)));
        Assert.True(double.IsNaN(VerificationErrors.ThresholdAt([], 0.1)));
    }

    [Fact]
    public void Searches_miss_by_rank_or_by_score()
    {
        Search[] searches =
        [
            new(true, 1, 0.9, 0.9, 0), new(true, 2, 0.8, 0.85, 1), new(true, 1, 0.3, 0.3, 2), new(true, 0, 0, double.NaN, 3),
            new(false, 0, 0, 0.7, 4), new(false, 0, 0, 0.2, 5), new(false, 0, 0, double.NaN, 6),
        ];
        var first = IdentificationErrors.Of(searches, 0.5);
        Assert.Equal((1.0 / 3, 0.75), (first.Fpir.Value, first.Fnir.Value));
        Assert.Equal(0.5, IdentificationErrors.Of(searches, 0.5, rank: 2).Fnir.Value);
    }

    [Fact]
    public void The_tandem_cost_has_the_constants_of_its_definition()
    {
        // By hand from Kinnunen et al. 2020, eq. 10: C0 = 0.9405·0.02 + 0.0095·10·0.03, C1 = 0.9405 − C0, C2 = 0.05·10·0.4.
        var verifier = new VerifierErrors(0.02, 0.03, 0.4);
        var revised = TandemCost.Revised(TandemTerms.Asvspoof2021, verifier);
        Assert.Equal((0.02166, 0.91884, 0.2), (revised.C0, revised.C1, revised.C2), new Near());
        var legacy = TandemCost.Legacy(TandemTerms.Asvspoof2019, verifier);
        Assert.Equal((0.0, 0.91884, 0.2), (legacy.C0, legacy.C1, legacy.C2), new Near());
        Assert.Equal(1, TandemTerms.Asvspoof2019.TargetPrior + TandemTerms.Asvspoof2019.NonTargetPrior + TandemTerms.Asvspoof2019.SpoofPrior, 1e-12);

        // Spoofs 1, 2, 3, bona fide 0, 1: at 2 one spoof of three passes, at 1 one of two bona fide is stopped.
        var tally = ScoreTally.Of(new CaseSet([1, 2, 3, 0, 1], [true, true, true, false, false], [0, 1, 2, 3, 4]));
        Assert.Equal((0.02166 + 0.2 / 3) / 0.22166, revised.At(tally, 2), 1e-12);
        Assert.Equal((0.02166 + 0.91884 / 2) / 0.22166, revised.At(tally, 1), 1e-12);
        Assert.Equal((0.02166 + 0.2 / 3) / 0.22166, revised.Minimum(tally), 1e-12);
        Assert.Equal(1.0 / 3, legacy.Minimum(tally), 1e-12);
        Assert.Equal(1, revised.At(tally, double.PositiveInfinity), 1e-12);
        Assert.Throws<InvalidOperationException>(() => TandemCost.Revised(TandemTerms.Asvspoof2021, new VerifierErrors(1, 1, 1)).Minimum(tally));
    }

    [Fact]
    public void The_agnostic_cost_is_normalised_by_the_better_blind_answer()
    {
        var cost = AgnosticCost.Published;
        // min(1·0.9, 10·0.05 + 20·0.05) = 0.9.
        Assert.Equal(0.9, cost.Blind, 1e-12);
        double[] target = [3, 4, 5, 1], nonTarget = [0, 1, 2, -1], spoof = [2, 3, 0, 1];
        // At 2: one of four targets lost, one of four others and two of four spoofs accepted.
        Assert.Equal((0.9 * 0.25 + 0.5 * 0.25 + 1.0 * 0.5) / 0.9, cost.At(target, nonTarget, spoof, 2), 1e-12);
        // At 4: half the targets lost, nothing accepted; at 3 a spoof costs 0.25 for a gain of 0.225.
        Assert.Equal(0.5, cost.Minimum(target, nonTarget, spoof), 1e-12);
        Assert.True(double.IsNaN(cost.Minimum(target, [], spoof)));
        Assert.Equal(0, cost.Minimum([9, 9], [1, 1], [2, 2]), 1e-12);
    }

    [Fact]
    public void Sensitivity_and_criterion_agree_with_SciPy()
    {
        // Origin: tests/peers/scikit-learn/metrics.py.
        var person = HumanSensitivity.Of(new Confusion(30, 12, 10, 28));
        Assert.Equal(1.165845147898, person.DPrime.Value, 1e-10);
        Assert.Equal(-0.072500931286, person.Criterion.Value, 1e-10);
        Assert.Equal(1.959963984540 * 0.298631711977, person.DPrime.Upper - person.DPrime.Value, 1e-9);
        var perfect = HumanSensitivity.Of(new Confusion(10, 0, 0, 10));
        Assert.True(double.IsFinite(perfect.DPrime.Value) && Math.Abs(perfect.Criterion.Value) < 1e-12);
        Assert.Equal(0, HumanSensitivity.Of(new Confusion(5, 0, 5, 0)).DPrime.N);
    }

    private sealed class Near : IEqualityComparer<(double, double, double)>
    {
        public bool Equals((double, double, double) x, (double, double, double) y) =>
            Math.Abs(x.Item1 - y.Item1) < 1e-12 && Math.Abs(x.Item2 - y.Item2) < 1e-12 && Math.Abs(x.Item3 - y.Item3) < 1e-12;

        public int GetHashCode((double, double, double) triple) => 0;
    }
}
