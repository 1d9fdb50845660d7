using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Calibrating;

public sealed class FusionFitTests
{
    private static readonly FitTerms Terms = new() { Draws = 60 };
    private static readonly CalibrationSource Source = new(new string('d', 64), new string('e', 64), "fit", "test", "0.1.0");

    /// <summary>Two independent detectors that read different traces, one silent on a third of the authentic and a tenth of the manipulated files, and a third that repeats the first.</summary>
    private static Trial[] Study(int perClass, ulong seed, string split)
    {
        var chance = new Seeded(seed);
        return [.. Enumerable.Range(0, 2 * perClass).SelectMany(i =>
        {
            var manipulated = i >= perClass;
            var first = chance.NextNormal() + (manipulated ? 1.5 : 0);
            double? second = chance.NextUnit() < (manipulated ? 0.1 : 0.33) ? null : chance.NextNormal() + (manipulated ? 1.5 : 0);
            return new[] { Studies.Trial(i, manipulated, first, "A", split), Studies.Trial(i, manipulated, second, "B", split), Studies.Trial(i, manipulated, first, "C", split) };
        })];
    }

    private static CalibrationDocument Fit(int perClass = 300) => CalibrationFit.Fit(Source, [.. Study(perClass, 1, "fit"), .. Study(perClass, 2, "test")], Terms, null, _ => { }, TestContext.Current.CancellationToken);

    [Fact]
    public void Two_independent_detectors_are_worth_more_than_either_and_a_copy_adds_nothing()
    {
        var fusion = Assert.Single(Fit().Fusions);
        Assert.True(fusion.HeldOutCllr["fused"] < Math.Min(fusion.HeldOutCllr["A"], fusion.HeldOutCllr["B"]) - 0.05);
        var weight = fusion.Model.Terms.ToDictionary(t => t.DetectorId, t => t.Weight);
        // A and C say the same: together they count about once.
        Assert.InRange(weight["A"] + weight["C"], 0.5, 1.3);
        Assert.InRange(weight["B"], 0.5, 1.3);
        // Silence is commoner on authentic files: it counts a little against.
        Assert.True(fusion.Model.Terms.Single(t => t.DetectorId == "B").Silent < 0);
    }

    [Fact]
    public void No_weight_is_negative_so_that_more_evidence_never_lowers_and_the_bounds_hold()
    {
        var model = Fit().Fusions[0].Model;
        Assert.All(model.Terms, t => Assert.True(t.Weight >= 0));
        var chance = new Seeded(5);
        for (var round = 0; round < 500; round++)
        {
            var evidence = model.Terms.Where(_ => chance.NextUnit() < 0.7).ToDictionary(t => t.DetectorId, _ => chance.NextNormal() * 3 is var l ? new Llr(l, l - 1, l + 1) : default);
            if (evidence.Count == 0)
            {
                Assert.Null(model.Fuse(evidence));
                continue;
            }
            var fused = model.Fuse(evidence)!.Value;
            Assert.InRange(fused.Value, model.Lowest, model.Highest);
            Assert.True(fused.Lower <= fused.Value && fused.Value <= fused.Upper);
            foreach (var (id, llr) in evidence.ToArray())
            {
                evidence[id] = new Llr(llr.Value + 1, llr.Lower + 1, llr.Upper + 1);
                Assert.True(model.Fuse(evidence)!.Value.Value >= fused.Value);
                evidence[id] = llr;
            }
        }
    }

    [Fact]
    public void A_detector_that_misleads_gets_no_weight_instead_of_a_negative_one()
    {
        var trials = Study(200, 1, "fit");
        var heldOut = new Dictionary<string, IReadOnlyDictionary<string, double>>
        {
            ["A"] = trials.Where(t => t.DetectorId == "A").ToDictionary(t => t.Path, t => t.Score!.Value - 0.75),
            ["C"] = trials.Where(t => t.DetectorId == "C").ToDictionary(t => t.Path, t => t.Manipulated ? -1.0 : 1.0),
        };
        var fusion = FusionFit.Fit(Question.LocallyEdited, trials, heldOut, Terms);
        Assert.Equal(0, fusion.Model.Terms.Single(t => t.DetectorId == "C").Weight);
        Assert.Equal(Codes.CalibrationTooFew, Assert.Throws<CalibrationException>(() => FusionFit.Fit(Question.LocallyEdited, trials, new Dictionary<string, IReadOnlyDictionary<string, double>>(), Terms)).Code);
    }

    [Fact]
    public void A_calibration_is_read_as_it_was_written_and_no_other_way()
    {
        var document = Fit(40);
        var file = CalibrationFile.Write(document);
        Assert.Equal(file, CalibrationFile.Write(Fit(40)));
        var read = CalibrationFile.Read(file);
        Assert.Equal(file, CalibrationFile.Write(read));
        Assert.Equal(3, read.ToCalibration().Calibrators.Count);
        var text = System.Text.Encoding.UTF8.GetString(file);
        string CodeOf(string changed) => Assert.Throws<CalibrationException>(() => CalibrationFile.Read(System.Text.Encoding.UTF8.GetBytes(changed))).Code;
        Assert.Equal(Codes.CalibrationChanged, CodeOf(text.Replace("\"draws\": 60", "\"draws\": 61")));
        Assert.Equal(Codes.CalibrationChanged, CodeOf(text.Replace(document.Calibrators[0].Calibrator.Id, "A-logistic@000000000000")));
        Assert.All(new[] { "", "{}", "[1]", text[..^9], text.Replace("\"weight\": ", "\"weight\": -9"), text.Replace("\"fusions\"", "\"fusion\"") }, broken => Assert.Equal(Codes.CalibrationMalformed, CodeOf(broken)));
    }

    [Fact]
    public void A_damaged_calibration_is_refused_and_nothing_worse()
    {
        var file = CalibrationFile.Write(Fit(30));
        var chance = new Seeded(17);
        string[] codes = [Codes.CalibrationMalformed, Codes.CalibrationChanged];
        for (var round = 0; round < 300; round++)
        {
            var damaged = (byte[])file.Clone();
            damaged[chance.NextInt(file.Length - 1)] ^= (byte)(1 << chance.NextInt(8));
            try
            {
                // White space between members and the case of an exponent are no content.
                Assert.Equal(file, CalibrationFile.Write(CalibrationFile.Read(damaged)));
            }
            catch (CalibrationException e)
            {
                Assert.Contains(e.Code, codes);
            }
        }
        var text = System.Text.Encoding.UTF8.GetString(file);
        foreach (var member in new[] { "calibrators", "fusions", "terms", "promises", "refused", "knots" })
        {
            var hollow = System.Text.RegularExpressions.Regex.Replace(text, $"\"{member}\": \\[", $"\"{member}\": [null,").Replace(",]", "]", StringComparison.Ordinal);
            Assert.Equal(Codes.CalibrationMalformed, Assert.Throws<CalibrationException>(() => CalibrationFile.Read(System.Text.Encoding.UTF8.GetBytes(hollow))).Code);
        }
    }

    [Fact]
    public void What_cannot_be_fitted_is_listed_and_the_rest_goes_on()
    {
        Trial[] backwards = [.. Study(40, 1, "fit").Where(t => t.DetectorId == "C").Select(t => t with { DetectorId = "D", Score = -t.Score })];
        var document = CalibrationFit.Fit(Source, [.. Study(40, 1, "fit"), .. backwards], Terms, null, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal((3, 1), (document.Calibrators.Count, document.Fusions.Count));
        Assert.Equal(("D", Codes.CalibrationWrongWay), document.Refused.Select(r => (r.DetectorId, r.Code)).Single());
        // Nothing of the split to be checked on was there.
        Assert.All(document.Calibrators, c => Assert.Null(c.Check));
    }
}
