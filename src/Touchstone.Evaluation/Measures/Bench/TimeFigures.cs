using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Making;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>What the whole bench costs on one large photograph, and the dense search for copies on a smaller one.</summary>
internal static class TimeFigures
{
    private const int Runs = 5, ShortRuns = 3;
    private const double Gigabyte = 1L << 30;

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var runs = request.Long ? Runs : ShortRuns;
        request.Progress("making pictures of 12 and 2 MP");
        var mosaic = await BenchMosaic.LayAsync(request, 8, 6, cancel);
        if (mosaic is not null)
            await foreach (var figure in WholeAsync(request, "12 MP of photographs", PixelFile.Jpeg(mosaic, 92), runs, cancel)) yield return figure;
        else
            yield return Figure.Skipped("12 MP of photographs: whole process, s", "no --data folder with authentic photographs", Target.NoMoreThan(8));
        // The rendered scene is the lighter of the two; where there are photographs, the short run leaves it out.
        if (request.Long || mosaic is null)
            await foreach (var figure in WholeAsync(request, "12 MP rendered scene", PixelFile.Jpeg(Scene(4000, 3000), 92), runs, cancel)) yield return figure;
        var small = Path.Combine(request.Scratch, "2mp.jpg");
        await File.WriteAllBytesAsync(small, PixelFile.Jpeg(Scene(1632, 1224), 92), cancel);
        yield return (await DetectorsAsync(request, "2 MP", small, runs, "CopyMove", cancel)).First(f => f.Name.Contains("CopyMove", StringComparison.Ordinal)) with { Target = Target.NoMoreThan(2500) };
    }

    private static Media.Pixels.RgbImage Scene(int width, int height) => new SimulatedCamera(1).Take(new RenderedScene(11), width, height, 1);

    private static async IAsyncEnumerable<Figure> WholeAsync(MeasureRequest request, string what, byte[] jpeg, int runs, [EnumeratorCancellation] CancellationToken cancel)
    {
        var path = Path.Combine(request.Scratch, "12mp.jpg");
        await File.WriteAllBytesAsync(path, jpeg, cancel);
        request.Progress($"{what}: {runs + 1} runs");
        // The first run fills the page cache and is left out.
        await WholeProcess.RunAsync(request.Command, ["examine", path, "--quiet"], cancel);
        var run = await WholeProcess.MedianAsync(request.Command, ["examine", path, "--quiet"], runs, cancel);
        yield return new Figure($"{what}: whole process, s", Estimate.Point(run.Seconds, runs), Target.NoMoreThan(8), $"median of {runs}, every detector, {Environment.ProcessorCount} cores, load {LoadAverage()}");
        yield return new Figure($"{what}: peak memory of all processes, GiB", Estimate.Point(run.PeakBytes / Gigabyte, runs), Target.NoMoreThan(1.2), "highest of the runs");
        foreach (var figure in await DetectorsAsync(request, what, path, request.Long ? runs : runs - 1, null, cancel)) yield return figure;
    }

    private static async Task<IReadOnlyList<Figure>> DetectorsAsync(MeasureRequest request, string what, string path, int runs, string? only, CancellationToken cancel)
    {
        var pool = request.Pool(1) with { Detectors = only is null ? BenchDetectors.Ids : [only] };
        var examinations = await Batch.ExamineAsync(request, [.. Enumerable.Repeat(path, runs + 1)], "detectors on " + what, pool, cancel);
        return [.. examinations[0].Milliseconds.Keys.Select(id =>
        {
            double[] taken = [.. examinations.Skip(1).Select(e => e.Milliseconds[id]).Order()];
            return new Figure($"{what}: {id}, ms", new Estimate(taken[taken.Length / 2], taken[0], taken[^1], taken.Length), null, "warm, one thread; interval = fastest and slowest; the first detector to ask for a view pays for it");
        })];
    }

    // What else the machine was doing decides how far a time can be believed.
    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
