using System.CommandLine;
using System.Text.Json;
using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.DataSets.Cards;
using Touchstone.Evaluation.DataSets.Leaks;

namespace Touchstone.Cli.Verbs.Data;

/// <summary><c>touchstone data card MANIFEST</c></summary>
internal static class DataCardVerb
{
    private static readonly DataSetOptions Options = new();
    private static readonly Option<string?> Output = new("--out") { HelpName = "DIR", Description = "Write card.md and card.json into this folder instead of showing the page." };
    private static readonly Option<string> Use = new("--use") { HelpName = "TEXT", Description = "What the set is meant for.", DefaultValueFactory = _ => "Not stated." };
    private static readonly Option<bool> ManifestOnly = new("--manifest-only") { Description = "Do not open the files: no formats, sizes and leaks." };

    internal static Command Make()
    {
        var command = new Command("card", "Describe a data set: counts by every column, people and sessions, formats and sizes, leaks, intended use and gaps.") { Output, Use, ManifestOnly };
        Options.AddTo(command);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancel)
    {
        if (Options.Read(parsed, cancel) is not { } reading) return ExitCode.Usage;
        var jobs = Options.Jobs(parsed);
        var survey = parsed.GetValue(ManifestOnly) ? null : DataSetSurvey.Take(reading.Set, new SurveyTerms { Jobs = jobs }, null, cancel);
        var leaks = survey is null ? null : LeakCheck.Run(reading.Set, survey, new LeakTerms { Jobs = jobs }, cancel);
        var card = DataSetCard.Of(reading, survey, leaks, parsed.GetRequiredValue(Use));
        var page = DataSetCardText.Markdown(card);
        if (parsed.GetValue(Output) is not { } folder)
        {
            foreach (var line in page.TrimEnd('\n').Split('\n')) Console.WriteLine(Printable.Clean(line));
            return ExitCode.Clear;
        }
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "card.md"), page);
            File.WriteAllText(Path.Combine(folder, "card.json"), JsonSerializer.Serialize(card, DataCheckVerb.Form) + "\n");
            return ExitCode.Clear;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The card cannot be written: {Printable.Clean(e.Message)}");
            return ExitCode.Usage;
        }
    }
}
