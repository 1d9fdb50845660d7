using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.DataSets;

namespace Touchstone.Cli.Verbs.Data;

/// <summary><c>touchstone data check MANIFEST</c></summary>
internal static class DataCheckVerb
{
    private static readonly DataSetOptions Options = new();

    internal static Command Make()
    {
        var command = new Command("check",
            """
            Hold a data set against its manifest: every file there, of the stated hash, with known labels and masks of the right size.

            Exit codes: 0 nothing blocks, 1 something does, 2 the command is not right.
            """);
        Options.AddTo(command);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancel)
    {
        if (Options.Read(parsed, cancel) is not { } reading) return ExitCode.Usage;
        DataSetIssue[] issues = [.. reading.Issues, .. FileCheck.Run(reading.Set, Options.Jobs(parsed), null, cancel)];
        foreach (var issue in issues) Console.WriteLine(IssueView.Line(issue));
        Console.WriteLine($"{Printable.Clean(reading.Set.Name)}: {IssueView.Count(reading.Set)}; {Plural.Of(issues.Count(i => i.Severity == IssueSeverity.Error), "error", "errors")}, {Plural.Of(issues.Count(i => i.Severity == IssueSeverity.Warning), "warning", "warnings")}.");
        return issues.Any(i => i.Severity == IssueSeverity.Error) ? ExitCode.Failed : ExitCode.Clear;
    }
}
