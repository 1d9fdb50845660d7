using System.Runtime.CompilerServices;
using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;

namespace Touchstone.Evaluation.Measures;

/// <summary>Per detector: where it points on forged images with masks.</summary>
internal static class LocalisationFigures
{
    /// <summary>What one map scores against one mask.</summary>
    private sealed record Localised(string DetectorId, double F1, double Mcc, double Auc);

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var sets = request.Data is null ? [] : DataSetReader.FindAll(request.Data);
        DataSetEntry[] forged = [.. sets.SelectMany(s => s.Entries).Where(i => i.MaskPath is not null && File.Exists(i.MaskPath))];
        if (forged.Length == 0)
        {
            yield return Figure.Skipped("localisation", "no --data folder with masks");
            yield break;
        }
        var run = await CliRun.ExamineAsync(request, [.. forged.Select(i => i.FullPath)], "forged images", cancel, withMaps: true);
        foreach (var figure in ForgedFigures(forged, run.Examinations)) yield return figure;
    }

    private static IEnumerable<Figure> ForgedFigures(DataSetEntry[] forged, IReadOnlyList<Examination> examined)
    {
        var results = forged.Zip(examined).SelectMany(p => Localise(p.First.MaskPath!, p.Second)).ToLookup(r => r.DetectorId);
        foreach (var detector in results.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            yield return new Figure($"forged: {detector.Key} pixel F1 at its own threshold, mean", Bootstrap.Mean(detector.Select(r => r.F1)), null);
            yield return new Figure($"forged: {detector.Key} pixel MCC at its own threshold, mean", Bootstrap.Mean(detector.Select(r => r.Mcc)), null);
            yield return new Figure($"forged: {detector.Key} pixel AUC, mean", Bootstrap.Mean(detector.Select(r => r.Auc)), null);
        }
        foreach (var detector in examined.SelectMany(e => e.Findings).Where(f => MaterialFigures.Alarms(f) is not null).GroupBy(f => f.DetectorId).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return new Figure($"forged: {detector.Key} alarms, share of those measured", Rate.Of(detector.Count(f => MaterialFigures.Alarms(f) == true), detector.Count()), null);
    }

    private static IEnumerable<Localised> Localise(string maskPath, Examination examination)
    {
        var (width, height, manipulated) = MaskReader.Read(maskPath);
        foreach (var finding in examination.Findings)
        {
            if (finding.Maps.FirstOrDefault(m => m.Threshold is not null) is not { } map) continue;
            // One sign for all: higher supports manipulation.
            var sign = map.Direction == Direction.LowerSupportsManipulation ? -1f : 1f;
            var values = MaskReader.Spread(map, width, height, sign > 0 ? map.ScaleMinimum : map.ScaleMaximum);
            for (var i = 0; i < values.Length; i++) values[i] *= sign;
            bool[] said = [.. values.Select(v => v >= sign * map.Threshold!.Value)];
            var confusion = Confusion.Of(said, manipulated);
            yield return new Localised(finding.DetectorId, confusion.F1, confusion.Mcc, Roc.Auc(values, manipulated));
        }
    }
}
