using System.CommandLine;
using System.Globalization;
using Touchstone.Cli.Rendering;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.GateReports;
using Touchstone.Evaluation.Perturbations;
using Touchstone.Evaluation.Runs;
using Touchstone.Media;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Cli.Verbs.Evaluating;

/// <summary><c>touchstone evaluate MANIFEST</c></summary>
internal static class EvaluateVerb
{
    // One save, one format change, one change of size, one messenger for voices: what most files meet first.
    private static readonly string[] UsualPerturbations = ["jpeg-q75", "webp-q75", "resize-0.75-cubic", "opus-32k"];

    private static readonly Argument<string> Manifest = new("MANIFEST") { Description = "The data set: a manifest, .csv or .parquet, or a folder that holds manifest.csv." };
    private static readonly Option<string> Output = new("--out") { HelpName = "DIR", Description = "Folder of the run: its cache, trials.csv, evaluation.json and the report. A run that was stopped goes on there.", Required = true };
    private static readonly Option<string?> Root = new("--root") { HelpName = "DIR", Description = "Folder that the paths are relative to; the manifest's own unless said." };
    private static readonly Option<string?> Detectors = new("--detectors") { HelpName = "A,B", Description = "Only these detectors." };
    private static readonly Option<Question[]> Questions = ExamineVerb.QuestionOption();
    private static readonly Option<string?> Calibration = CalibrationOption();
    private static readonly Option<int?> Limit = new("--limit") { HelpName = "N", Description = "At most this many files, evenly spread over the manifest." };
    private static readonly Option<int?> Jobs = new("--jobs") { HelpName = "N", Description = "Files examined side by side. Findings do not depend on it." };
    private static readonly Option<string> Perturb = new("--perturb") { HelpName = "all|A,B", Description = $"Harmless processing of the verdict-stability test: all, or names out of {string.Join(", ", PerturbationCatalog.All.Where(p => p.Harmless).Select(p => p.Name))}.", DefaultValueFactory = _ => string.Join(',', UsualPerturbations) };
    private static readonly Option<int> Stability = new("--stability") { HelpName = "N", Description = "Files drawn for the verdict-stability test; 0 leaves it out.", DefaultValueFactory = _ => 40 };
    private static readonly Option<bool> NoSurvey = new("--no-leak-check") { Description = "Leave out the leak check and the measured conditions. No gate that requires the check passes on the run." };
    private static readonly Option<bool> Retry = new("--retry") { Description = "Examine again what could not be examined before." };
    private static readonly Option<string> Trust = CredentialOptions.Trust();
    private static readonly Option<DateTimeOffset?> At = CredentialOptions.At();

    internal static Command Make()
    {
        var command = new Command("evaluate",
            """
            Run detectors over a data set of known truth: one trial per file and detector, with the figures and intervals they give.

            What was examined is kept by file, detector and version: a run can be stopped at any moment and goes on where it was.
            Exit codes: 0 done, 2 the command or the manifest is not right, 3 done, but some files are missing or not what the manifest states, or none gave a trial.
            """) { Manifest, Output, Root, Detectors, Questions, Calibration, Perturb, Stability, NoSurvey, Limit, Jobs, Retry, Trust, At };
        Jobs.Validators.Add(ExamineVerb.CheckJobs);
        Manifest.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }, ..] && !File.Exists(InFolder(path))) result.AddError($"There is no manifest {InFolder(path)}. ({Codes.IntakeNotFound})");
        });
        Limit.Validators.Add(r =>
        {
            if (r.Tokens is [{ Value: var n }] && !(int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var files) && files >= 1)) r.AddError("--limit takes a number from 1.");
        });
        Stability.Validators.Add(r =>
        {
            if (r.Tokens is [{ Value: var n }] && !int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out _)) r.AddError("--stability takes a number from 0.");
        });
        command.SetAction((parsed, cancel) => Guard.RunAsync(() => RunAsync(parsed, cancel)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var reading = DataSetReader.Read(InFolder(parsed.GetRequiredValue(Manifest)), new ReadingTerms { Folder = parsed.GetValue(Root) }, cancel);
        foreach (var issue in reading.Issues.Where(i => i.Severity != IssueSeverity.Info).Take(20)) Console.Error.WriteLine(Printable.Clean($"{(issue.Row > 0 ? $"row {issue.Row}: " : "")}{issue.Message} ({issue.Code})"));
        if (reading.Set.Entries.Count == 0) return Guard.Refuse("The manifest names no file that can be used.");
        var folder = parsed.GetRequiredValue(Output);
        var chosen = RunRequest.Choose([.. (parsed.GetValue(Detectors) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], parsed.GetRequiredValue(Questions));
        if (chosen.Count == 0) return Guard.Refuse("No detector asked answers a question asked. See touchstone detectors.");
        var request = new RunRequest
        {
            Data = reading.Set, Folder = folder, Detectors = chosen, Calibration = ReadCalibration(parsed.GetValue(Calibration))?.ToCalibration() ?? Engine.Inference.Calibration.None, Limit = parsed.GetValue(Limit), Retry = parsed.GetValue(Retry), WithSurvey = !parsed.GetValue(NoSurvey),
            Perturbations = Processing(parsed.GetRequiredValue(Perturb)), StabilityFiles = parsed.GetValue(Stability),
            Pool = new PoolOptions { Command = WorkerCommand.Beside(AppContext.BaseDirectory), Credentials = CredentialOptions.Terms(parsed.GetRequiredValue(Trust), parsed.GetValue(At)) }
                .WithBudget(reading.Set.Entries.Count, parsed.GetValue(Jobs)),
        };
        if (!reading.Set.Entries.Any(e => chosen.Any(d => e.IsManipulated(d.Question) is not null)))
            return Guard.Refuse($"No row of the manifest says anything on the questions asked: {string.Join(", ", chosen.Select(d => ExamineVerb.Name(d.Question)).Distinct())}. ({Codes.DataQuestionMissing})");
        Directory.CreateDirectory(folder);
        var progress = new RunProgress(TimeProvider.System, Console.Error.WriteLine);
        var result = await new EvaluationRun(request, TimeProvider.System).RunAsync(progress.Step, cancel);
        var record = RunFile.Write(folder, result.Trials, hash => result.Record(request, hash));
        EvaluationReport.Write(folder, record, result.Trials);
        Show(folder, result, record);
        if (result.Trials.Count == 0) Console.Error.WriteLine($"No file gave a trial: no detector asked is for files of these kinds that say something on its question. ({Codes.DataQuestionMissing})");
        return result.Problems.Count > 0 || result.Trials.Count == 0 ? ExitCode.NotExamined : ExitCode.Clear;
    }

    private static string InFolder(string path) => Directory.Exists(path) ? Path.Combine(path, "manifest.csv") : path;

    private static IReadOnlyList<Perturbation> Processing(string names)
    {
        if (names == "all") return [.. PerturbationCatalog.All.Where(p => p.Harmless)];
        var wanted = names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var unknown = wanted.Where(n => PerturbationCatalog.Find(n) is null && !UsualPerturbations.Contains(n)).ToList();
        return unknown.Count > 0 ? throw new ArgumentException($"There is no processing {string.Join(", ", unknown)}. Known are {string.Join(", ", PerturbationCatalog.All.Select(p => p.Name))}.") : [.. wanted.Select(PerturbationCatalog.Find).OfType<Perturbation>()];
    }

    internal static Option<string?> CalibrationOption() => new("--calibration") { HelpName = "FILE", Description = "Turn scores into evidence by this calibration (JSON, written by calibrate). Costs no examination." };

    internal static CalibrationDocument? ReadCalibration(string? path) => path is null ? null : CalibrationFile.Read(File.ReadAllBytes(path));

    private static void Show(string folder, RunResult result, RunRecord record)
    {
        Console.WriteLine($"{record.DataName}: {Plural.Of(result.Files, "file", "files")}, {Plural.Of(result.Trials.Count, "trial", "trials")}; {result.Examined:N0} examined now, the rest known.");
        foreach (var summary in record.Summary) Console.WriteLine("  " + EvaluationReport.Line(summary));
        foreach (var (question, leaks) in record.Leaks.Where(l => l.Value.Blocks).OrderBy(l => l.Key)) Console.WriteLine(Printable.Clean($"  Leaks block every gate on {ExamineVerb.Name(question)}: {(leaks.Sentences is [var first, ..] ? first : "")}"));
        foreach (var problem in result.Problems.Take(20)) Console.Error.WriteLine(Printable.Clean($"{problem.Path}: {problem.Text} ({problem.Code})"));
        if (result.Problems.Count > 20) Console.Error.WriteLine($"… and {result.Problems.Count - 20:N0} more files that gave no trial.");
        if (result.Unlabelled > 0) Console.WriteLine($"  {Plural.Of(result.Unlabelled, "entry says", "entries say")} nothing on the questions asked and {(result.Unlabelled == 1 ? "was" : "were")} left out.");
        Console.WriteLine(Printable.Clean($"Written: {Path.Combine(folder, "report.html")}"));
    }
}
