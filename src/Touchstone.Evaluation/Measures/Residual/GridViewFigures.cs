using System.Runtime.CompilerServices;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Views;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures.Bench;
using Touchstone.Evaluation.Metrics;
using Touchstone.Media;

namespace Touchstone.Evaluation.Measures.Residual;

/// <summary>How well the two pictures of the view of block grids order the pixels of self-made manipulations, beside detectors with maps on the same files; and what an alarm on their highest cell would be worth.</summary>
internal static class GridViewFigures
{
    private const int Short = 8, Many = 80;

    private static readonly string[] _detectors = ["JpegGrid", "ResidualPatterns"];

    // The control brings another picture with the host's own grid: what it scores, content explains.
    private static readonly BenchCondition[] _conditions =
    [
        new("control: paste on the same grid, q98", false, e => OnGrid(e, 98)),
        .. BenchConditions.All.Where(c => c.Name is "foreign grid, camera save, last save q98" or "foreign grid, paste q90, last save q98" or "foreign grid, paste q90, last save q95"
            or "foreign grid, paste q85, last save q95" or "splice q75→q95" or "splice q95→q75" or "removal-exemplar, q90" or "paste without any history, q95"),
    ];

    private sealed record Drawn(string Map, string Cluster, double Auc, float Highest);

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var hosts = BenchPhoto.Hosts(BenchPhoto.Read(request));
        if (hosts.Count == 0)
        {
            yield return Figure.Skipped("views of block grids", "no --data folder with authentic photographs");
            yield break;
        }
        var untouched = await DrawAsync(request, BenchConditions.All.First(c => c.Name == "grid: authentic, last save q98"), hosts, cancel);
        // Source folders by turns; above the highest untouched picture of one half there is an alarm.
        bool IsFitted(Drawn one) => untouched.Select(u => u.Cluster).Distinct().Order(StringComparer.Ordinal).ToList().IndexOf(one.Cluster) % 2 == 0;
        var limits = untouched.Where(IsFitted).GroupBy(d => d.Map).ToDictionary(g => g.Key, g => g.Max(d => d.Highest));
        if (limits.Count == 0)
        {
            yield return Figure.Skipped("views of block grids", "no photograph of --data is large enough");
            yield break;
        }
        foreach (var figure in Alarms("untouched, q98", untouched.Where(d => !IsFitted(d)), limits)) yield return figure;
        foreach (var condition in _conditions)
        {
            var drawn = await DrawAsync(request, condition, hosts, cancel);
            foreach (var map in drawn.GroupBy(d => d.Map))
                yield return new Figure($"{condition.Name}: {map.Key}, pixel AUC, mean", Bootstrap.Mean(map.Select(d => d.Auc)), null, "0.5 = chance");
            foreach (var figure in Alarms(condition.Name, drawn.Where(d => !IsFitted(d)), limits)) yield return figure;
        }
    }

    private static IEnumerable<Figure> Alarms(string what, IEnumerable<Drawn> drawn, Dictionary<string, float> limits) =>
        drawn.Where(d => !_detectors.Contains(d.Map)).GroupBy(d => d.Map).Select(g =>
            new Figure($"{what}: {g.Key}, above every untouched one of the other half", Rate.Of(g.Count(d => d.Highest > limits[g.Key]), g.Count()), null, "no such alarm ships"));

    private static BenchPicture? OnGrid(BenchEdit edit, int last)
    {
        if (BenchEdits.Host(edit.Host, edit.Chance) is not { } host || BenchEdits.Host(edit.Donor, edit.Chance) is not { } donor) return null;
        int Block(int edge) => 8 * edit.Chance.NextInt((edge - BenchEdits.Part) / 8 + 1);
        var part = BenchEdits.Crop(donor, Block(donor.Width), Block(donor.Height), BenchEdits.Part, BenchEdits.Part);
        var (image, mask) = BenchEdits.Lay(host, part, Block(host.Width), Block(host.Height));
        return BenchPicture.Jpeg(image, last, mask);
    }

    private static async Task<List<Drawn>> DrawAsync(MeasureRequest request, BenchCondition condition, IReadOnlyList<BenchPhoto> hosts, CancellationToken cancel)
    {
        request.Progress($"grid views: {condition.Name}");
        var folder = Path.Combine(request.Scratch, "grid-views");
        var cases = await BenchMaking.MakeAsync(condition, hosts, request.Long ? Many : Short, folder, cancel);
        List<Drawn> drawn = [.. cases.SelectMany(c => Maps(c, cancel).Select(m => new Drawn(m.Name, c.Cluster, Auc(m.Pixels, c.Mask), m.Pixels.Where(v => !float.IsNaN(v)).DefaultIfEmpty(0).Max())))];
        Directory.Delete(folder, recursive: true);
        return drawn;
    }

    private static IEnumerable<(string Name, float[] Pixels)> Maps(BenchCase made, CancellationToken cancel)
    {
        if (!Intake.TryOpen(made.Path, Limits.Default, out var specimen, out var fault, cancel)) throw new InvalidDataException(fault.Message);
        using (specimen)
        {
            foreach (var picture in ViewCatalog.Find("grid-artefacts")!.Pictures(new ViewSubject(specimen, null, new ViewSettings()), cancel).Cast<RasterPicture>())
                yield return (picture.Name, Spread(picture, made));
            foreach (var id in _detectors)
                if (DescriptiveMaps.Examine(DetectorCatalog.All.First(d => d.Id == id), made.Path, cancel) is { } finding)
                    yield return (id, MaskReader.Spread(finding.Maps[0], made.Width, made.Mask.Length / made.Width, float.NaN));
        }
    }

    private static float[] Spread(RasterPicture picture, BenchCase made)
    {
        var pixels = new float[made.Mask.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = i % made.Width / 8 is var x && i / made.Width / 8 is var y && x < picture.Width && y < picture.Height ? picture.Values[y * picture.Width + x] : float.NaN;
        return pixels;
    }

    private static double Auc(float[] values, bool[] mask)
    {
        int[] told = [.. Enumerable.Range(0, values.Length).Where(i => !float.IsNaN(values[i]))];
        return mask.Contains(true) ? Roc.Auc([.. told.Select(i => values[i])], [.. told.Select(i => mask[i])]) : double.NaN;
    }
}
