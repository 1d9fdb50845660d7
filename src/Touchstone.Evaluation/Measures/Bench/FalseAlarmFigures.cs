using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Touchstone.Engine;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Evaluation.Perturbations;
using Touchstone.Evaluation.Perturbations.Image;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>How often each detector of the bench raises its own alarm on authentic photographs, as they are and after what happens to pictures on their way.</summary>
internal static class FalseAlarmFigures
{
    private const int ShortNative = 30, ShortProcessed = 5;
    private const double NativeTarget = 0.01, ProcessedTarget = 0.03;

    // What a messenger sends: a long edge of at most 1600; a smaller picture is still scaled, so that the chain is never a plain save.
    private const int MessengerEdge = 1600, MessengerQuality = 75;
    private const double MessengerScale = 0.75;

    internal static IReadOnlyList<Perturbation> Processing { get; } =
    [
        ImagePerturbations.Jpeg(95, harmless: true),
        ImagePerturbations.Jpeg(85, harmless: true),
        ImagePerturbations.Jpeg(75, harmless: true),
        ImagePerturbations.Jpeg(70, harmless: true),
        ImagePerturbations.Resize(0.5, RescaleKernel.Lanczos, harmless: true),
        ImagePerturbations.Resize(0.75, RescaleKernel.Cubic, harmless: true),
        ImagePerturbations.Resize(1.5, RescaleKernel.Bilinear, harmless: true),
        ImagePerturbations.WebP(80, harmless: true),
        ImagePerturbations.Encoded("messenger", true, "Scaled, saved at quality 75, metadata dropped.", ".jpg", Messenger),
    ];

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var sets = BenchPhoto.Read(request);
        if (sets.Count == 0)
        {
            yield return Figure.Skipped("false alarms on authentic photographs", "no --data folder with authentic photographs", Target.NoMoreThan(NativeTarget));
            yield break;
        }
        await using var pool = BenchDetectors.Pool(request);
        foreach (var set in sets.Where(_ => request.WantsCondition("native")))
        {
            var photos = request.Long ? set : BenchPhoto.Sample(set, ShortNative);
            var run = await BenchDetectors.ExamineAsync(request, pool, [.. photos.Select(p => p.Path)], $"{set[0].Set} as they are", cancel);
            foreach (var figure in Rows(request, $"{set[0].Set} native", photos, run, NativeTarget)) yield return figure;
        }
        BenchPhoto[] all = [.. sets.SelectMany(s => request.Long ? s : BenchPhoto.Sample(s, ShortProcessed))];
        foreach (var processing in Processing.Where(p => request.WantsCondition(p.Name)))
        {
            var (photos, paths) = await ProcessAsync(request, processing, all, cancel);
            var run = await BenchDetectors.ExamineAsync(request, pool, paths, processing.Name, cancel);
            foreach (var figure in Rows(request, processing.Name, photos, run, ProcessedTarget)) yield return figure;
            foreach (var path in paths) File.Delete(path);
        }
    }

    private static IEnumerable<Figure> Rows(MeasureRequest request, string what, IReadOnlyList<BenchPhoto> photos, IReadOnlyList<Examination> run, double target)
    {
        foreach (var id in BenchDetectors.Ids)
        {
            var tally = new AlarmTally();
            foreach (var (photo, examination) in photos.Zip(run))
                foreach (var finding in examination.Findings)
                    if (finding.DetectorId == id)
                    {
                        tally.Add(finding, photo.Cluster);
                        if (MaterialFigures.Alarms(finding) == true) BenchTable.Add(request, "false-alarms.csv", $"{what},{id},{Path.GetFileName(photo.Path)}");
                    }
            yield return new Figure($"false alarms, {what}: {id}, share of asked", tally.Rate(), Target.NoMoreThan(target), tally.Coverage());
        }
        var any = new AlarmTally();
        foreach (var (photo, examination) in photos.Zip(run)) any.AddAny(examination.Findings, photo.Cluster);
        yield return new Figure($"false alarms, {what}: {BenchDetectors.Any}, share of asked", any.Rate(), null, any.Coverage());
    }

    private static async Task<(BenchPhoto[] Photos, string[] Paths)> ProcessAsync(MeasureRequest request, Perturbation processing, BenchPhoto[] photos, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(request.Scratch, "processed-" + processing.Name)).FullName;
        var made = new ConcurrentDictionary<int, string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, photos.Length), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel }, async (i, stop) =>
        {
            if (await processing.ApplyAsync(new PerturbationInput(photos[i].Path, folder, (ulong)i), stop) is not { } file) return;
            made[i] = Path.Combine(folder, $"{i:00000}{file.Extension}");
            await File.WriteAllBytesAsync(made[i], file.Bytes, stop);
        });
        int[] done = [.. made.Keys.Order()];
        return ([.. done.Select(i => photos[i])], [.. done.Select(i => made[i])]);
    }

    private static byte[] Messenger(RgbImage image)
    {
        var edge = Math.Max(image.Width, image.Height);
        return PixelFile.Jpeg(Rescale.By(image, edge > MessengerEdge ? (double)MessengerEdge / edge : MessengerScale, RescaleKernel.Bilinear), MessengerQuality);
    }
}
