using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.DataSets.Leaks;
using Touchstone.Evaluation.DataSets.Likeness;
using Touchstone.Evaluation.Gates;

namespace Touchstone.Evaluation.Runs;

/// <summary>What the files of a run are like beside what detectors say of them.</summary>
/// <param name="Leaks">The leak check of each question.</param>
/// <param name="Conditions">Measured conditions by file hash, as slice columns.</param>
internal sealed record Survey(IReadOnlyDictionary<Question, LeakStatement> Leaks, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Conditions);

/// <summary>Takes the survey of a run once; it is kept with the run and taken again when a file, the manifest or the engine is another.</summary>
internal static class SurveyStage
{
    private const int MostSentences = 20;

    internal static Survey Take(RunRequest request, IReadOnlyList<Specimen> specimens, Action<RunStep> progress, CancellationToken cancel)
    {
        Question[] questions = [.. request.Detectors.Select(d => d.Question).Distinct().Order()];
        var path = Path.Combine(request.Folder, "cache", $"survey-{Identity(request, specimens, questions)}.json");
        if (Kept(path) is { } kept) return kept;
        var set = request.Data with { Entries = [.. specimens.Select(s => s.Entry)] };
        var jobs = Math.Max(1, request.Pool.Jobs);
        var files = DataSetSurvey.Take(set, new SurveyTerms { Conditions = true, Jobs = jobs }, done =>
        {
            if (done % 50 == 0 || done == specimens.Count) progress(new RunStep("surveying", done, specimens.Count));
        }, cancel);
        var alike = LikenessSearch.Run([.. files.Select(f => f.Print)], jobs, cancel);
        var leaks = questions.ToDictionary(q => q, q => Statement(LeakCheck.Run(set, files, alike, new LeakTerms { Question = q, Jobs = jobs }, cancel)));
        var conditions = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        for (var i = 0; i < files.Count; i++) conditions[specimens[i].Sha256] = files[i].Conditions;
        var survey = new Survey(leaks, conditions);
        // Under its name only when it is whole.
        File.WriteAllText(path + ".partial", JsonSerializer.Serialize(survey, RunFile.Json));
        File.Move(path + ".partial", path, overwrite: true);
        return survey;
    }

    private static LeakStatement Statement(LeakReport report) => new(report.Blocks,
    [
        .. report.Findings.Where(f => f.Severity != IssueSeverity.Info).OrderByDescending(f => f.Severity).GroupBy(f => f.Code)
            .SelectMany(g => g.DistinctBy(f => Named(f) + f.Message).Take(3).Select((f, i) => $"{Named(f)}{f.Message}{(i == 0 && report.Counts[g.Key] > 1 ? $" {report.Counts[g.Key]:N0} of this kind." : "")} ({f.Code})")).Take(MostSentences),
    ]);

    private static string Named(LeakFinding finding) => finding.Paths.Count == 0 ? "" : $"{string.Join(" and ", finding.Paths.Take(2))}: ";

    private static string Identity(RunRequest request, IReadOnlyList<Specimen> specimens, Question[] questions)
    {
        var text = $"{Examination.CurrentEngineVersion}\n{request.Data.Hash}\n{string.Join(',', questions)}\n{string.Join('\n', specimens.Select(s => s.Entry.Path + " " + s.Sha256))}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static Survey? Kept(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Survey>(File.ReadAllText(path), RunFile.Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
