using Touchstone.Engine;
using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Provenance.Verdicts;
using Touchstone.Workbench.Reports.Credentials;
using static Touchstone.Workbench.Reports.Words;

namespace Touchstone.Workbench.Reports;

/// <summary>The back of the report: what did not apply, facts, the policy, versions, how to reproduce, timings, limits, and how to read it.</summary>
internal static class Record
{
    public static void Write(Html html, Examined examined, Policy? policy, Limits limits)
    {
        var examination = examined.Examination;
        var credentials = examination.Findings.Select(f => f.Credentials).OfType<ProvenanceReport>().FirstOrDefault();
        using var record = html.In("div", ("class", "record"));
        WriteNotApplicable(html, examination);
        WriteFacts(html, examination.Specimen, credentials);
        WritePolicy(html, examination.Decision, policy);
        WriteVersions(html, examination);
        WriteReproduce(html, examination, credentials);
        WriteLimits(html, limits);
        WriteGuide(html);
    }

    private static void WriteNotApplicable(Html html, Examination examination)
    {
        var findings = examination.Findings.Where(f => f.State == FindingState.NotApplicable).ToList();
        if (findings.Count == 0) return;
        using var section = Section(html, "not-applicable", "What was not applicable, and why");
        html.Put("p", "A method that cannot read its trace here abstains. That supports nothing, in either direction.");
        Tables.Write(html, "Abstentions", ["Method", "Question", "Why", "Code"], findings, finding =>
        {
            using (html.In("th", ("scope", "row"), ("id", "f-" + finding.DetectorId))) html.Text(MethodCard.NameOf(finding.DetectorId)).Put("span", $" {finding.DetectorId} {finding.DetectorVersion}", ("class", "id"));
            html.Put("td", Sentences.Heading(finding.Question)).Put("td", Abstains(finding));
            using (html.In("td")) html.Put("code", finding.Reason.Code);
        });
    }

    // Page one says that there are no credentials, once; damage says why it could not be told.
    private static string Abstains(Finding finding) => finding.Credentials switch
    {
        { State: CredentialState.None } => "The file carries none; page one says what that means.",
        { Damage: [_, ..] damage } => $"{finding.Reason.Text} {string.Join(" ", damage.Take(4))}",
        _ => finding.Reason.Text,
    };

    private static void WriteFacts(Html html, SpecimenFacts specimen, ProvenanceReport? credentials)
    {
        using var section = Section(html, "facts", "Facts of the file");
        Tables.Pairs(html, "As stored", new[]
        {
            ("Name", specimen.Name), ("SHA-256", specimen.Sha256 ?? "not computed"), ("Length", Bytes(specimen.Bytes)), ("Format, by content", Words.Format(specimen.Format)), ("Kind", Kind(specimen.Kind)),
        }.Concat(specimen.Facts.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value))).Concat(credentials is null ? [] : [("Credentials looked for with", HeldAgainst.Line(credentials))]));
        if (specimen.Notices.Count == 0) return;
        Tables.Write(html, "Notices", ["Notice", "Code"], specimen.Notices, notice =>
        {
            html.Put("td", notice.Text);
            using (html.In("td")) html.Put("code", notice.Code);
        });
    }

    private static void WritePolicy(Html html, Decision decision, Policy? policy)
    {
        using var section = Section(html, "policy", "Decision and policy");
        Tables.Write(html, $"Reasons for “{Words.Outcome(decision.Outcome)}”", ["Question", "Reason", "Code"], decision.Reasons, reason =>
        {
            html.Put("td", reason.Question is { } question ? Sentences.Heading(question) : "the whole file").Put("td", reason.Text);
            using (html.In("td")) html.Put("code", reason.Code);
        });
        Tables.Pairs(html, "Policy", [("Name", decision.PolicyName), ("Version", $"{decision.PolicyVersion}"), ("SHA-256", decision.PolicyHash)]);
        Tables.Pairs(html, "Right to decide without a person", [
            ("Operating point", decision.OperatingPoint == "none" ? "none: everything goes to a person" : decision.OperatingPoint),
            ("Gates that stood", decision.Gates.Count == 0 ? "none" : string.Join(", ", decision.Gates))]);
        if (policy is null)
        {
            html.Put("p", "The thresholds follow from the costs in the policy file with this hash; the file is not part of this report.", ("class", "small"));
            return;
        }
        html.Put("p", policy.ContradictionsFlag ? "A structural contradiction alone flags." : "A structural contradiction alone does not flag.");
        Tables.Write(html, "Thresholds the policy implies", ["Question", Column.Number("Flags from LLR"), Column.Number("Clears up to LLR"), Column.Number("Cost of a false flag"), Column.Number("Cost of a miss"), Column.Number("Prior odds"), "Automatic"], policy.Questions.OrderBy(q => q.Key), entry =>
        {
            var (question, costs) = entry;
            html.Put("th", Sentences.Heading(question), ("scope", "row"));
            foreach (var llr in new[] { costs.FlagFrom, costs.ClearUpTo })
                using (html.In("td", ("class", "number")))
                    Tables.Tip(html, Number(llr), $"Likelihood ratio {Number(Math.Exp(llr))}: {VerbalScale.Words(llr)}. The nearer bound of the interval must pass.");
            foreach (var cost in new[] { costs.FalseFlag, costs.Miss }) html.Put("td", $"{Number(cost)} reviews", ("class", "number"));
            html.Put("td", Number(costs.PriorOdds), ("class", "number")).Put("td", costs.Weighty ? "never: a person rules" : "with a passed gate");
        });
    }

    private static void WriteVersions(Html html, Examination examination)
    {
        using var section = Section(html, "versions", "Versions and timings");
        Tables.Pairs(html, "Engine", [("Touchstone engine", examination.EngineVersion)]);
        var asked = examination.Findings.DistinctBy(f => f.DetectorId).ToDictionary(f => f.DetectorId, f => f.DetectorVersion);
        var times = examination.Milliseconds;
        if (asked.Count + times.Count == 0) return;
        // Every version stands at its method; how long each took is for the screen and the document.
        using var timings = html.In("div", ("class", "screen-only"));
        Tables.Write(html, "Wall time; the only part that differs between two runs", ["Part", "Version", Column.Number("Milliseconds")],
            examination.Findings.Select(f => f.DetectorId).Concat(times.Keys.Where(k => !asked.ContainsKey(k)).Order(StringComparer.Ordinal)), part =>
            {
                html.Put("th", MethodCard.NameOf(part), ("scope", "row")).Put("td", asked.GetValueOrDefault(part, ""));
                html.Put("td", times.TryGetValue(part, out var milliseconds) ? Number(Math.Round(milliseconds, 1)) : "", ("class", "number"));
            });
    }

    private static void WriteReproduce(Html html, Examination examination, ProvenanceReport? credentials)
    {
        using var section = Section(html, "reproduce", "How to reproduce");
        html.Put("p", "The same bytes, engine version and policy give the same findings, bit for bit. Check the hash first, then examine again.");
        var file = "'" + examination.Specimen.Name.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
        var point = examination.Decision.OperatingPoint == "none" ? "" : " --operating-point POINT.json --operating-key KEY.pub.pem";
        var lines = new List<string?> { $"sha256sum -- {file}", $"# {examination.Specimen.Sha256 ?? "(no hash)"}" };
        if (credentials is null) lines.Add($"touchstone examine ./{file}{point} --json - --html report/");
        else
        {
            var (options, note) = HeldAgainst.Options(credentials);
            lines.AddRange([note, $"touchstone examine ./{file} {options}{point} --json - --html report/", $"touchstone provenance ./{file} {options} --policy {(credentials.Policy == ValidationPolicy.Strict ? "strict" : "reference")}"]);
            html.Put("p", "The options keep the trust profile and the moment that credentials were held against. A side-car (.c2pa) or segments given with the file must lie there again.", ("class", "small"));
        }
        using (html.In("pre", ("tabindex", "0")))
            html.Put("code", string.Join('\n', lines.OfType<string>()));
    }

    private static void WriteLimits(Html html, Limits limits)
    {
        using var section = Section(html, "limits", "Limits");
        html.Put("p", "Material past these bounds is refused with a code, or read in part and said so.");
        Tables.Pairs(html, "Bounds on what was read",
        [
            ("Largest file", Bytes(limits.MaximumBytes)), ("Largest image or frame", $"{limits.MaximumPixels:N0} pixels"), ("Pixel methods run up to", $"{limits.MaximumDetectorPixels:N0} pixels"),
            ("Longest recording", $"{limits.MaximumDurationSeconds:N0} s"), ("Audio read", $"{limits.MaximumAudioSeconds:N0} s"), ("Frames sampled", $"{limits.MaximumFrames:N0}"),
        ]);
        html.Put("p", "This is the output of methods, not an examiner’s opinion. Where nothing was found, that is not evidence of authenticity: it says that these methods, with their limits, found nothing.");
    }

    private static void WriteGuide(Html html)
    {
        using var section = Section(html, "reading", "How to read this report");
        using (html.In("ul", ("class", "kinds")))
            foreach (var (kind, text) in new[]
            {
                (AnswerKind.Calibrated, "a likelihood ratio with bounds, from a calibrator with a named data set; drawn as a bar."),
                (AnswerKind.Contradiction, "two statements of the file cannot both be true."),
                (AnswerKind.Measurement, "a number without calibration for material like this; it counts for nothing in the decision."),
                (AnswerKind.NotApplicable, "the method cannot read its trace here, and says why."),
                (AnswerKind.Failed, "the method should have worked and did not; a person looks."),
                (AnswerKind.NotAnswered, "nothing was asked, or no detector is validated for it."),
            })
                using (html.In("li"))
                {
                    Summary.Chip(html, kind);
                    html.Text(" " + text);
                }
        html.Put("p", "Strength from the likelihood ratio, alike in both directions (ENFSI Guideline for Evaluative Reporting, 2015): up to 2 no support; 10 weak; 100 moderate; 1,000 moderately strong; 10,000 strong; 1,000,000 very strong; above that extremely strong.");
        html.Put("p", "Keys: j and k go to the next and previous finding, o switches overlays, [ and ] change their opacity, z changes the zoom. From 200 % on, each stored pixel is shown as a square, unsmoothed.", ("class", "keys"));
    }

    private static Html.Scope Section(Html html, string id, string heading)
    {
        var scope = html.In("section", ("id", id));
        html.Put("h2", heading);
        return scope;
    }
}
