using System.Runtime.CompilerServices;
using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Measures;

/// <summary>How much of real material is examined, where detectors abstain, and what fails by code.</summary>
internal static class CoverageFigures
{
    private const int ShortSample = 60;

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (request.Data is null)
        {
            yield return Figure.Skipped("files examined, share", "no --data folder", Target.NoLessThan(0.99));
            yield break;
        }
        foreach (var set in MediaManifest.FindAll(request.Data))
        {
            var items = request.Long ? set.Items : set.Sample(ShortSample);
            var remark = items.Count < set.Items.Count ? $"{items.Count} of {set.Items.Count} files, evenly spread; all with --long" : "";
            var examinations = await Batch.ExamineAsync(request, [.. items.Select(i => i.Path)], set.Name, request.Pool(Environment.ProcessorCount), cancel);
            foreach (var figure in Figures(set.Name, examinations, remark)) yield return figure;
        }
    }

    private static IEnumerable<Figure> Figures(string set, IReadOnlyList<Examination> examinations, string remark)
    {
        var examined = examinations.Count(e => e.Fault is null);
        yield return new Figure($"{set}: files examined, share", Rate.Of(examined, examinations.Count), Target.NoLessThan(0.99), remark);
        foreach (var group in examinations.Where(e => e.Fault is not null).GroupBy(e => e.Fault!.Code).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return new Figure($"{set}: not examined, {group.Key}", Rate.Of(group.Count(), examinations.Count), null, group.First().Specimen.Name);
        Finding[] findings = [.. examinations.SelectMany(e => e.Findings)];
        foreach (var detector in findings.GroupBy(f => f.DetectorId).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return new Figure($"{set}: {detector.Key} abstains, share", Rate.Of(detector.Count(f => f.State == FindingState.NotApplicable), detector.Count()), null);
        foreach (var failed in findings.Where(f => f.State == FindingState.Failed).GroupBy(f => (f.DetectorId, f.Reason.Code)).OrderBy(g => g.Key.DetectorId, StringComparer.Ordinal))
            yield return new Figure($"{set}: {failed.Key.DetectorId} failed, {failed.Key.Code}", Rate.Of(failed.Count(), examinations.Count), null);
        var contradicted = examinations.Count(e => e.Assessments.Any(a => a.Contradictions.Count > 0));
        yield return new Figure($"{set}: flagged by a structural contradiction, share", Rate.Of(contradicted, examinations.Count), null);
    }
}
