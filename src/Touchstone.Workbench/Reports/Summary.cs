using Touchstone.Workbench.Reports.Credentials;
using Touchstone.Workbench.Reports.Drawing;
using Touchstone.Engine;
using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Workbench.Reports;

/// <summary>Page one, for the reader in a hurry: picture, hash, the decision, the questions, what was not answered.</summary>
internal static class Summary
{
    public static void WriteBar(Html html, Examination examination)
    {
        html.Put("a", "Skip to the report", ("class", "skip"), ("href", "#summary"));
        using var bar = html.In("header", ("class", "bar"));
        html.Put("span", "Touchstone", ("class", "mark"));
        using (html.In("span", ("class", "name"))) html.Put("bdi", examination.Specimen.Name);
        Badge(html, examination.Decision.Outcome);
        if (!examination.Findings.Any(f => f.Maps.Count > 0 || f.Regions.Count > 0)) return;
        using (html.In("div", ("class", "controls"), ("role", "group"), ("aria-label", "Overlays")))
        {
            using (html.In("label"))
            {
                html.Put("input", "", ("type", "checkbox"), ("id", "overlay"), ("checked", ""));
                html.Text("Overlay ").Put("kbd", "o");
            }
            using (html.In("label"))
            {
                html.Text("Opacity ").Put("kbd", "[").Put("kbd", "]");
                html.Put("input", "", ("type", "range"), ("id", "opacity"), ("min", "0"), ("max", "100"), ("step", "5"), ("value", "60"));
                html.Put("output", "60 %", ("id", "opacity-value"));
            }
            using (html.In("label"))
            {
                html.Text("Zoom ").Put("kbd", "z");
                using var zoom = html.In("select", ("id", "zoom"));
                foreach (var (value, label) in new[] { ("fit", "fit"), ("1", "100 %"), ("2", "200 %"), ("4", "400 %") })
                    html.Put("option", label, ("value", value));
            }
            using (html.In("span", ("class", "move"))) html.Put("kbd", "j").Put("kbd", "k").Text(" findings");
        }
    }

    public static void Write(Html html, Examined examined)
    {
        var examination = examined.Examination;
        using var section = html.In("section", ("id", "summary"), ("class", $"front {examination.Specimen.Kind.ToString().ToLowerInvariant()}"));
        using (html.In("h1")) html.Put("bdi", examination.Specimen.Name);
        using (html.In("p", ("class", "hash")))
        {
            html.Text("SHA-256 ").Put("code", examination.Specimen.Sha256 ?? "not computed: the bytes could not be read");
            html.Put("span", $" · {Words.Format(examination.Specimen.Format)} {Words.Kind(examination.Specimen.Kind)} · {Words.Bytes(examination.Specimen.Bytes)}");
        }
        WriteDecision(html, examination);
        using (html.In("div", ("class", "spread")))
        {
            Overview.Write(html, examined);
            if (examination.Specimen.Kind != MediaKind.Unknown) WriteAnswers(html, examined);
        }
    }

    public static void Badge(Html html, Outcome outcome)
    {
        using var badge = html.In("span", ("class", $"badge {outcome.ToString().ToLowerInvariant()}"));
        html.Put("span", outcome switch { Outcome.Clear => "✓ ", Outcome.Flag => "⚑ ", _ => "● " }, ("aria-hidden", "true")).Text(Words.Outcome(outcome));
    }

    private static void WriteDecision(Html html, Examination examination)
    {
        var reasons = examination.Decision.Reasons;
        using var box = html.In("div", ("class", "decision"));
        using (html.In("p", ("class", "sentence")))
        {
            Badge(html, examination.Decision.Outcome);
            html.Text(" " + DecisionSentence.For(examination));
        }
        WritePointers(html, examination);
        if (examination.Fault is { } fault)
            using (html.In("p")) html.Put("code", fault.Code).Text(" The file itself was not changed.");
        else if (reasons.Count > 1)
            using (html.In("p", ("class", "small"))) html.Put("a", $"All {reasons.Count} reasons and the policy", ("href", "#policy"));
    }

    /// <summary>What stands out and where, with the way to it, before anything else is read.</summary>
    private static void WritePointers(Html html, Examination examination)
    {
        var all = Pointers.Of(examination);
        var sentence = Pointers.Sentence(examination);
        if (sentence.Length == 0) return;
        using var line = html.In("p", ("class", "points"));
        if (all.Count == 0)
        {
            html.Text(sentence);
            return;
        }
        html.Put("strong", "Stands out: ");
        for (var i = 0; i < all.Count; i++)
            html.Put("a", MethodCard.NameOf(all[i].DetectorId), ("href", "#f-" + all[i].DetectorId), ("title", all[i].DetectorId)).Text($" {all[i].Points}{(i < all.Count - 1 ? "; " : ".")}");
    }

    private static void WriteAnswers(Html html, Examined examined)
    {
        using var answers = html.In("div", ("class", "answers"));
        html.Put("h2", "Questions");
        var all = Answer.All(examined);
        using (html.In("ol"))
            foreach (var answer in all.Where(a => a.Kind is not (AnswerKind.NotAnswered or AnswerKind.NotApplicable)))
                WriteAnswer(html, answer, examined.Examination);
        var open = all.Where(a => a.Kind is AnswerKind.NotAnswered or AnswerKind.NotApplicable).ToList();
        if (open.Count == 0) return;
        html.Put("h3", "Not answered");
        using (html.In("ol"))
            foreach (var answer in open)
                using (html.In("li", ("class", "answer " + Css(answer.Kind))))
                {
                    html.Put("strong", Sentences.Heading(answer.Question));
                    using (html.In("span"))
                    {
                        html.Put("span", Answer.Glyph(answer.Kind) + " ", ("aria-hidden", "true")).Text(answer.Text);
                        foreach (var finding in examined.Examination.Findings.Where(f => f.Question == answer.Question))
                            html.Text(" ").Put("a", MethodCard.NameOf(finding.DetectorId), ("href", "#f-" + finding.DetectorId), ("title", finding.DetectorId)).Text(": " + CredentialWords.WhyAbsent(finding));
                    }
                }
    }

    private static void WriteAnswer(Html html, Answer answer, Examination examination)
    {
        using var item = html.In("li", ("class", $"answer {Css(answer.Kind)}"));
        using (html.In("p", ("class", "question")))
        {
            html.Put("strong", Sentences.Heading(answer.Question));
            Chip(html, answer.Kind);
        }
        if (answer.Assessment?.Llr is { } llr)
        {
            Scale.Write(html, llr);
            html.Put("p", Scale.Words(llr), ("class", "small"), ("title", Words.Meaning("LLR")));
        }
        html.Put("p", answer.Text);
        if (examination.Findings.Any(f => f.Question == answer.Question && f.Credentials is { State: CredentialState.None })) html.Put("p", CredentialWords.Absence);
        var findings = examination.Findings.Where(f => f.Question == answer.Question && f.State != FindingState.NotApplicable).ToList();
        if (findings.Count == 0) return;
        using var list = html.In("ul", ("class", "methods"));
        foreach (var finding in findings)
            using (html.In("li"))
            {
                html.Put("a", MethodCard.NameOf(finding.DetectorId), ("href", "#f-" + finding.DetectorId), ("title", finding.DetectorId));
                WriteBrief(html, finding);
            }
    }

    /// <summary>The main result of a finding in a few words; one past its method's own threshold is said in bold, as a pointer for the reader.</summary>
    private static void WriteBrief(Html html, Finding finding)
    {
        if (finding.State == FindingState.Failed)
        {
            html.Text(" ").Put("code", finding.Reason.Code);
            return;
        }
        if (finding.Credentials is { } report)
        {
            html.Text(" ").Put("strong", $"{CredentialWords.Sign(report.State)} credentials {CredentialWords.State(report.State)}");
            return;
        }
        var parts = new[] { Weight.Contradiction, Weight.Anomaly }
            .Select(w => (Weight: w, Count: finding.Observations.Count(o => o.Weight == w)))
            .Where(w => w.Count > 0).Select(w => w.Weight == Weight.Anomaly ? Words.Count(w.Count, "anomaly", "anomalies") : Words.Count(w.Count, "contradiction")).ToList();
        if (finding.Scores.Count == 0) parts.Add(finding.Observations.Count > 0 ? Words.Count(finding.Observations.Count, "observation") : "nothing found");
        // A number that counts what was just counted would say it twice.
        else if (parts.Count == 0 || !Pointers.Counts(finding.Scores[0])) parts.Add($"{finding.Scores[0].Name}: {ScoreText.Phrase(finding.Scores[0])}");
        html.Text(" " + string.Join("; ", parts));
        if (finding.StandsOut()) html.Text(", ").Put("strong", "stands out");
    }

    public static void Chip(Html html, AnswerKind kind)
    {
        using var chip = html.In("span", ("class", $"chip {Css(kind)}"));
        html.Put("span", Answer.Glyph(kind), ("aria-hidden", "true")).Text(" " + Answer.Label(kind));
    }

    private static string Css(AnswerKind kind) => kind.ToString().ToLowerInvariant();
}
