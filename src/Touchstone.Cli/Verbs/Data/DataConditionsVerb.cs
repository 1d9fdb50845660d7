using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.DataSets.Leaks;

namespace Touchstone.Cli.Verbs.Data;

/// <summary><c>touchstone data conditions MANIFEST --out FILE</c></summary>
internal static class DataConditionsVerb
{
    private static readonly DataSetOptions Options = new();
    private static readonly Option<string> Output = new("--out") { HelpName = "FILE", Description = "The manifest with the measured columns, .csv or .parquet. Its paths stay as they are: put it beside the files.", Required = true };

    internal static Command Make()
    {
        var command = new Command("conditions", "Measure the conditions of every file (brightness, blur, JPEG quality, noise, reverberation, codec, …) and add them to the manifest as slice columns \"condition.*\".") { Output };
        Options.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (Options.Read(parsed, cancel) is not { } reading) return ExitCode.Usage;
        var survey = DataSetSurvey.Take(reading.Set, new SurveyTerms { Prints = false, Facts = false, Conditions = true, Jobs = Options.Jobs(parsed) }, null, cancel);
        DataSetEntry[] entries = [.. reading.Set.Entries.Zip(survey, (e, s) => e with { Columns = With(e.Columns, s.Conditions) })];
        for (var i = 0; i < entries.Length; i++)
            if (survey[i].Fault is { } fault) Console.Error.WriteLine($"{Printable.Clean(entries[i].Path)}: {fault.Code} {Printable.Clean(fault.Message)}");
        try
        {
            await ManifestWriter.WriteAsync(reading.Set.With(entries), parsed.GetRequiredValue(Output), cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The manifest cannot be written: {Printable.Clean(e.Message)}");
            return ExitCode.Usage;
        }
        foreach (var column in entries.SelectMany(e => e.Columns.Where(c => c.Key.StartsWith("condition.", StringComparison.Ordinal) && c.Key.EndsWith(".band", StringComparison.Ordinal))).GroupBy(c => c.Key).OrderBy(g => g.Key, StringComparer.Ordinal))
            Console.WriteLine($"{column.Key["condition.".Length..^".band".Length],-16} {string.Join(", ", column.GroupBy(c => c.Value).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count():N0}"))}");
        return ExitCode.Clear;
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> columns, IReadOnlyDictionary<string, string> measured)
    {
        var all = new Dictionary<string, string>(columns, StringComparer.Ordinal);
        foreach (var (name, value) in measured) all[name] = value;
        return all;
    }
}
