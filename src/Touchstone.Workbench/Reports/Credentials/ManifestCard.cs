using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Workbench.Reports.Credentials;

/// <summary>One manifest: which checks failed, who signed and when, with what software, and what was done.</summary>
internal static class ManifestCard
{
    private const int MaximumRows = 40;

    public static void Write(Html html, ManifestReport manifest, (IReadOnlyList<Status> Found, IReadOnlyList<Status> Recorded) failures, ProvenanceReport report)
    {
        WriteFailures(html, failures.Found, "✗");
        WriteFailures(html, failures.Recorded, "✗ Recorded by whoever took it in, and signed over:");
        using (html.In("dl", ("class", "facts")))
        {
            WriteSigner(html, manifest.Signature, report);
            Fact(html, "Software", manifest.Generators.Count > 0 ? string.Join(", ", manifest.Generators.Take(8)) : "not named");
            using (html.In("div"))
            {
                html.Put("dt", "Done");
                using (html.In("dd")) WriteActions(html, manifest.Actions);
            }
            Fact(html, "Manifest", $"{CredentialWords.Kind(manifest)}, {(manifest.ClaimVersion > 0 ? $"claim version {manifest.ClaimVersion}" : "without a claim")}{(manifest.IsCompressed ? ", stored compressed" : "")}{(manifest.Format is { } format ? $", of {format}" : "")}");
            if (manifest.SoftBindings.Count > 0) Fact(html, "Watermarks named", string.Join(", ", manifest.SoftBindings.Take(8)) + "; not read here");
        }
        WriteMore(html, manifest);
    }

    private static void WriteFailures(Html html, IReadOnlyList<Status> failures, string how)
    {
        if (failures.Count == 0) return;
        using (html.In("ul", ("class", "plain-list")))
            foreach (var status in failures.Take(MaximumRows))
                using (html.In("li"))
                    html.Put("span", $"{how} {(status.Explanation.Length > 0 ? status.Explanation : StatusCatalog.Find(status.Code)?.Meaning ?? "A check failed.")} ", ("class", "fails")).Put("code", status.Code, ("class", "wraps"));
        if (failures.Count > MaximumRows) html.Put("p", $"And {failures.Count - MaximumRows:N0} more, in the table below.", ("class", "small"));
    }

    private static void WriteSigner(Html html, SignatureReport? signature, ProvenanceReport report)
    {
        if (signature is null)
        {
            Fact(html, "Signed by", "nobody: there is no signature that could be read");
            return;
        }
        using (html.In("div"))
        {
            html.Put("dt", "Signed by");
            using (html.In("dd"))
                if (signature.Signer is not { } signer) html.Text("a certificate that cannot be read");
                else
                {
                    html.Put("strong", signer.Organisation.Length > 0 ? signer.Organisation : signer.CommonName.Length > 0 ? signer.CommonName : signer.Subject);
                    if (signer.Organisation.Length > 0 && signer.CommonName.Length > 0) html.Text($", “{signer.CommonName}”");
                    if (!signature.IsValid) html.Put("span", " ✗ the signature does not verify", ("class", "fails"));
                }
        }
        Fact(html, "On a list", signature.Trust is { } match
            ? $"{match.List}{(match.Version.Length > 0 ? $", version {match.Version}" : "")}{(match.Date is { } date ? $" of {date:yyyy-MM-dd}" : "")}, through {match.Anchor}"
            : report.TrustProfile == "none" ? "no list was used" : $"no: on none of the profile {report.TrustProfile}");
        Fact(html, "Time", signature.TimeStamp switch
        {
            { IsTrusted: true } stamp => $"{CredentialWords.Moment(stamp.Time)}, attested by {stamp.Authority}{(stamp.List is { } list ? $" ({list})" : "")}",
            { } stamp => $"{CredentialWords.Moment(stamp.Time)} says {stamp.Authority}, which is on no list",
            null when signature.ClaimedTime is { } claimed => $"{CredentialWords.Moment(claimed)} says the signer; nobody attests it",
            null => "nobody attests a time",
        });
    }

    private static void WriteActions(Html html, IReadOnlyList<ActionReport> actions)
    {
        if (actions.Count == 0)
        {
            html.Text("nothing is stated");
            return;
        }
        using (html.In("ol", ("class", "done")))
            foreach (var action in actions.Take(MaximumRows))
                using (html.In("li"))
                {
                    html.Put("strong", CredentialWords.Action(action.Name), ("title", action.Name));
                    if (action.DigitalSourceType is { Length: > 0 } source) html.Text(": ").Put("span", CredentialWords.Source(source), ("title", source));
                    if (action.Agent is { Length: > 0 } agent) html.Text($", with {agent}");
                    if (action.When is { Length: > 0 } when) html.Text($", {when}");
                    if (action.Description is { Length: > 0 } text) html.Put("span", $". “{text}”", ("class", "soft"));
                }
        if (actions.Count > MaximumRows) html.Put("p", $"And {actions.Count - MaximumRows:N0} more, in the JSON document.", ("class", "small"));
    }

    private static void WriteMore(Html html, ManifestReport manifest)
    {
        using var more = html.In("details", ("class", "more"));
        html.Put("summary", "Certificate and assertions");
        using (html.In("dl", ("class", "facts")))
        {
            if (manifest.Signature?.Signer is { } signer)
            {
                Fact(html, "Holder", signer.Subject);
                Fact(html, "Issuer", signer.Issuer);
                Fact(html, "Valid", $"{CredentialWords.Day(signer.NotBefore)} to {CredentialWords.Day(signer.NotAfter)}");
                Fact(html, "Revocation", CredentialWords.Revoked(manifest.Signature.Revocation));
                Fact(html, "Serial number", signer.Serial);
                Fact(html, "SHA-256", signer.Sha256);
                Fact(html, "Algorithm", manifest.Signature.Algorithm ?? "not known");
            }
            Fact(html, "Label", manifest.Label);
            if (manifest.Assertions.Count > 0)
                Fact(html, "Assertions", string.Join(", ", manifest.Assertions.Take(MaximumRows).Select(a => a.IsRedacted ? a.Label + " (redacted)" : a.Label)) + (manifest.Assertions.Count > MaximumRows ? $" and {manifest.Assertions.Count - MaximumRows:N0} more" : ""));
        }
    }

    private static void Fact(Html html, string name, string value)
    {
        using var row = html.In("div");
        html.Put("dt", name).Put("dd", value);
    }
}
