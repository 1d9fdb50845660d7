using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;

namespace Touchstone.Evaluation.Runs;

/// <summary>What a run gives.</summary>
/// <param name="Trials">In the manifest's order, detectors in the catalogue's.</param>
/// <param name="Problems">Files that gave no trial.</param>
/// <param name="Unlabelled">Entries that say nothing on the questions asked.</param>
/// <param name="Files">Files that gave trials.</param>
/// <param name="Examined">Files examined now; the others were known from the cache.</param>
/// <param name="At">The moment credentials were validated at.</param>
/// <param name="Stability">Findings before and after harmless processing.</param>
/// <param name="Leaks">What the leak check said on each question; empty where it was not run.</param>
public sealed record RunResult(IReadOnlyList<Trial> Trials, IReadOnlyList<RunProblem> Problems, int Unlabelled, int Files, int Examined, DateTimeOffset At, IReadOnlyList<StabilityTrial> Stability, IReadOnlyDictionary<Question, LeakStatement> Leaks)
{
    /// <summary>The record of the run.</summary>
    /// <param name="request">What was run.</param>
    /// <param name="trialsHash">SHA-256 of the table of trials.</param>
    public RunRecord Record(RunRequest request, string trialsHash)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new RunRecord
        {
            DataName = request.Data.Name, DataHash = request.Data.Hash, EngineVersion = Examination.CurrentEngineVersion,
            Calibration = [.. request.Calibration.Calibrators.Select(c => c.Id), .. request.Calibration.Fusions.Select(f => f.Id)],
            At = At, TrialsHash = trialsHash, Files = Files, Unlabelled = Unlabelled, Problems = Problems, Stability = Stability, Leaks = Leaks,
            Summary = EvaluationSummary.Whole(Trials), Slices = EvaluationSummary.Slices(Trials),
        };
    }
}

/// <summary>Runs detectors over a data set under supervision, as often interrupted as need be, and makes trials of what they say.</summary>
public sealed class EvaluationRun(RunRequest request, TimeProvider time)
{
    /// <summary>Runs.</summary>
    /// <param name="progress">Told how far it is, from any thread.</param>
    /// <param name="cancel">Stops; what was examined is kept.</param>
    /// <exception cref="IOException">The folder cannot be written, or the examining program cannot be started.</exception>
    public async Task<RunResult> RunAsync(Action<RunStep> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var folder = Path.Combine(request.Folder, "cache");
        using var cache = new FindingCache(folder);
        var asked = request.Pool.Credentials;
        var credentials = asked with { At = asked.At ?? FindingCache.Moment(folder, asked.Fixed(time.GetUtcNow()).At!.Value) };
        var files = await Task.Run(() => SpecimenList.Of(request, credentials, progress, cancel), cancel).ConfigureAwait(false);
        var examiner = new SpecimenExaminer(cache, request.Pool with { Credentials = credentials }, time);
        var missing = examiner.Missing(files.Specimens.Select(TaskFor), request.Retry);
        await examiner.RunAsync(missing, "examining", progress, cancel).ConfigureAwait(false);
        var stability = request.StabilityFiles == 0 || request.Perturbations.Count == 0 ? []
            : await new StabilityRun(request, cache, examiner).RunAsync(files.Specimens, TaskFor, progress, cancel).ConfigureAwait(false);
        var survey = request.WithSurvey ? await Task.Run(() => SurveyStage.Take(request, files.Specimens, progress, cancel), cancel).ConfigureAwait(false) : null;

        List<RunProblem> problems = [.. files.Problems, .. examiner.Changed.Select(p => new RunProblem(Path.GetRelativePath(request.Data.Folder, p), Codes.RunOtherHash, "The file changed while it was examined."))];
        var trials = files.Specimens.SelectMany(s => Trials(cache, s, survey)).ToList();
        return new RunResult(trials, problems, files.Unlabelled, files.Specimens.Count - examiner.Changed.Count, examiner.Examined, credentials.At!.Value, stability, survey?.Leaks ?? new Dictionary<Question, LeakStatement>());
    }

    private ExaminationTask TaskFor(Specimen specimen) =>
        new(specimen.Entry.FullPath, specimen.Key(Examination.CurrentEngineVersion), [.. request.Detectors.Where(d => specimen.Entry.IsManipulated(d.Question) is not null)]);

    private IEnumerable<Trial> Trials(FindingCache cache, Specimen specimen, Survey? survey)
    {
        var task = TaskFor(specimen);
        if (cache.About(task.Key) is not { } about) return [];
        Finding[] findings = [.. SpecimenExaminer.Applicable(task.Asked, about.Kind).Select(d => cache.Find(task.Key, d)).OfType<Finding>()];
        var measured = new Dictionary<string, string> { ["media.format"] = about.Format };
        foreach (var (name, value) in survey?.Conditions.GetValueOrDefault(specimen.Sha256) ?? new Dictionary<string, string>()) measured[name] = value;
        return TrialMaker.Of(specimen, findings, request.Calibration, measured);
    }
}
