using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.DataSets.Leaks;

namespace Touchstone.Cli.Verbs.Data;

/// <summary><c>touchstone data check MANIFEST</c></summary>
internal static class DataCheckVerb
{
    private static readonly DataSetOptions Options = new();
    private static readonly Option<bool> ManifestOnly = new("--manifest-only") { Description = "Hold the files against the manifest and leave out duplicates, splits and shortcuts." };
    private static readonly Option<string?> Json = new("--json") { HelpName = "FILE", Description = "Also write issues and leaks as JSON." };

    internal static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, Converters = { new JsonStringEnumConverter() },
    };

    internal static Command Make()
    {
        var command = new Command("check",
            """
            Hold a data set against its manifest (files there, of the stated hash, with known labels and masks of the right size), and look for
            what would make figures on it flatter: the same or similar media, subjects or sessions on both sides of a split, tests on the past,
            and shortcuts: format, sizes, coding or metadata that alone tell the classes apart.

            Exit codes: 0 nothing blocks, 1 something does, 2 the command is not right.
            """) { ManifestOnly, Json };
        Options.AddTo(command);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancel)
    {
        if (Options.Read(parsed, cancel) is not { } reading) return ExitCode.Usage;
        var jobs = Options.Jobs(parsed);
        DataSetIssue[] issues = [.. reading.Issues, .. FileCheck.Run(reading.Set, jobs, Progress("held against the manifest"), cancel)];
        var leaks = parsed.GetValue(ManifestOnly) ? null
            : LeakCheck.Run(reading.Set, DataSetSurvey.Take(reading.Set, new SurveyTerms { Jobs = jobs }, Progress("compared"), cancel), new LeakTerms { Jobs = jobs }, cancel);
        foreach (var issue in issues) Console.WriteLine(IssueView.Line(issue));
        if (leaks is not null) Show(leaks);
        var errors = issues.Count(i => i.Severity == IssueSeverity.Error);
        Console.WriteLine($"{Printable.Clean(reading.Set.Name)}: {IssueView.Count(reading.Set)}; {Plural.Of(errors, "error", "errors")}, {Plural.Of(issues.Count(i => i.Severity == IssueSeverity.Warning), "warning", "warnings")} in the manifest.");
        if (leaks is not null) Console.WriteLine(leaks.Blocks ? $"Leaks block every gate on this data: {string.Join(", ", leaks.Reasons.Select(r => $"{r.Code} ({r.Count:N0})"))}." : "No leak blocks.");
        return Write(parsed.GetValue(Json), new { reading.Set.Name, reading.Set.Hash, issues, leaks }) ? errors > 0 || leaks is { Blocks: true } ? ExitCode.Failed : ExitCode.Clear : ExitCode.Usage;
    }

    private static void Show(LeakReport leaks)
    {
        foreach (var finding in leaks.Findings) Console.WriteLine(IssueView.Line(finding));
        foreach (var shortcut in leaks.Shortcuts)
            foreach (var cue in shortcut.Cues.Take(3).Prepend(shortcut.All))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"shortcut {shortcut.Kind.ToString().ToLowerInvariant(),-6} {cue.Name,-20} AUC {cue.Auc.Value:0.000} [{cue.Auc.Lower:0.000}, {cue.Auc.Upper:0.000}] on {cue.Auc.N:N0} files in {Plural.Of(shortcut.Groups, "group", "groups")}"));
    }

    private static Action<int>? Progress(string what) => !Consoles.ErrorIsTerminal ? null : done =>
    {
        if (done % 50 == 0) Console.Error.Write($"\r{done:N0} files {what} ");
    };

    private static bool Write(string? path, object content)
    {
        if (path is null) return true;
        try
        {
            File.WriteAllText(path, JsonSerializer.Serialize(content, Form) + "\n");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{Printable.Clean(path)} cannot be written: {Printable.Clean(e.Message)}");
            return false;
        }
    }
}
