using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.DataSets.Layouts;
using Touchstone.Media;

namespace Touchstone.Cli.Verbs.Data;

/// <summary><c>touchstone data import LAYOUT DIR</c></summary>
internal static class DataImportVerb
{
    private static readonly Argument<string?> Name = new("LAYOUT") { Description = $"One of {string.Join(", ", LayoutCatalog.All.Select(l => l.Id))}.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string?> Folder = new("DIR") { Description = "The folder of the data set.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Output = new("--out") { HelpName = "FILE", Description = "The manifest, .csv or .parquet; DIR/manifest.csv unless said. Read one that lies elsewhere with --root DIR." };

    internal static Command Make()
    {
        var command = new Command("import", "Write the manifest of a public data set from the folders and lists it is given out in. Without arguments, list the layouts.") { Name, Folder, Output };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(Name) is not { } name)
        {
            foreach (var known in LayoutCatalog.All) Console.WriteLine($"{known.Id,-14} {known.Title}: {known.Expects} ({known.Source})");
            return ExitCode.Clear;
        }
        if (LayoutCatalog.All.FirstOrDefault(l => l.Id == name) is not { } layout)
        {
            Console.Error.WriteLine(Printable.Clean($"There is no layout '{name}'. There are {string.Join(", ", LayoutCatalog.All.Select(l => l.Id))}. ({Codes.DataLayoutUnknown})"));
            return ExitCode.Usage;
        }
        if (parsed.GetValue(Folder) is not { } folder || !Directory.Exists(folder))
        {
            Console.Error.WriteLine(Printable.Clean($"{(parsed.GetValue(Folder) is { } gone ? $"There is no folder {gone}." : "Say where the data set is: touchstone data import LAYOUT DIR.")} ({Codes.IntakeNotFound})"));
            return ExitCode.Usage;
        }
        var reading = LayoutCatalog.Import(layout, folder);
        foreach (var issue in reading.Issues) Console.WriteLine(IssueView.Line(issue));
        if (reading.Set.Entries.Count == 0) return ExitCode.Failed;
        try
        {
            var output = parsed.GetValue(Output) ?? Path.Combine(folder, "manifest.csv");
            await ManifestWriter.WriteAsync(reading.Set, output, cancel);
            Console.WriteLine($"{Printable.Clean(output)}: {IssueView.Count(reading.Set)}.");
            return ExitCode.Clear;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The manifest cannot be written: {Printable.Clean(e.Message)}");
            return ExitCode.Usage;
        }
    }
}
