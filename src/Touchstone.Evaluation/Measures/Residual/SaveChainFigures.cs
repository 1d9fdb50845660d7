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
        foreach (var (camera, saves) in _fewer)
        {
            var (name, said) = await ExamineAsync(request, camera, saves, hosts, cancel);
            yield return new Figure($"{name}: FirstDigits says three saves, share", Rate.Of(said.Count(s => s.First > 0), said.Count), null);
        }
        foreach (var (camera, saves) in _three)
        {
            var (name, said) = await ExamineAsync(request, camera, saves, hosts, cancel);
            var (first, middle) = (camera ? 0 : saves[0], saves[^2]);
            Said[] three = [.. said.Where(s => s.First > 0)];
            yield return new Figure($"{name}: FirstDigits says three saves, share", Rate.Of(three.Length, said.Count), null);
            yield return new Figure($"{name}: where said, second save within {Near}, share", Rate.Of(three.Count(s => Math.Abs(s.Second - middle) <= Near), three.Length), null);
            if (first > 0) yield return new Figure($"{name}: where said, first save within {Near}, share", Rate.Of(three.Count(s => Math.Abs(s.First - first) <= Near), three.Length), null);
            Said[] named = [.. said.Where(s => s.Primary > 0)];
            yield return new Figure($"{name}: DoubleJpeg names the second save within {Near}, share of those it measures", Rate.Of(named.Count(s => Math.Abs(s.Primary - middle) <= Near), named.Length), null, $"of {said.Count}");
            if (first > 0) yield return new Figure($"{name}: DoubleJpeg names the first within {Near}, share of those it measures", Rate.Of(named.Count(s => Math.Abs(s.Primary - first) <= Near), named.Length), null);
        }
    }

    private static async Task<(string Name, List<Said> Said)> ExamineAsync(MeasureRequest request, bool camera, int[] saves, IReadOnlyList<BenchPhoto> hosts, CancellationToken cancel)
    {
        var name = (camera ? "camera save" : "clean") + string.Concat(saves.Select(q => $"→q{q}"));
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
        var said = new List<Said>();
        foreach (var made in cases)
        {
            double Score(string detector, string score) => DescriptiveMaps.Examine(DetectorCatalog.All.First(d => d.Id == detector), made.Path, cancel)?.Scores.FirstOrDefault(s => s.Name == score)?.Value ?? 0;
            if (DescriptiveMaps.Examine(DetectorCatalog.All.First(d => d.Id == "FirstDigits"), made.Path, cancel) is not { } digits) continue;
            double Of(string text) => digits.Scores.FirstOrDefault(s => s.Name.StartsWith(text, StringComparison.Ordinal))?.Value ?? 0;
            var one = new Said(made.Cluster, digits.Scores[0].Value, Of("gain of three"), Of("quality of the first"), Of("quality of the second"), Score("DoubleJpeg", "quality of the first save"));
            said.Add(one);
            BenchTable.Add(request, "chains.csv", $"\"{name}\",\"{one.Cluster}\",{one.Misfit:0.#####},{one.Gain:0.#####},{one.First:0},{one.Second:0},{one.Primary:0},{Path.GetFileName(made.Note)}");
        }
        if (saves.Length > 0) Directory.Delete(folder, recursive: true);
        return (name, said);
    }
}
