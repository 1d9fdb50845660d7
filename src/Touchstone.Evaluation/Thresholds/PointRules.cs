using Touchstone.Evaluation.Calibrating;

namespace Touchstone.Evaluation.Thresholds;

/// <summary>What must hold within an operating point, whoever signed it.</summary>
internal static class PointRules
{
    private const int MostItems = 10_000;

    internal static IReadOnlyList<string> Errors(OperatingPoint point)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(point.Name)) errors.Add("name: missing");
        if (point.Version < 1) errors.Add("version: must be a whole number from 1");
        if (string.IsNullOrWhiteSpace(point.EngineVersion)) errors.Add("engineVersion: missing");
        if (point.Detectors.Count + point.Weights.Count + point.Promises.Count + point.Gates.Count > MostItems) errors.Add($"more than {MostItems:N0} detectors, weights, promises and gates");
        else if (CurveRules.HasGap(point.Promises) || CurveRules.HasGap(point.Gates)) errors.Add("an entry is null");
        else
        {
            if (point.Detectors.Any(d => d.Key.Length == 0 || string.IsNullOrEmpty(d.Value))) errors.Add("detectors: an id or a version is missing");
            errors.AddRange(CurveRules.Errors(point.Calibration));
            errors.AddRange(Errors(point.Promises));
            foreach (var gate in point.Gates.Where(g => string.IsNullOrWhiteSpace(g.Gate) || g.ValidUntil < g.PassedAt)) errors.Add($"gate on {gate.Question}: a name is missing or it ends before it was passed");
            foreach (var twice in point.Gates.GroupBy(g => g.Question).Where(g => g.Count() > 1)) errors.Add($"{twice.Key}: more than one gate");
            foreach (var calibrator in point.Calibration.Calibrators.Where(c => point.Detectors.GetValueOrDefault(c.DetectorId) != c.DetectorVersion)) errors.Add($"calibrator {calibrator.Id}: the point does not hold that version of {calibrator.DetectorId}");
        }
        return errors;
    }

    internal static IEnumerable<string> Errors(IReadOnlyList<Promise> promises) =>
        promises.SelectMany(p => Errors(p).Select(e => $"promise on {p.Question}: {e}"))
            .Concat(promises.GroupBy(p => p.Question).Where(g => g.Count() > 1).Select(g => $"{g.Key}: more than one promise"));

    private static IEnumerable<string> Errors(Promise promise)
    {
        // Negated comparisons so that NaN is refused too.
        if (!(promise.ClearUpTo < promise.FlagFrom)) yield return "clearUpTo must be below flagFrom";
        if (double.IsNegativeInfinity(promise.FlagFrom) || double.IsPositiveInfinity(promise.ClearUpTo)) yield return "nothing would be left for review";
        if (!(promise.FalseFlagRate is >= 0 and <= 1) || !(promise.MissRate is >= 0 and <= 1)) yield return "rates are from 0 to 1";
        if (!(promise.Risk is > 0 and < 1)) yield return "the risk is between 0 and 1";
        if (promise.Authentic < 0 || promise.Manipulated < 0) yield return "case counts are not negative";
    }
}
