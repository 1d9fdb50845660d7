using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.DataSets;

namespace Touchstone.Cli.Verbs.Data;

/// <summary>Issues of data sets as lines of text.</summary>
internal static class IssueView
{
    internal static string Line(DataSetIssue issue)
    {
        var where = issue.Row > 0 ? $"row {issue.Row}" : "manifest";
        var path = issue.Path.Length > 0 ? Printable.Clean(issue.Path) + ": " : "";
        return $"{issue.Severity.ToString().ToLowerInvariant(),-8} {where,-10} {issue.Code,-26} {path}{Printable.Clean(issue.Message)}";
    }

    internal static string Count(DataSet set) =>
        $"{Plural.Of(set.Entries.Count, "file", "files")}, {set.Entries.Count(e => e.Truth == Truth.Authentic):N0} authentic, {set.Entries.Count(e => e.Truth == Truth.Manipulated):N0} manipulated";
}
