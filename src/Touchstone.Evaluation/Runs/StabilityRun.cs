using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Perturbations;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;

namespace Touchstone.Evaluation.Runs;

/// <summary>The verdict-stability test of a run: a seeded sample of its files is processed harmlessly and examined again.</summary>
/// <remarks>What a processed file hashes to is kept, and its findings are in the cache like any other, so that a second run does nothing.</remarks>
internal sealed class StabilityRun(RunRequest request, FindingCache cache, SpecimenExaminer examiner)
{
    private const string FileName = "perturbed.jsonl";

    private sealed record Made(string Specimen, string Perturbation, ulong Seed, string? Sha256);

    private readonly Dictionary<(string, string, ulong), string?> _known = [];

    /// <summary>Every comparison of a finding before and after.</summary>
    internal async Task<IReadOnlyList<StabilityTrial>> RunAsync(IReadOnlyList<Specimen> specimens, Func<Specimen, ExaminationTask> taskFor, Action<RunStep> progress, CancellationToken cancel)
    {
        Load();
        var pairs = await PairsAsync(specimens, taskFor, cancel).ConfigureAwait(false);
        var scratch = Directory.CreateTempSubdirectory("touchstone-stability-");
        try
        {
            var after = new List<(Specimen Specimen, Perturbation Perturbation, ExaminationTask Task)>();
            foreach (var (specimen, perturbation) in pairs)
            {
                if (await ProcessAsync(specimen, perturbation, taskFor(specimen), scratch.FullName, cancel).ConfigureAwait(false) is { } task) after.Add((specimen, perturbation, task));
                progress(new RunStep("processing", after.Count, pairs.Count));
            }
            await examiner.RunAsync(examiner.Missing(after.Select(a => a.Task), request.Retry), "stability", progress, cancel).ConfigureAwait(false);
            return [.. after.SelectMany(a => Compare(a.Specimen, a.Perturbation, taskFor(a.Specimen), a.Task))];
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<(Specimen, Perturbation)>> PairsAsync(IReadOnlyList<Specimen> specimens, Func<Specimen, ExaminationTask> taskFor, CancellationToken cancel)
    {
        var usable = new List<Perturbation>();
        foreach (var perturbation in request.Perturbations)
            if (await perturbation.UnavailableAsync(cancel).ConfigureAwait(false) is null) usable.Add(perturbation);
        // The order of a keyed hash is a draw that does not depend on the order of the manifest, nor on what else is in it.
        return
        [
            .. from specimen in specimens.DistinctBy(s => s.Sha256).Where(s => taskFor(s).Asked.Any(d => usable.Any(p => p.IsHarmlessFor(d.Question)))).OrderBy(s => Order(s.Sha256), StringComparer.Ordinal).Take(request.StabilityFiles)
               from perturbation in usable
               where cache.About(taskFor(specimen).Key) is { Faulted: false } about && about.Kind == perturbation.Kind
               select (specimen, perturbation),
        ];
    }

    private string Order(string sha256) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{request.Seed}:{sha256}")));

    /// <summary>What is to be examined of a processed file; null where it cannot be processed. The file is made only where something of it is not known.</summary>
    private async Task<ExaminationTask?> ProcessAsync(Specimen specimen, Perturbation perturbation, ExaminationTask before, string scratch, CancellationToken cancel)
    {
        var id = (specimen.Sha256, perturbation.Name, request.Seed);
        ExaminationTask Task(string path, string sha256) => before with { Path = path, Key = before.Key with { Specimen = sha256 }, Asked = [.. before.Asked.Where(d => perturbation.IsHarmlessFor(d.Question))] };
        if (_known.TryGetValue(id, out var known))
        {
            if (known is null) return null;
            var task = Task("", known);
            if (examiner.Missing([task], request.Retry).Count == 0) return task;
        }
        var made = await perturbation.ApplyAsync(new PerturbationInput(specimen.Entry.FullPath, scratch, request.Seed), cancel).ConfigureAwait(false);
        var sha = made is null ? null : Sha256.Of(made.Bytes).Hex;
        Keep(new Made(specimen.Sha256, perturbation.Name, request.Seed, sha));
        if (made is null) return null;
        var path = Path.Combine(scratch, sha + made.Extension);
        await File.WriteAllBytesAsync(path, made.Bytes, cancel).ConfigureAwait(false);
        return Task(path, sha!);
    }

    private IEnumerable<StabilityTrial> Compare(Specimen specimen, Perturbation perturbation, ExaminationTask before, ExaminationTask after)
    {
        var (was, now) = (Trials(specimen, before), Trials(specimen, after));
        foreach (var one in was)
            if (now.FirstOrDefault(t => t.DetectorId == one.DetectorId && t.Question == one.Question) is { } other)
            {
                bool?[] flips = [.. new[] { Flip.AlarmLost, Flip.AlarmGained, Flip.SignChanged }.Select(f => VerdictStability.Flipped(f, one, other))];
                var flipped = flips.All(f => f is null) ? (bool?)null : flips.Any(f => f == true);
                var lost = VerdictStability.Flipped(Flip.AnswerLost, one, other);
                if (flipped is not null || lost is not null) yield return new StabilityTrial(specimen.Sha256, one.Question, one.DetectorId, perturbation.Name, flipped, lost);
            }
    }

    private List<Trial> Trials(Specimen specimen, ExaminationTask task)
    {
        Finding[] findings = [.. task.Asked.Select(d => cache.Find(task.Key, d)).OfType<Finding>()];
        return [.. TrialMaker.Of(specimen, findings, request.Calibration, new Dictionary<string, string>())];
    }

    private string Table => Path.Combine(request.Folder, "cache", FileName);

    private void Load()
    {
        if (!File.Exists(Table)) return;
        foreach (var line in File.ReadLines(Table))
            if (Parse(line) is { } made) _known[(made.Specimen, made.Perturbation, made.Seed)] = made.Sha256;
    }

    private static Made? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Made>(line);
        }
        catch (JsonException)
        {
            // A line that was torn is made again.
            return null;
        }
    }

    // The line feed comes first, so that a torn line before it spoils nothing.
    private void Keep(Made made)
    {
        _known[(made.Specimen, made.Perturbation, made.Seed)] = made.Sha256;
        File.AppendAllText(Table, "\n" + JsonSerializer.Serialize(made));
    }
}
