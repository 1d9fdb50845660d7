using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Identity;

// Reads and checks the identity assertions of a manifest (CAWG identity assertion 1.2 §7). Never throws for any bytes.
internal static class IdentityReader
{
    private const string X509 = "cawg.x509.cose", Aggregation = "cawg.identity_claims_aggregation";

    // Each costs signature checks; an honest manifest has a few.
    private const int MaximumIdentities = 32;

    internal static IReadOnlyList<IdentityReport> Read(Manifest manifest, ValidationOptions options, CancellationToken cancel)
    {
        List<IdentityReport> reports = [];
        foreach (var assertion in manifest.Assertions.Where(a => a.Kind == Labels.Identity).Take(MaximumIdentities))
        {
            cancel.ThrowIfCancellationRequested();
            if (!assertion.IsZeroed) reports.Add(Read(assertion, manifest, options, cancel));
        }
        return reports;
    }

    private static IdentityReport Read(Assertion assertion, Manifest manifest, ValidationOptions options, CancellationToken cancel)
    {
        var log = new StatusLog(options.Limits.MaximumStatuses);
        if (SignerPayload.Read(assertion.Value?["signer_payload"]) is not { } payload || assertion.Value!["signature"]?.Bytes is not { } signature || assertion.Value["pad1"]?.Bytes is not { } pad)
        {
            log.Add(Code.CawgIdentityCborInvalid, assertion.Url, $"The identity assertion cannot be read: {assertion.Error ?? "it lacks its payload, its signature or its padding"}.");
            return new IdentityReport { Url = assertion.Url, Sentence = "An identity assertion is there and cannot be read.", Statuses = log.Entries };
        }
        var padded = pad.Span.ContainsAnyExcept((byte)0) || assertion.Value["pad2"]?.Bytes is { } second && second.Span.ContainsAnyExcept((byte)0);
        if (padded) log.Add(Code.CawgIdentityPadInvalid, assertion.Url, "The padding of the identity assertion is not zero.");
        References(payload, manifest, assertion.Url, log);
        var report = new IdentityReport
        {
            Url = assertion.Url,
            SignatureType = payload.SignatureType,
            Referenced = [.. payload.Referenced.Select(r => JumbfUri.AssertionLabel(r.Url) ?? r.Url)],
            Roles = payload.Roles,
            Sentence = "",
        };
        var input = new IdentityInput(assertion, payload, signature, options, log);
        report = payload.SignatureType switch
        {
            X509 => X509Identity.Check(input, report, cancel),
            Aggregation => AggregatedIdentity.Check(input, report),
            _ => Unknown(input, report),
        };
        var failed = log.Entries.Any(s => s.Kind == StatusKind.Failure && s.Code != Code.CawgX509CredentialUntrusted);
        if (report.Holds && !failed) log.Add(report.IsTrusted ? Code.CawgIdentityTrusted : Code.CawgIdentityWellFormed, assertion.Url, "The identity assertion holds and belongs to this manifest.");
        return report with { Holds = report.Holds && !failed, Statuses = log.Entries, Sentence = IdentitySentence.Of(report with { Holds = report.Holds && !failed }) };
    }

    private static IdentityReport Unknown(IdentityInput input, IdentityReport report)
    {
        input.Log.Add(Code.CawgIdentitySigTypeUnknown, input.Assertion.Url, $"Identity credentials of the type {report.SignatureType} are not known here.");
        return report;
    }

    // "All assertions referenced are in the claim, once each, and one of them binds the content" (§7.1).
    private static void References(SignerPayload payload, Manifest manifest, string url, StatusLog log)
    {
        Dictionary<string, HashedUri> claimed = new(StringComparer.Ordinal);
        foreach (var reference in manifest.References) claimed.TryAdd(JumbfUri.Absolute(reference.Url, manifest.Label), reference);
        HashSet<string> seen = new(StringComparer.Ordinal);
        var bound = false;
        foreach (var reference in payload.Referenced)
        {
            var absolute = JumbfUri.Absolute(reference.Url, manifest.Label);
            if (!seen.Add(absolute)) log.Add(Code.CawgIdentityAssertionDuplicate, url, $"The identity assertion refers to {reference.Url} more than once.");
            else if (!claimed.TryGetValue(absolute, out var own)) log.Add(Code.CawgIdentityAssertionMismatch, url, $"The identity assertion refers to {reference.Url}, which the claim does not list.");
            else if (own.Hash is not { } hash || !hash.Span.SequenceEqual(reference.Hash!.Value.Span))
                log.Add(Code.CawgIdentityAssertionMismatch, url, $"The identity assertion refers to {reference.Url} with another hash than the claim.");
            bound |= JumbfUri.AssertionLabel(reference.Url)?.StartsWith("c2pa.hash.", StringComparison.Ordinal) == true;
        }
        if (!bound) log.Add(Code.CawgIdentityHardBindingMissing, url, "The identity assertion refers to no hard binding: it could be moved to other content.");
    }
}

// What checking the credential of one identity assertion needs.
internal sealed record IdentityInput(Assertion Assertion, SignerPayload Payload, ReadOnlyMemory<byte> Signature, ValidationOptions Options, StatusLog Log);
