using Touchstone.Engine.Findings;
using Touchstone.Provenance.Identity;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Workbench.Reports.Credentials;

/// <summary>The body of the finding that validated credentials: the state, an answer per question, the manifests, the bytes, what was held against.</summary>
internal static class CredentialSection
{
    private const int MaximumRows = 40;

    public static void Write(Html html, Finding finding, ProvenanceReport report, Examined examined)
    {
        using var part = html.In("div", ("class", "credentials"));
        using (html.In("p"))
        {
            WriteState(html, report.State);
            html.Text(" ").Put("span", "Results of checks, not a likelihood: no policy decides on them alone.", ("class", "soft"));
        }
        if (report.RemoteUrl is { } remote)
            using (html.In("p")) html.Text("The file says its credentials are kept at ").Put("code", remote).Text(". Nothing was fetched.");
        WriteAxes(html, finding, report);
        var checks = CheckGroups.Of(report);
        ManifestTree.Write(html, report, checks, examined.Exhibits);
        WriteRecorded(html, checks.RecordedElsewhere);
        if (report.Coverage is { } coverage) CoverageBar.Write(html, coverage);
        WriteOther(html, report);
        WriteIdentities(html, report.Identities);
        HeldAgainst.Write(html, report);
        WriteTraces(html, report, examined);
        Lines(html, "Damage", report.Damage);
        CheckTable.Write(html, report, checks);
    }

    /// <summary>The state in a few words with its sign, wherever a line has room for no more.</summary>
    public static void WriteState(Html html, CredentialState state)
    {
        using var chip = html.In("span", ("class", "chip state-" + state.ToString().ToLowerInvariant()));
        html.Put("span", CredentialWords.Sign(state), ("aria-hidden", "true")).Text($" Credentials {(state is CredentialState.Invalid or CredentialState.Valid or CredentialState.Trusted ? "" : "are ")}{CredentialWords.State(state)}");
    }

    private static void WriteAxes(Html html, Finding finding, ProvenanceReport report)
    {
        if (report.Axes.Count == 0) return;
        var excuses = finding.Observations.Where(o => o.Innocent.Length > 0).DistinctBy(o => o.Rule).ToDictionary(o => o.Rule, o => o.Innocent);
        using var axes = html.In("div", ("class", "axes"));
        Tables.Write(html, "One answer a question", ["Question", "Answer", "What was found"], report.Axes, axis =>
        {
            var (sign, word) = CredentialWords.Answer(axis.Level);
            html.Put("th", CredentialWords.Question(axis.Axis), ("scope", "row"));
            using (html.In("td", ("class", "level " + axis.Level.ToString().ToLowerInvariant()))) html.Put("span", sign, ("aria-hidden", "true")).Text(" " + word);
            using (html.In("td"))
            {
                html.Text(axis.Sentence);
                if (excuses.TryGetValue($"credentials.{axis.Axis.ToString().ToLowerInvariant()}", out var innocent)) html.Put("span", " " + innocent, ("class", "soft"));
            }
        });
    }

    private static void WriteRecorded(Html html, IReadOnlyList<Status> recorded) => Lines(html, "Failures that earlier signers recorded, and signed over",
        [.. recorded.Select(s => $"{s.Code}{(s.Explanation.Length > 0 ? $": {s.Explanation}" : "")}")], "fails");

    private static void WriteOther(Html html, ProvenanceReport report)
    {
        if (report.OtherPolicy is not { } other) return;
        html.Put("h3", "Under the other rules");
        if (other.State == report.State && other.OnlyHere.Count + other.OnlyThere.Count == 0)
        {
            html.Put("p", $"By {CredentialWords.Rules(other.Policy)} the result is the same.");
            return;
        }
        html.Put("p", $"By {CredentialWords.Rules(other.Policy)}: credentials {CredentialWords.State(other.State)}. By the rules of this report, {CredentialWords.Rules(report.Policy)}: credentials {CredentialWords.State(report.State)}.");
        var differences = other.OnlyHere.Select(s => (Where: "in this report alone", Status: s)).Concat(other.OnlyThere.Select(s => (Where: "there alone", Status: s))).ToList();
        if (differences.Count == 0) return;
        Tables.Write(html, "Failures that one of the two gives alone", ["Fails", "Code", "Explanation"], differences.Take(MaximumRows), row =>
        {
            html.Put("th", row.Where, ("scope", "row"));
            using (html.In("td")) html.Put("code", row.Status.Code);
            html.Put("td", row.Status.Explanation);
        });
    }

    private static void WriteIdentities(Html html, IReadOnlyList<IdentityReport> identities)
    {
        if (identities.Count == 0) return;
        Tables.Write(html, "Persons and organisations named; they never decide the state", ["Named", "Who vouches", "What was found"], identities.Take(MaximumRows), identity =>
        {
            using (html.In("td"))
            {
                string[] names = identity.Signer is { } signer ? [signer.Organisation, signer.CommonName] : [.. identity.Identities.Take(8).Select(Named)];
                html.Text(string.Join("; ", names.Where(n => n.Length > 0).DefaultIfEmpty("nobody")));
                if (identity.Roles.Count > 0) html.Put("span", " as " + string.Join(", ", identity.Roles), ("class", "soft"));
            }
            html.Put("td", identity.Signer?.Issuer ?? identity.Issuer ?? "nobody");
            using (html.In("td"))
            {
                html.Text(identity.Sentence);
                foreach (var status in identity.Statuses.Where(CredentialWords.Fails).Take(8))
                    using (html.In("span", ("class", "fails"))) html.Text(" ✗ " + status.Explanation + " ").Put("code", status.Code);
            }
        });
    }

    private static string Named(VerifiedIdentity identity) =>
        $"{identity.Name ?? identity.UserName ?? "no name"}{(identity.Provider is { } by ? $" ({by})" : "")}{(identity.VerifiedAt is { } when ? $", {when}" : "")}";

    private static void WriteTraces(Html html, ProvenanceReport report, Examined examined)
    {
        if (report.Residue.Count == 0) return;
        if (examined.Examination.Findings.FirstOrDefault(f => f.DetectorId == "CredentialResidue" && f.State == FindingState.Measured) is { } own)
            using (html.In("p")) html.Text($"{Words.Count(report.Residue.Count, "trace")} of other credentials: see ").Put("a", MethodCard.NameOf(own.DetectorId), ("href", "#f-" + own.DetectorId)).Text(".");
        else Lines(html, "Traces of other credentials", [.. report.Residue.Select(r => r.Text)]);
    }

    private static void Lines(Html html, string heading, IReadOnlyList<string> lines, string? look = null)
    {
        if (lines.Count == 0) return;
        html.Put("h3", heading);
        using (html.In("ul", ("class", "plain-list")))
            foreach (var line in lines.Take(MaximumRows)) html.Put("li", line, ("class", look));
        if (lines.Count > MaximumRows) html.Put("p", $"And {lines.Count - MaximumRows:N0} more, in the JSON document.", ("class", "small"));
    }
}
