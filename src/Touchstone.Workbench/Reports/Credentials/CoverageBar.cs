using System.Globalization;
using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Containers;
using static Touchstone.Workbench.Reports.Words;

namespace Touchstone.Workbench.Reports.Credentials;

/// <summary>The bytes of the file to scale: signed, the credentials themselves, and what nobody signed for.</summary>
internal static class CoverageBar
{
    private const int MaximumRows = 40;
    // In units of the drawing; what is smaller is drawn this wide, and the legend says so.
    private const double Width = 1000, Narrowest = 5;

    private static readonly RegionRole[] Order = [RegionRole.Credentials, RegionRole.Padding, RegionRole.Structure, RegionRole.Metadata, RegionRole.Media, RegionRole.Unaccounted];

    public static void Write(Html html, CoverageMap coverage)
    {
        if (coverage.TotalBytes <= 0) return;
        html.Put("h3", "Which bytes were signed");
        using (html.In("figure", ("class", "coverage")))
        {
            Draw(html, coverage);
            using (html.In("p", ("class", "ends"))) html.Put("span", "byte 0").Put("span", $"{coverage.TotalBytes:N0}");
            WriteLegend(html, coverage);
        }
        if (coverage.Uncovered.Count == 0) return;
        Tables.Write(html, "What lies in the bytes that are not signed", [Column.Number("From byte"), Column.Number("Bytes"), "What lies there", "Kind", "What that means"], coverage.Uncovered.Take(MaximumRows), stretch =>
        {
            html.Put("td", $"{stretch.Range.Start:N0}", ("class", "number")).Put("td", $"{stretch.Range.Length:N0}", ("class", "number"));
            html.Put("th", stretch.Name, ("scope", "row")).Put("td", CredentialWords.Role(stretch.Role), ("class", IsOpen(stretch.Role) ? "kind fails" : "kind")).Put("td", stretch.Sentence);
        });
        if (coverage.Uncovered.Count > MaximumRows) html.Put("p", $"And {coverage.Uncovered.Count - MaximumRows:N0} more, in the JSON document.", ("class", "small"));
    }

    private static bool IsOpen(RegionRole role) => role is RegionRole.Media or RegionRole.Unaccounted;

    private static void Draw(Html html, CoverageMap coverage)
    {
        using var svg = html.In("svg", ("class", "bytes"), ("viewBox", $"0 0 {Coordinate(Width)} 24"), ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", $"Bytes of the file: {Share(coverage.CoveredBytes, coverage.TotalBytes)} signed"));
        html.Put("rect", "", ("class", "signed"), ("width", Coordinate(Width)), ("height", "24"));
        // What matters most is drawn last, so that nothing narrow hides below a neighbour.
        foreach (var role in Order)
        {
            var drawn = -1.0;
            foreach (var stretch in coverage.Uncovered.Where(u => u.Role == role))
            {
                var x = Width * stretch.Range.Start / coverage.TotalBytes;
                var width = Math.Max(Narrowest, Width * stretch.Range.Length / coverage.TotalBytes);
                x = Math.Clamp(x, 0, Math.Max(0, Width - width));
                // Thousands of small stretches draw as one: a mark that adds nothing to see is left out.
                if (x + width <= drawn + 0.5) continue;
                drawn = x + width;
                html.Put("rect", "", ("class", Css(role)), ("x", Coordinate(x)), ("width", Coordinate(width)), ("height", "24"));
            }
        }
    }

    private static void WriteLegend(Html html, CoverageMap coverage)
    {
        using var list = html.In("ul", ("class", "byte-legend"));
        Entry(html, "signed", "signed", coverage.CoveredBytes, coverage.TotalBytes);
        foreach (var role in Order)
            if (coverage.Uncovered.Where(u => u.Role == role).Sum(u => u.Range.Length) is > 0 and var bytes)
                Entry(html, Css(role), CredentialWords.Role(role), bytes, coverage.TotalBytes);
        if (coverage.Uncovered.Any(u => Width * u.Range.Length / coverage.TotalBytes < Narrowest)) html.Put("li", "Drawn to scale; what would be too narrow to see is drawn wider.");
    }

    private static void Entry(Html html, string look, string words, long bytes, long total)
    {
        using var item = html.In("li");
        using (html.In("svg", ("class", "swatch-box"), ("viewBox", "0 0 16 10"), ("aria-hidden", "true"))) html.Put("rect", "", ("class", look), ("width", "16"), ("height", "10"));
        html.Text($" {words}: {Share(bytes, total)}, {bytes:N0} {(bytes == 1 ? "byte" : "bytes")}");
    }

    // Rounded down, so that only all of the bytes are 100 %.
    private static string Share(long bytes, long total) => bytes > 0 && bytes < total / 1000.0 ? "below 0.1 %" : (Math.Floor(1000.0 * bytes / total) / 10).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Css(RegionRole role) => "role-" + role.ToString().ToLowerInvariant();
}
