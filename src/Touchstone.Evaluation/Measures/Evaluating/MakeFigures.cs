using System.Diagnostics;
using System.Runtime.CompilerServices;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.DataSets.Leaks;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Evaluation.Perturbations;
using Touchstone.Media;

namespace Touchstone.Evaluation.Measures.Evaluating;

/// <summary>Whether made specimens are what their records say: exact masks, the same bytes again, classes that no file property tells apart.</summary>
internal static class MakeFigures
{
    private const int ShortPairs = 60, LongPairs = 600;
    private const int Scenes = 24;

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var missing = 0;
        foreach (var perturbation in PerturbationCatalog.All) missing += await perturbation.UnavailableAsync(cancel) is null ? 0 : 1;
        yield return new Figure("perturbations that run here", Estimate.Point(PerturbationCatalog.All.Count - missing, PerturbationCatalog.All.Count), null, missing == 0 ? "" : $"{missing} lack their encoder in this ffmpeg");
        yield return new Figure("manipulations", Estimate.Point(ManipulationCatalog.All.Count, ManipulationCatalog.All.Count), null);
        var pairs = request.Long ? LongPairs : ShortPairs;
        var note = request.Long ? "" : $"{pairs} pairs; {LongPairs} with --long";
        var sources = Sources(request, cancel);
        request.Progress($"making {pairs} pairs of pictures");
        var clock = Stopwatch.StartNew();
        var one = await MakeAsync(request, sources, "one", pairs, Environment.ProcessorCount, cancel);
        var seconds = clock.Elapsed.TotalSeconds;
        request.Progress("making them again with one job");
        var two = await MakeAsync(request, sources, "two", pairs, 1, cancel);
        yield return new Figure("made files that differ between two runs", Rate.Of(one.Items.Zip(two.Items).Count(p => p.First.Sha256 != p.Second.Sha256) + Math.Abs(one.Items.Count - two.Items.Count), one.Items.Count), Target.NoMoreThan(0), "with another --jobs; " + note);
        yield return MaskFigure(request, one, note);
        request.Progress("looking for shortcuts in the made set");
        yield return ShortcutFigure(one, note, cancel);
        yield return new Figure("seconds a pair of half a megapixel or less", Estimate.Point(seconds / Math.Max(1, pairs), pairs), null, note);
    }

    private static IReadOnlyList<SourceMedium> Sources(MeasureRequest request, CancellationToken cancel)
    {
        if (request.Data is not null && Path.Combine(request.Data, "photos") is var photos && Directory.Exists(photos)) return SourceList.Read(photos, MediaKind.Image, SourceChoice.Authentic, "source_path", cancel);
        var folder = Directory.CreateDirectory(Path.Combine(request.Scratch, "scenes")).FullName;
        for (ulong i = 0; i < Scenes; i++) File.WriteAllBytes(Path.Combine(folder, $"{i:00}.png"), PixelFile.Png(new SimulatedCamera(i).Take(new RenderedScene(i), 384, 320, i)));
        return SourceList.Read(folder, MediaKind.Image, SourceChoice.Authentic, null, cancel);
    }

    private static Task<MadeSet> MakeAsync(MeasureRequest request, IReadOnlyList<SourceMedium> sources, string name, int pairs, int jobs, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(request.Scratch, name)).FullName;
        // A face is not in every picture, so its manipulation would make fewer pairs than asked for.
        Manipulation[] manipulations = [.. ManipulationCatalog.All.Where(m => m.Kind == MediaKind.Image && m.Name != "face-blend")];
        return MakeRun.MakeAsync(new MakeRequest(manipulations, sources, folder, pairs, 11) { Jobs = jobs, Forms = [SaveForm.Parse("png")!, SaveForm.Parse("jpeg-q90")!] }, cancel);
    }

    private static Figure MaskFigure(MeasureRequest request, MadeSet set, string note)
    {
        var (wrong, count) = (0, 0);
        var real = set.Items.Where(i => i.Operation == "none").ToDictionary(i => i.Seed);
        foreach (var item in set.Items.Where(i => i.Mask is not null && i.Save == "png" && real.ContainsKey(i.Seed)))
        {
            var (changed, before) = (Load(request, item.Path), Load(request, real[item.Seed].Path));
            var mask = Load(request, item.Mask!);
            var outside = Enumerable.Range(0, changed.Length).Any(i => mask[i] == 0 && changed[i] != before[i]);
            count++;
            if (outside) wrong++;
        }
        return new Figure("masks that miss a changed pixel", Rate.Of(wrong, count), Target.NoMoreThan(0), note);
    }

    private static byte[] Load(MeasureRequest request, string path) => PixelFile.Load(File.ReadAllBytes(Path.Combine(request.Scratch, "one", path))).Samples;

    private static Figure ShortcutFigure(MadeSet set, string note, CancellationToken cancel)
    {
        const string name = "AUC of format, size, metadata and codec alone on a made set";
        var report = LeakCheck.Run(DataSetReader.Read(set.Manifest, null, cancel).Set, null, cancel);
        return report.Shortcuts.Count == 0 ? Figure.Skipped(name, "too few items") : new Figure(name, report.Shortcuts[0].All.Auc, Target.NoMoreThan(0.6), (report.Shortcuts[0].Blocks ? "blocks; " : "does not block; ") + note);
    }
}
