using Touchstone.Workbench.Rates;
using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Workbench.Reports;

/// <summary>Renders examinations as self-contained HTML: one file each, readable offline, printable, the same bytes for the same input.</summary>
public static class HtmlReport
{
    /// <summary>The report of one specimen.</summary>
    /// <param name="examined">What the supervised process handed back.</param>
    /// <param name="policy">The policy that decided, to print its thresholds; when null they are printed only for the default policy.</param>
    /// <param name="limits">The bounds the specimen was read under; when null, the default ones.</param>
    public static string Render(Examined examined, Policy? policy = null, Limits? limits = null) => Render(examined, policy, limits, ErrorRateFile.Shipped, null);

    /// <summary>The same by a table of error rates, within what a case adds to it.</summary>
    internal static string Render(Examined examined, Policy? policy, Limits? limits, ErrorRates? rates, ReportFrame? frame)
    {
        ArgumentNullException.ThrowIfNull(examined);
        var examination = examined.Examination;
        var name = examination.Specimen.Name;
        policy ??= PolicyFile.Default;
        if (policy.ContentHash != examination.Decision.PolicyHash) policy = null;
        return Page.Render(frame?.Title ?? $"{name}: {Words.Outcome(examination.Decision.Outcome)}", html =>
        {
            Summary.WriteBar(html, examination);
            using (html.In("main"))
            {
                frame?.Before(html);
                Summary.Write(html, examined);
                // What stands out comes first, the rest in the order of the catalogue.
                var shown = examination.Findings.Where(f => f.State != FindingState.NotApplicable).OrderByDescending(Pointers.Rank).ToList();
                if (shown.Where(f => !FindingSection.IsQuiet(f)).ToList() is [_, ..] told)
                    using (html.In("div", ("class", "findings")))
                        foreach (var finding in told)
                            FindingSection.Write(html, finding, examined);
                FindingSection.WriteQuiet(html, [.. shown.Where(FindingSection.IsQuiet)], examined);
                using (html.In("div", ("class", "record"))) RateSection.Write(html, examination, rates);
                Record.Write(html, examined, policy, limits ?? Limits.Default);
                frame?.After(html);
            }
        }, frame?.Foot ?? "");
    }

    /// <summary>The index of many reports.</summary>
    /// <param name="items">Each examined specimen with the file name of its report beside the index; "" = it has none.</param>
    public static string RenderIndex(IReadOnlyList<(Examined Examined, string ReportFile)> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return IndexPage.Render(items);
    }
}

/// <summary>What stands around the findings where they are part of a larger report.</summary>
/// <param name="Title">Title of the page.</param>
/// <param name="Foot">What stands below every printed page, beside its number.</param>
/// <param name="Before">Written before the findings.</param>
/// <param name="After">Written after them.</param>
internal sealed record ReportFrame(string Title, string Foot, Action<Html> Before, Action<Html> After);
