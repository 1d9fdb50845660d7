using System.Runtime.CompilerServices;
using Touchstone.Engine.Detectors;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures.Bench;

namespace Touchstone.Evaluation.Measures.Residual;

/// <summary>What FirstDigits and DoubleJpeg say of pictures saved three times on one grid, and how often FirstDigits says it of pictures that were not.</summary>
internal static class SaveChainFigures
{
    private const int Short = 24, Many = 100, Near = 2;

    // Camera saves have tables that are not Annex K's; some of these files went through a program before, and three saves are then true.
    private static readonly (bool Camera, int[] Saves)[] _fewer =
        [(false, [90]), (false, [60, 90]), (false, [75, 95]), (false, [85, 95]), (false, [90, 95]), (false, [95, 75]), (true, []), (true, [90]), (true, [95]), (true, [98])];

    private static readonly (bool Camera, int[] Saves)[] _three =
        [(false, [60, 75, 90]), (false, [50, 75, 95]), (false, [60, 85, 95]), (false, [75, 85, 95]), (false, [75, 90, 95]), (false, [85, 75, 90]), (false, [90, 80, 95]), (false, [95, 75, 90]), (false, [90, 85, 75]), (true, [75, 95]), (true, [75, 90])];

    private sealed record Said(string Cluster, double Misfit, double Gain, double First, double Second, double Primary);

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var hosts = BenchPhoto.Hosts(BenchPhoto.Read(request));
        if (hosts.Count == 0)
        {
            yield return Figure.Skipped("chains of saves", "no --data folder with authentic photographs");
            yield break;
        }
        foreach (var (camera, saves) in _fewer.Where(c => request.WantsSeries(NameOf(c.Camera, c.Saves))))
        {
            var (name, said) = (NameOf(camera, saves), await ExamineAsync(request, camera, saves, hosts, cancel));
            yield return new Figure($"{name}: FirstDigits says three saves, share", Share(said, s => s.First > 0), null);
        }
        foreach (var (camera, saves) in _three.Where(c => request.WantsSeries(NameOf(c.Camera, c.Saves))))
        {
            var (name, said) = (NameOf(camera, saves), await ExamineAsync(request, camera, saves, hosts, cancel));
            var (first, middle) = (camera ? 0 : saves[0], saves[^2]);
            Said[] three = [.. said.Where(s => s.First > 0)];
            yield return new Figure($"{name}: FirstDigits says three saves, share", Share(said, s => s.First > 0), null);
            yield return new Figure($"{name}: where said, second save within {Near}, share", Share(three, s => Math.Abs(s.Second - middle) <= Near), null);
            if (first > 0) yield return new Figure($"{name}: where said, first save within {Near}, share", Share(three, s => Math.Abs(s.First - first) <= Near), null);
            Said[] named = [.. said.Where(s => s.Primary > 0)];
            yield return new Figure($"{name}: DoubleJpeg names the second save within {Near}, share of those it measures", Share(named, s => Math.Abs(s.Primary - middle) <= Near), null, $"of {said.Length}");
            if (first > 0) yield return new Figure($"{name}: DoubleJpeg names the first within {Near}, share of those it measures", Share(named, s => Math.Abs(s.Primary - first) <= Near), null);
        }
    }

    // Pictures of one source folder are not independent of each other.
    private static Estimate Share(Said[] said, Func<Said, bool> holds)
    {
        if (said.Length == 0) return Rate.Of(0, 0);
        string[] folders = [.. said.Select(s => s.Cluster).Distinct()];
        return ClusteredRate.Of(said.Select(holds).ToArray(), said.Select(s => Array.IndexOf(folders, s.Cluster)).ToArray()).At(0.95);
    }

    private static string NameOf(bool camera, int[] saves) => (camera ? "camera save" : "clean") + string.Concat(saves.Select(q => $"→q{q}"));

    private static async Task<Said[]> ExamineAsync(MeasureRequest request, bool camera, int[] saves, IReadOnlyList<BenchPhoto> hosts, CancellationToken cancel)
    {
        var name = NameOf(camera, saves);
        request.Progress($"chains of saves: {name}");
        var folder = Path.Combine(request.Scratch, "chains");
        var condition = new BenchCondition("chain, " + name, true, e =>
        {
            var picture = camera ? e.Host : BenchEdits.Clean(e.Host);
            foreach (var quality in saves.SkipLast(1)) picture = BenchEdits.Saved(picture, quality);
            return BenchPicture.Jpeg(picture, saves[^1]);
        });
        var cases = saves.Length > 0 ? await BenchMaking.MakeAsync(condition, hosts, request.Long ? Many : Short, folder, cancel)
            : [.. BenchPhoto.Sample(hosts, request.Long ? hosts.Count : Short).Select(p => new BenchCase(p.Path, p.Cluster, 0, [], ""))];
        // Only chains of three ask what DoubleJpeg makes of them.
        var detectors = DetectorCatalog.All.Where(d => d.Id is "FirstDigits" || (d.Id is "DoubleJpeg" && saves.Length + (camera ? 1 : 0) > 2)).ToDictionary(d => d.Id);
        var answers = new Said?[cases.Count];
        await Parallel.ForAsync(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel }, (i, stop) =>
        {
            answers[i] = Ask(cases[i], detectors, stop);
            return ValueTask.CompletedTask;
        });
        foreach (var (one, made) in answers.Zip(cases))
            if (one is not null) BenchTable.Add(request, "chains.csv", $"\"{name}\",\"{one.Cluster}\",{one.Misfit:0.#####},{one.Gain:0.#####},{one.First:0},{one.Second:0},{one.Primary:0},{Path.GetFileName(made.Note)}");
        if (saves.Length > 0) Directory.Delete(folder, recursive: true);
        return [.. answers.OfType<Said>()];
    }

    // Null where FirstDigits does not measure the picture.
    private static Said? Ask(BenchCase made, Dictionary<string, IDetector> detectors, CancellationToken cancel)
    {
        if (DescriptiveMaps.Examine(detectors["FirstDigits"], made.Path, cancel) is not { } digits) return null;
        double Of(string text) => digits.Scores.FirstOrDefault(s => s.Name.StartsWith(text, StringComparison.Ordinal))?.Value ?? 0;
        var primary = detectors.TryGetValue("DoubleJpeg", out var history) ? DescriptiveMaps.Examine(history, made.Path, cancel)?.Scores.FirstOrDefault(s => s.Name == "quality of the first save")?.Value ?? 0 : 0;
        return new Said(made.Cluster, digits.Scores[0].Value, Of("gain of three"), Of("quality of the first"), Of("quality of the second"), primary);
    }
}
