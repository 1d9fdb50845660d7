using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Touchstone.Engine;
using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Cli.Rendering;

/// <summary>The credentials of one file on the terminal: an answer per question, the tree of manifests, what failed, what nobody signed for.</summary>
internal static class CredentialView
{
    private const int MostRows = 12;

    internal static ProvenanceReport? ReportOf(Examination examination) => examination.Findings.Select(f => f.Credentials).OfType<ProvenanceReport>().FirstOrDefault();

    internal static string Word(CredentialState state) => state switch
    {
        CredentialState.None => "no credentials",
        CredentialState.Unreadable => "unreadable",
        CredentialState.Inaccessible => "credentials elsewhere",
        CredentialState.Invalid => "credentials do not hold",
        CredentialState.Valid => "credentials hold, signer unlisted",
        _ => "credentials hold, signer listed",
    };

    internal static IRenderable Of(string path, Examination examination, int width)
    {
        var rows = new List<IRenderable>();
        if (ReportOf(examination) is not { } report)
        {
            rows.Add(Heading(path, "not examined", Styles.Strong, width));
            rows.Add(new Text(Printable.Clean(examination.Fault is { } fault ? $"{fault.Message} ({fault.Code})" : "No credentials were looked for.")));
            rows.Add(Text.Empty);
            return new Rows(rows);
        }
        rows.Add(Heading(path, Word(report.State), Look(report.State), width));
        var facts = new[] { examination.Specimen.Format.Name(), $"{examination.Specimen.Bytes:N0} bytes", report.Place, $"policy {(report.Policy == ValidationPolicy.Strict ? "strict" : "reference")}", $"trust {report.TrustProfile}", $"as of {Moment(report.At)}" };
        rows.Add(new Text(Printable.Clean(string.Join(" · ", facts.OfType<string>())), Styles.Quiet));
        rows.Add(new Text(Printable.Clean(report.Summary)));
        if (report.RemoteUrl is { } remote) rows.Add(new Text(Printable.Clean($"Said to be kept at {remote}")));
        if (report.Axes.Count > 0)
        {
            rows.Add(Text.Empty);
            rows.Add(Axes(report));
        }
        if (report.Manifests.Count > 0)
        {
            rows.Add(Text.Empty);
            rows.Add(Tree(report));
        }
        rows.AddRange(Lists(report));
        rows.Add(Text.Empty);
        return new Rows(rows);
    }

    private static Markup Heading(string path, string word, Style style, int width)
    {
        var name = Printable.Clean(path);
        var room = Math.Max(8, width - word.Length - 2);
        if (name.Length > room) name = "…" + name[^(room - 1)..];
        return new Markup($"[bold]{Markup.Escape(name)}[/]  [{style.ToMarkup()}]{word}[/]");
    }

    private static Style Look(CredentialState state) => state switch
    {
        CredentialState.Trusted or CredentialState.Valid => Styles.For,
        CredentialState.Invalid => Styles.Against,
        _ => Styles.Strong,
    };

    private static Table Axes(ProvenanceReport report)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false, Expand = true };
        foreach (var columnWidth in new int?[] { 13, 8, null }) table.AddColumn(new TableColumn("") { Width = columnWidth, Padding = new Padding(0, 0, 2, 0) });
        foreach (var axis in report.Axes)
        {
            var (word, style) = axis.Level switch
            {
                AxisLevel.Good => ("holds", Styles.For),
                AxisLevel.Bad => ("fails", Styles.Against),
                AxisLevel.Caution => ("caution", Styles.Strong),
                AxisLevel.Note => ("note", Style.Plain),
                _ => ("–", Styles.Quiet),
            };
            table.AddRow(new Text(axis.Axis.ToString(), Styles.Strong), new Text(word, style), new Text(Printable.Clean(axis.Sentence), axis.Level == AxisLevel.None ? Styles.Quiet : Style.Plain));
        }
        return table;
    }

    private static Tree Tree(ProvenanceReport report)
    {
        var byLabel = report.Manifests.ToDictionary(m => m.Label);
        var tree = new Tree(Node(report.Manifests[0], null));
        Grow(tree, report.Manifests[0], byLabel, [report.Manifests[0].Label]);
        return tree;
    }

    private static void Grow(IHasTreeNodes parent, ManifestReport manifest, Dictionary<string, ManifestReport> byLabel, List<string> path)
    {
        foreach (var action in manifest.Actions.Take(MostRows)) parent.AddNode(new Text(Printable.Clean(Action(action)), Styles.Quiet));
        if (manifest.Actions.Count > MostRows) parent.AddNode(new Text($"… and {manifest.Actions.Count - MostRows} more actions", Styles.Quiet));
        foreach (var ingredient in manifest.Ingredients.Take(MostRows))
        {
            if (ingredient.ManifestLabel is { } label && byLabel.TryGetValue(label, out var next) && !path.Contains(label) && path.Count < MostRows)
                Grow(parent.AddNode(Node(next, ingredient)), next, byLabel, [.. path, label]);
            else
                parent.AddNode(new Text(Printable.Clean($"{Relation(ingredient.Relationship)}{ingredient.Title ?? "(untitled)"}: {(ingredient.ManifestLabel is null ? "came without credentials" : ingredient.IsPresent ? "see above" : "its manifest is missing")}"), Styles.Quiet));
        }
    }

    private static Text Node(ManifestReport manifest, IngredientReport? ingredient)
    {
        var kind = manifest.Kind == ManifestKind.Update ? "update" : $"claim v{manifest.ClaimVersion}";
        var by = manifest.Signature?.Signer is { } signer ? $"signed by {(signer.Organisation.Length > 0 ? signer.Organisation : signer.CommonName)}" : "no readable signature";
        var when = manifest.Signature?.TimeStamp is { } stamp ? $", {Moment(stamp.Time)}{(stamp.IsTrusted ? "" : " (time-stamp unlisted)")}" : "";
        var with = manifest.Generators.Count > 0 ? $" with {manifest.Generators[0]}" : "";
        var failures = manifest.Statuses.Count(Fails);
        var title = $"{Relation(ingredient?.Relationship)}{ingredient?.Title ?? manifest.Title ?? "(untitled)"}  [{kind}] {by}{when}{with}{(failures > 0 ? $": {Plural.Of(failures, "failure", "failures")}" : "")}";
        return new Text(Printable.Clean(title), failures > 0 ? Styles.Against : Style.Plain);
    }

    private static string Relation(string? relationship) => relationship switch { "parentOf" => "from ", "componentOf" => "containing ", "inputTo" => "using ", _ => "" };

    private static string Action(ActionReport action)
    {
        var source = action.DigitalSourceType is { } type ? $" ({type})" : "";
        var agent = action.Agent is { } name ? $" by {name}" : "";
        return $"{(action.Name.StartsWith("c2pa.", StringComparison.Ordinal) ? action.Name[5..] : action.Name)}{source}{agent}{(action.When is { } when ? $", {when}" : "")}{(action.Description is { } text ? $": {text}" : "")}";
    }

    // That a signer is on no list is told by the line on trust; it is no check that failed.
    private static bool Fails(Provenance.Statuses.Status status) => status.Kind == StatusKind.Failure && status.Code != "signingCredential.untrusted";

    private static IEnumerable<IRenderable> Lists(ProvenanceReport report)
    {
        var failures = report.Active.Concat(report.Deltas.SelectMany(d => d.Statuses)).Where(Fails).Select(s => $"{s.Code}: {s.Explanation}").Distinct().ToArray();
        foreach (var row in Block("Failed checks", failures)) yield return row;
        foreach (var row in Block("Failures that earlier signers recorded", [.. report.RecordedFailures.Where(Fails).Select(s => $"{s.Code}: {s.Explanation}")])) yield return row;
        if (report.OtherPolicy is { } other && (other.State != report.State || other.OnlyHere.Count + other.OnlyThere.Count > 0))
            foreach (var row in Block($"The policy {(other.Policy == ValidationPolicy.Strict ? "strict" : "reference")} says: {Word(other.State)}", [.. other.OnlyHere.Select(s => $"only here: {s.Code}"), .. other.OnlyThere.Select(s => $"only there: {s.Code}: {s.Explanation}")])) yield return row;
        foreach (var row in Block("Conforming product", [.. report.Products.Select(p => $"{p.Product} by {p.Vendor}, assurance level {p.AssuranceLevel?.ToString(CultureInfo.InvariantCulture) ?? "not given"}, {p.Status}").Distinct()])) yield return row;
        foreach (var row in Block("Traces of other credentials", [.. report.Residue.Select(r => r.Text)])) yield return row;
        var open = report.Coverage?.Uncovered.Where(u => u.Role is not (Provenance.Containers.RegionRole.Credentials or Provenance.Containers.RegionRole.Padding)).Select(u => $"{u.Range.Start:N0}–{u.Range.End:N0}: {u.Sentence}").ToArray() ?? [];
        foreach (var row in Block("Bytes nobody signed for", open)) yield return row;
        foreach (var row in Block("Damage", [.. report.Damage])) yield return row;
    }

    private static IEnumerable<IRenderable> Block(string heading, string[] lines)
    {
        if (lines.Length == 0) yield break;
        yield return Text.Empty;
        yield return new Text(Printable.Clean(heading), Styles.Strong);
        foreach (var line in lines.Take(MostRows)) yield return new Padder(new Text(Printable.Clean(line)), new Padding(2, 0, 0, 0));
        if (lines.Length > MostRows) yield return new Padder(new Text($"… and {lines.Length - MostRows} more, in the document (--json)", Styles.Quiet), new Padding(2, 0, 0, 0));
    }

    private static string Moment(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
