using Touchstone.Engine.Inference;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>What must hold for calibration curves and fusions that come from outside.</summary>
internal static class CurveRules
{
    /// <summary>Knots of one curve.</summary>
    internal const int MostKnots = 20_000;

    private const int MostModels = 1_000;

    // 300 nats are beyond 10¹³⁰: no finite data carry that.
    private const double MostNats = 300;

    internal static IReadOnlyList<string> Errors(Calibration calibration)
    {
        if (calibration.Calibrators.Count + calibration.Fusions.Count > MostModels) return [$"more than {MostModels:N0} calibrators and fusions"];
        if (HasGap(calibration.Calibrators) || HasGap(calibration.Fusions) || calibration.Fusions.Any(f => HasGap(f.Terms))) return ["an entry is null"];
        var errors = new List<string>();
        foreach (var calibrator in calibration.Calibrators) errors.AddRange(Errors(calibrator).Select(e => $"calibrator {calibrator.Id}: {e}"));
        foreach (var fusion in calibration.Fusions) errors.AddRange(Errors(fusion).Select(e => $"fusion {fusion.Id}: {e}"));
        foreach (var twice in calibration.Calibrators.GroupBy(c => c.DetectorId).Where(g => g.Count() > 1)) errors.Add($"{twice.Key}: more than one calibrator");
        foreach (var twice in calibration.Fusions.GroupBy(f => f.Question).Where(g => g.Count() > 1)) errors.Add($"{twice.Key}: more than one fusion");
        return errors;
    }

    internal static IEnumerable<string> Errors(Calibrator calibrator)
    {
        if (calibrator.Id.Length == 0 || calibrator.DetectorId.Length == 0 || calibrator.DetectorVersion.Length == 0 || calibrator.ScoreName.Length == 0) yield return "a name is missing";
        var knots = calibrator.Knots;
        if (knots.Count is < 1 or > MostKnots) yield return $"it has from 1 to {MostKnots:N0} knots";
        else if (knots.Any(k => !double.IsFinite(k.Score) || !Carried(k.Llr) || !Carried(k.Lower) || !Carried(k.Upper))) yield return $"every knot is finite and within ±{MostNats} nats";
        else if (knots.Any(k => k.Lower > k.Llr || k.Llr > k.Upper)) yield return "every likelihood ratio lies within its interval";
        else if (knots.Zip(knots.Skip(1)).Any(p => !(p.First.Score < p.Second.Score))) yield return "scores rise strictly";
        else if (knots.Zip(knots.Skip(1)).Any(p => p.First.Llr > p.Second.Llr || p.First.Lower > p.Second.Lower || p.First.Upper > p.Second.Upper)) yield return "likelihood ratios and their bounds never fall";
    }

    internal static IEnumerable<string> Errors(FusionModel fusion)
    {
        if (fusion.Id.Length == 0) yield return "a name is missing";
        if (!Carried(fusion.Offset) || !Carried(fusion.Lowest) || !Carried(fusion.Highest) || fusion.Lowest > fusion.Highest) yield return $"offset and bounds are finite, within ±{MostNats} nats and in order";
        if (fusion.Terms.Count is < 1 or > MostModels || fusion.Terms.Any(t => t.DetectorId.Length == 0 || !Carried(t.Silent) || !Carried(t.Weight) || t.Weight < 0)) yield return "every term is finite and no weight negative";
        if (fusion.Terms.Select(t => t.DetectorId).Distinct(StringComparer.Ordinal).Count() != fusion.Terms.Count) yield return "a detector has two terms";
    }

    /// <summary>Whether a list from a file holds null: a list of records may, whatever its type says.</summary>
    internal static bool HasGap<T>(IReadOnlyList<T?> items) where T : class => items.Any(i => i is null);

    private static bool Carried(double nats) => Math.Abs(nats) <= MostNats;
}
