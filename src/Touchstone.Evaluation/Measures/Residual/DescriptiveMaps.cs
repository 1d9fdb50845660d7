using System.Runtime.CompilerServices;
using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures.Bench;
using Touchstone.Evaluation.Metrics;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Provenance;

namespace Touchstone.Evaluation.Measures.Residual;

/// <summary>How well maps that draw no threshold order the pixels of self-made manipulations, and how far their highest cell tells changed pictures from untouched ones.</summary>
/// <remarks>A paste from the same photograph is the control: what it scores, place and content explain, and no foreign history.</remarks>
internal static class DescriptiveMaps
{
    private const int Short = 12, Many = 160;

    private static readonly string[] _detectors = ["ResidualPatterns"];

    private static readonly BenchCondition[] _conditions =
    [
        Pasted("control: paste of the same photograph, q92", e => e.Host, 92),
        Pasted("paste of another photograph, q92", e => e.Donor, 92),
        Pasted("paste saved at q60, q92", e => BenchEdits.Saved(e.Donor, 60), 92),
        Pasted("paste of another photograph, q75", e => e.Donor, 75),
        .. BenchConditions.All.Where(c => !c.Untouched && c.Name is "paste without any history, q95" or "removal-exemplar, q90" or "local-resampling, q95" or "retouch-smooth, q95"),
    ];

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var hosts = BenchPhoto.Hosts(BenchPhoto.Read(request));
        if (hosts.Count == 0)
        {
            yield return Figure.Skipped("maps without a threshold", "no --data folder with authentic photographs");
            yield break;
        }
        foreach (var id in _detectors)
        {
            var detector = DetectorCatalog.All.First(d => d.Id == id);
            if (Forged(request, detector, cancel) is { N: > 0 } forged) yield return new Figure($"{id}, forged pictures of the data: pixel AUC, mean", forged, null, "0.5 = chance");
            var twin = new BenchCondition("untouched twin, q92", true, e => BenchEdits.Host(e.Host, e.Chance) is { } picture ? BenchPicture.Jpeg(picture, 92) : null);
            var twins = await FindAsync(request, detector, twin, hosts, cancel);
            var untouched = twins.Select(f => f.Finding.Scores[0].Value).ToArray();
            var (fitted, reported) = Halves(twins);
            if (fitted.Length == 0 || reported.Length == 0)
            {
                yield return Figure.Skipped($"{id}: maps without a threshold", "too few photographs of --data are large enough");
                continue;
            }
            // The highest score of one half of the folders: no alarm there.
            var limit = fitted.Max();
            yield return new Figure($"{id}, alarm above the highest of one half: false in the other", Rate.Of(reported.Count(s => s > limit), reported.Length), null, "no such alarm ships");
            foreach (var condition in _conditions)
            {
                var found = await FindAsync(request, detector, condition, hosts, cancel);
                yield return new Figure($"{id}, {condition.Name}: pixel AUC, mean", Bootstrap.Mean(found.Select(Auc)), null, $"of {found.Count} measured; 0.5 = chance");
                yield return new Figure($"{id}, {condition.Name}: score against twins, AUC", Between([.. found.Select(f => f.Finding.Scores[0].Value)], untouched), null, "whole pictures");
                var others = Halves(found).Reported;
                yield return new Figure($"{id}, {condition.Name}: above that limit in the other half", Rate.Of(others.Count(s => s > limit), others.Length), null);
            }
        }
    }

    private static BenchCondition Pasted(string name, Func<BenchEdit, RgbImage> from, int last) => new(name, false, e =>
    {
        if (BenchEdits.Host(e.Host, e.Chance) is not { } picture) return null;
        var (image, mask, note) = BenchEdits.Paste(picture, from(e), e.Chance);
        return BenchPicture.Jpeg(image, last, mask) with { Note = note };
    });

    private static async Task<List<(Finding Finding, BenchCase Case)>> FindAsync(MeasureRequest request, IDetector detector, BenchCondition condition, IReadOnlyList<BenchPhoto> hosts, CancellationToken cancel)
    {
        request.Progress($"{detector.Id}: {condition.Name}");
        var folder = Path.Combine(request.Scratch, "described");
        var found = new List<(Finding, BenchCase)>();
        foreach (var made in await BenchMaking.MakeAsync(condition, hosts, request.Long ? Many : Short, folder, cancel))
            if (Examine(detector, made.Path, cancel) is { } finding) found.Add((finding, made));
        Directory.Delete(folder, recursive: true);
        return found;
    }

    /// <summary>What one detector measured on one file; null where it did not.</summary>
    internal static Finding? Examine(IDetector detector, string path, CancellationToken cancel)
    {
        if (!Intake.TryOpen(path, Limits.Default, out var specimen, out var fault, cancel)) throw new InvalidDataException(fault.Message);
        using (specimen)
            return detector.Examine(specimen, new Circumstances(new ValidationOptions { At = DateTimeOffset.UnixEpoch }), cancel) is { State: FindingState.Measured } finding ? finding : null;
    }

    private static Estimate Forged(MeasureRequest request, IDetector detector, CancellationToken cancel)
    {
        var aucs = new List<double>();
        foreach (var entry in DataSetReader.FindAll(request.Data!).SelectMany(s => s.Entries).Where(e => e.MaskPath is not null && File.Exists(e.MaskPath)))
        {
            var (width, _, manipulated) = MaskReader.Read(entry.MaskPath!);
            if (Examine(detector, entry.FullPath, cancel) is { } finding) aucs.Add(Auc((finding, new BenchCase(entry.FullPath, "", width, manipulated, ""))));
        }
        return Bootstrap.Mean(aucs);
    }

    // Source folders by turns, so that no folder lies in both.
    private static (double[] Fitted, double[] Reported) Halves(List<(Finding Finding, BenchCase Case)> found)
    {
        var folders = found.Select(f => f.Case.Cluster).Distinct().Order(StringComparer.Ordinal).Select((c, i) => (c, i)).ToDictionary(f => f.c, f => f.i % 2 == 0);
        var halves = found.ToLookup(f => folders[f.Case.Cluster], f => f.Finding.Scores[0].Value);
        return ([.. halves[true]], [.. halves[false]]);
    }

    // Pixels outside the map's cells or in cells without a value are left out.
    private static double Auc((Finding Finding, BenchCase Case) one)
    {
        var values = MaskReader.Spread(one.Finding.Maps[0], one.Case.Width, one.Case.Mask.Length / one.Case.Width, float.NaN);
        int[] told = [.. Enumerable.Range(0, values.Length).Where(i => !float.IsNaN(values[i]))];
        return Roc.Auc([.. told.Select(i => values[i])], [.. told.Select(i => one.Case.Mask[i])]);
    }

    /// <summary>AUC of one number between two groups, higher for the first, with its bootstrap interval.</summary>
    internal static Estimate Between(double[] first, double[] second)
    {
        (double Value, bool First)[] all = [.. first.Select(v => (v, true)), .. second.Select(v => (v, false))];
        return Bootstrap.Statistic(all, cases => Roc.Auc([.. cases.Select(c => (float)c.Value)], [.. cases.Select(c => c.First)]), draws: 400);
    }
}
