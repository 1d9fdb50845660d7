using System.Runtime.CompilerServices;
using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.Estimates;
using Touchstone.Media;

namespace Touchstone.Evaluation.Measures;

/// <summary>How much of real material is examined, where detectors abstain, what fails by code, and how often authentic material raises an alarm.</summary>
internal static class MaterialFigures
{
    private const int ShortSample = 80;

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (request.Data is null)
        {
            yield return Figure.Skipped("real material", "no --data folder", Target.NoMoreThan(0));
            yield break;
        }
        foreach (var set in DataSetReader.FindAll(request.Data))
        {
            var items = request.Long ? set.Entries : set.Sample(ShortSample);
            var remark = items.Count < set.Entries.Count ? $"{items.Count} of {set.Entries.Count} files, evenly spread; all with --long" : "";
            var run = await CliRun.ExamineAsync(request, [.. items.Select(i => i.FullPath)], set.Name, cancel);
            yield return new Figure($"{set.Name}: parent crashes", Estimate.Point(run.Survived ? 0 : 1, items.Count), Target.NoMoreThan(0), remark);
            foreach (var figure in Coverage(set.Name, run.Examinations)) yield return figure;
            foreach (var figure in FalseAlarms(set, items, run.Examinations)) yield return figure;
        }
    }

    private static IEnumerable<Figure> Coverage(string set, IReadOnlyList<Examination> examinations)
    {
        yield return new Figure($"{set}: files examined, share", Rate.Of(examinations.Count(e => e.Fault is null), examinations.Count), null);
        foreach (var group in examinations.Where(e => e.Fault is not null).GroupBy(e => e.Fault!.Code).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return new Figure($"{set}: not examined, {group.Key}", Rate.Of(group.Count(), examinations.Count), null, group.First().Specimen.Name);
        Finding[] findings = [.. examinations.SelectMany(e => e.Findings)];
        foreach (var detector in findings.GroupBy(f => f.DetectorId).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return new Figure($"{set}: {detector.Key} abstains, share", Rate.Of(detector.Count(f => f.State == FindingState.NotApplicable), detector.Count()), null);
        foreach (var failed in findings.Where(f => f.State == FindingState.Failed).GroupBy(f => (f.DetectorId, f.Reason.Code)).OrderBy(g => g.Key.DetectorId, StringComparer.Ordinal))
            yield return new Figure($"{set}: {failed.Key.DetectorId} failed, {failed.Key.Code}", Rate.Of(failed.Count(), examinations.Count), null);
        yield return new Figure($"{set}: flagged by a structural contradiction, share", Rate.Of(examinations.Count(e => e.Assessments.Any(a => a.Contradictions.Count > 0)), examinations.Count), null);
    }

    private static IEnumerable<Figure> FalseAlarms(DataSet set, IReadOnlyList<DataSetEntry> items, IReadOnlyList<Examination> examinations)
    {
        // Files of stated verdicts were made to be judged, not taken as they are.
        var areVectors = set.Entries.Any(e => e.Columns.ContainsKey("stated_state"));
        Examination[] authentic = [.. items.Zip(examinations).Where(p => IsAuthentic(p.First, areVectors, p.Second)).Select(p => p.Second)];
        foreach (var detector in authentic.SelectMany(e => e.Findings).GroupBy(f => f.DetectorId).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            bool[] alarms = [.. detector.Select(Alarms).OfType<bool>()];
            if (alarms.Length == 0) continue;
            yield return new Figure($"{set.Name}, authentic: {detector.Key} alarms, of all asked", Rate.Of(alarms.Count(a => a), detector.Count()), null);
            yield return new Figure($"{set.Name}, authentic: {detector.Key} alarms, of those measured", Rate.Of(alarms.Count(a => a), alarms.Length), null);
        }
    }

    // A set of still images without labels holds photographs; every other set must say which of its files are authentic.
    private static bool IsAuthentic(DataSetEntry item, bool areVectors, Examination examination) =>
        item.Truth == Truth.Authentic || item.Label.Length == 0 && !areVectors && examination.Specimen.Kind == MediaKind.Image;

    /// <summary>Whether the main score passes the detector's own threshold; null where it draws none or did not measure.</summary>
    internal static bool? Alarms(Finding finding) => finding is { State: FindingState.Measured, Scores: [var main, ..] } ? main.PassesThreshold() : null;
}
