using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.DataSets.Leaks;

namespace Touchstone.Cli.Verbs.Data;

/// <summary>Issues and leaks of data sets as lines of text.</summary>
internal static class IssueView
{
    internal static string Line(DataSetIssue issue)
    {
        var where = issue.Row > 0 ? $"row {issue.Row}" : "manifest";
        var path = issue.Path.Length > 0 ? Printable.Clean(issue.Path) + ": " : "";
        return $"{issue.Severity.ToString().ToLowerInvariant(),-8} {where,-10} {issue.Code,-26} {path}{Printable.Clean(issue.Message)}";
    }

    internal static string Line(LeakFinding finding) =>
        $"{finding.Severity.ToString().ToLowerInvariant(),-8} {"leak",-10} {finding.Code,-26} {Printable.Clean(finding.Message)} {Printable.Clean(string.Join(", ", finding.Paths.Take(4)))}";

    internal static string Count(DataSet set) =>
        $"{Plural.Of(set.Entries.Count, "file", "files")}, {set.Entries.Count(e => e.Truth == Truth.Authentic):N0} authentic, {set.Entries.Count(e => e.Truth == Truth.Manipulated):N0} manipulated";
}
