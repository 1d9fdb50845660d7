using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.DataSets;

namespace Touchstone.Cli.Verbs.Data;

/// <summary><c>touchstone data merge MANIFEST … --out FILE</c></summary>
internal static class DataMergeVerb
{
    private static readonly Argument<string[]> Manifests = new("MANIFEST") { Description = "Manifests, .csv or .parquet, or folders that hold manifest.csv.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Output = new("--out") { HelpName = "FILE", Description = "The merged manifest, .csv or .parquet, in a folder above all sets.", Required = true };

    internal static Command Make()
    {
        var command = new Command("merge", "Make one data set of several; a column 'set' tells where each file comes from.") { Manifests, Output };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var sets = new List<DataSet>();
        foreach (var named in parsed.GetRequiredValue(Manifests))
        {
            var path = Directory.Exists(named) ? Path.Combine(named, "manifest.csv") : named;
            var reading = DataSetReader.Read(path, null, cancel);
            foreach (var issue in reading.Issues.Where(i => i.Severity == IssueSeverity.Error)) Console.Error.WriteLine(IssueView.Line(issue));
            if (reading.HasErrors) return File.Exists(path) ? ExitCode.Failed : ExitCode.Usage;
            sets.Add(reading.Set);
        }
        try
        {
            var output = Path.GetFullPath(parsed.GetRequiredValue(Output));
            var whole = DataSet.Merge(Path.GetFileNameWithoutExtension(output), Path.GetDirectoryName(output)!, sets);
            await ManifestWriter.WriteAsync(whole, output, cancel);
            Console.WriteLine($"{Plural.Of(sets.Count, "set", "sets")}: {IssueView.Count(whole)}.");
            return ExitCode.Clear;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine(Printable.Clean(e.Message));
            return ExitCode.Usage;
        }
    }
}
