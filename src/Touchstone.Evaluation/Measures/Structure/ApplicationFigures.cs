using Touchstone.Engine;
using Touchstone.Engine.Detectors.Metadata.SavingApplication;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.Estimates;
using Touchstone.Media;
using Touchstone.Provenance;

namespace Touchstone.Evaluation.Measures.Structure;

/// <summary>Which known applications the files at hand are written like, by folder.</summary>
internal static class ApplicationFigures
{
    internal static IEnumerable<Figure> Measure(MeasureRequest request, CancellationToken cancel)
    {
        request.Progress("comparing with known applications");
        var findings = Findings(request, cancel).ToList();
        if (findings.Count == 0)
        {
            yield return Figure.Skipped("applications: JPEG files by the most particular row", "no data sets with JPEG files");
            yield break;
        }
        foreach (var group in findings.GroupBy(f => Kind(f.Finding.Reason.Text), StringComparer.Ordinal).OrderByDescending(g => g.Count()))
            yield return new($"applications: {group.Key}", Rate.Of(group.Count(), findings.Count), null,
                string.Join(", ", group.GroupBy(f => f.Folder, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Take(6).Select(g => $"{g.Key} {g.Count()}")));
    }

    private static string Kind(string text) => text.Split([';', '.', ':', '(', ','], 2)[0];

    private static IEnumerable<(string Folder, Finding Finding)> Findings(MeasureRequest request, CancellationToken cancel)
    {
        var detector = new SavingApplication();
        var circumstances = new Circumstances(new ValidationOptions { At = DateTimeOffset.UnixEpoch });
        foreach (var set in request.Data is null ? [] : DataSetReader.FindAll(request.Data))
        {
            foreach (var entry in set.Entries.Where(e => Path.GetExtension(e.Path).ToLowerInvariant() is ".jpg" or ".jpeg"))
            {
                if (!Intake.TryOpen(entry.FullPath, Limits.Default, out var specimen, out _, cancel)) continue;
                using (specimen)
                    if (detector.Examine(specimen, circumstances, cancel) is { State: FindingState.Measured } finding) yield return ($"{set.Name}/{Path.GetDirectoryName(entry.Path)}", finding);
            }
        }
    }
}
