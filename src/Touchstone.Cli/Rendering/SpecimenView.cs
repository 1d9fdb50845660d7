using Spectre.Console;
using Spectre.Console.Rendering;
using Touchstone.Engine;
using Touchstone.Engine.Inference;
using Touchstone.Media;
using Touchstone.Workbench.Reports;

namespace Touchstone.Cli.Rendering;

/// <summary>One examination on the terminal: what it is, every question with its findings, contradictions in full, what happens next.</summary>
internal static class SpecimenView
{
    internal static IRenderable Of(string path, Examination examination, int width)
    {
        var rows = new List<IRenderable> { Heading(path, examination, width) };
        rows.AddRange(Facts(examination.Specimen).Select(line => new Text(Printable.Clean(line), Styles.Quiet)));
        rows.AddRange(examination.Specimen.Notices.Select(n => new Text($"Notice: {Printable.Clean(n.Text)}")));
        if (examination.Fault is { } fault)
            rows.Add(new Text($"Not examined ({fault.Code}): {Printable.Clean(fault.Message)}"));
        if (Pointers.Sentence(examination) is { Length: > 0 } points)
        {
            rows.Add(Text.Empty);
            rows.Add(new Text(points == Pointers.Nothing ? points : $"Stands out: {points}", Styles.Strong));
        }
        if (examination.Assessments.Count > 0)
        {
            rows.Add(Text.Empty);
            rows.Add(QuestionTable.Of(examination, width));
        }
        rows.AddRange(Contradictions(examination.Assessments));
        if (examination.Fault is null) rows.AddRange(Next(examination));
        rows.Add(Text.Empty);
        return new Rows(rows);
    }

    private static Markup Heading(string path, Examination examination, int width)
    {
        var outcome = examination.Fault is null ? Styles.Word(examination.Decision.Outcome) : "not examined";
        var name = Printable.Clean(path);
        var room = Math.Max(8, width - outcome.Length - 2);
        if (name.Length > room) name = "…" + name[^(room - 1)..];
        return new Markup($"[bold]{Markup.Escape(name)}[/]  {Styles.Marked(examination)}");
    }

    private static IEnumerable<string> Facts(SpecimenFacts facts)
    {
        var known = facts.Facts.Select(f => f.Key is "width" or "height" ? "" : $"{f.Key} {f.Value}").Where(f => f.Length > 0);
        var size = facts.Facts.TryGetValue("width", out var width) && facts.Facts.TryGetValue("height", out var height) ? $"{width.Replace(" px", "")} × {height}" : null;
        string?[] parts = [facts.Format == MediaFormat.Unknown ? null : $"{facts.Format.Name()} {facts.Kind.ToString().ToLowerInvariant()}", size, .. known, $"{facts.Bytes:N0} bytes"];
        yield return string.Join(" · ", parts.OfType<string>());
        if (facts.Sha256 is { } hash) yield return $"sha256 {hash}";
    }

    private static IEnumerable<IRenderable> Contradictions(IReadOnlyList<Assessment> assessments)
    {
        var all = assessments.SelectMany(a => a.Contradictions).ToArray();
        if (all.Length == 0) yield break;
        yield return Text.Empty;
        yield return new Text(all.Length == 1 ? "Contradiction" : $"Contradictions ({all.Length})", Styles.Strong);
        foreach (var one in all)
        {
            var offset = one.Offset is { } at ? $", at byte {at:N0}" : "";
            yield return new Padder(new Rows(
                new Text(Printable.Clean(one.Text)),
                new Text($"{one.Rule}{offset}{(one.Innocent.Length > 0 ? ". Innocent explanation: " + Printable.Clean(one.Innocent) : "")}", Styles.Quiet)), new Padding(2, 0, 0, 0));
        }
    }

    private static IEnumerable<IRenderable> Next(Examination examination)
    {
        yield return Text.Empty;
        var decision = examination.Decision;
        yield return new Markup($"[bold]Decision[/] {Styles.Marked(examination)} [dim]by policy {Markup.Escape(Printable.Clean(decision.PolicyName))} version {decision.PolicyVersion}{(decision.OperatingPoint == "none" ? "" : $", operating point {Markup.Escape(Printable.Clean(decision.OperatingPoint))}")}[/]");
        if (decision.Gates.Count > 0) yield return new Padder(new Text(Printable.Clean($"Gates passed: {string.Join(", ", decision.Gates)}"), Styles.Quiet), new Padding(2, 0, 0, 0));
        var codes = string.Join(", ", decision.Reasons.Select(r => r.Code).Distinct());
        yield return new Padder(new Text(Printable.Clean($"{DecisionSentence.For(examination)} ({codes})"), Styles.Quiet), new Padding(2, 0, 0, 0));
    }
}
