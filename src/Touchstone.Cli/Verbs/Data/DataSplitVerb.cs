using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.DataSets;

namespace Touchstone.Cli.Verbs.Data;

/// <summary><c>touchstone data split MANIFEST --out FILE</c></summary>
internal static class DataSplitVerb
{
    private static readonly DataSetOptions Options = new();
    private static readonly Option<string> Output = new("--out") { HelpName = "FILE", Description = "The divided manifest, .csv or .parquet. Its paths stay as they are: put it beside the files, or name their folder later (--root).", Required = true };
    private static readonly Option<ulong> Seed = new("--seed") { HelpName = "N", Description = "Another seed divides otherwise.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> Fit = new("--fit") { HelpName = "SHARE", Description = "Share of clusters to fit on.", DefaultValueFactory = _ => new SplitTerms().Fit };
    private static readonly Option<double> Calibrate = new("--calibrate") { HelpName = "SHARE", Description = "Share of clusters to calibrate on; the rest is for the test.", DefaultValueFactory = _ => new SplitTerms().Calibrate };
    private static readonly Option<bool> DropStraddling = new("--drop-straddling") { Description = "Leave out files whose subjects fall into different parts, instead of tying these subjects together (for sets of exchanged faces)." };

    internal static Command Make()
    {
        var command = new Command("split", "Divide a data set into fit, calibrate and test so that no subject, session or source is in two of them.") { Output, Seed, Fit, Calibrate, DropStraddling };
        Options.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (Options.Read(parsed, cancel) is not { } reading) return ExitCode.Usage;
        if (reading.HasErrors)
        {
            foreach (var issue in reading.Issues.Where(i => i.Severity == IssueSeverity.Error)) Console.Error.WriteLine(IssueView.Line(issue));
            return ExitCode.Failed;
        }
        try
        {
            var result = Splitter.Divide(reading.Set, new SplitTerms
            {
                Seed = parsed.GetValue(Seed), Fit = parsed.GetValue(Fit), Calibrate = parsed.GetValue(Calibrate), DropStraddling = parsed.GetValue(DropStraddling),
            });
            var output = parsed.GetRequiredValue(Output);
            await ManifestWriter.WriteAsync(result.Set, output, cancel);
            foreach (var part in result.Set.Entries.GroupBy(e => e.Split).OrderBy(g => g.Key, StringComparer.Ordinal))
                Console.WriteLine($"{part.Key,-10} {Plural.Of(part.Count(), "file", "files")}, {part.Count(e => e.Truth == Truth.Authentic):N0} authentic, {part.Count(e => e.Truth == Truth.Manipulated):N0} manipulated");
            Console.WriteLine($"{Plural.Of(result.Clusters, "cluster", "clusters")}; the largest holds {result.LargestShare:P1} of the files.{(result.Dropped > 0 ? $" {Plural.Of(result.Dropped, "file", "files")} left out." : "")}");
            return ExitCode.Clear;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine(Printable.Clean(e.Message));
            return ExitCode.Usage;
        }
    }
}
