using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Signatures;

/// <summary>What the revocation check knows of the signature.</summary>
/// <param name="Leaf">The signing certificate.</param>
/// <param name="Others">The other certificates sent.</param>
/// <param name="Path">The way to an anchor, or null.</param>
/// <param name="Stamp">Trusted time of the signature, or null.</param>
internal sealed record OcspSubject(Certificate Leaf, IReadOnlyList<Certificate> Others, PathResult? Path, DateTimeOffset? Stamp);

/// <summary>Judges revocation by the OCSP responses in the store (C2PA 2.2 §15.9); none is ever fetched.</summary>
internal sealed class OcspCheck(SignatureInput input, ValidationOptions options, StatusLog log)
{
    // An honest store holds one or two for a certificate; each may cost signature checks.
    private const int MaximumResponses = 8;

    private bool IsReference => options.Policy == ValidationPolicy.Reference;

    /// <summary>Judges, and adds the statuses.</summary>
    internal Revocation Run(CoseSign1 cose, OcspSubject subject)
    {
        List<ReadOnlyMemory<byte>> responses = [];
        foreach (var item in cose.Header("rVals")?["ocspVals"]?.Items ?? [])
            if (item.Bytes is { } bytes) responses.Add(bytes);
        var stapled = responses.Count > 0;
        // c2pa-rs reads the first stapled response alone and looks at assertions only where there is none.
        if (!IsReference || !stapled) responses.AddRange(input.OcspResponses);
        var found = Judge(IsReference && stapled ? responses.Take(1) : responses.Take(MaximumResponses), subject);
        Tell(found, subject.Leaf, responses.Count > 0);
        return found;
    }

    private Revocation Judge(IEnumerable<ReadOnlyMemory<byte>> responses, OcspSubject subject)
    {
        var found = Revocation.NotChecked;
        foreach (var bytes in responses)
        {
            if (OcspAnswer.Read(bytes) is not { } answer) continue;
            if (!IsReference) Authorities(answer, subject);
            foreach (var issuer in Issuers(subject))
            {
                var entries = answer.Entries.Where(e => e.IsAbout(subject.Leaf, issuer)).ToList();
                if (entries.Count == 0 || !IsAuthorised(answer, issuer, subject)) continue;
                var said = entries.Select(e => IsReference ? AsReference(e, answer, subject) : AsSpecified(e, answer, subject)).ToList();
                if (said.Contains(Revocation.NotRevoked)) return Revocation.NotRevoked;
                var worst = said.Contains(Revocation.Revoked) ? Revocation.Revoked : said.Contains(Revocation.Unknown) ? Revocation.Unknown : Revocation.NotChecked;
                if (IsReference && worst == Revocation.Revoked) return worst;
                if (worst == Revocation.Revoked || found == Revocation.NotChecked) found = worst;
                break;
            }
        }
        return found;
    }

    private IEnumerable<Certificate> Issuers(OcspSubject subject)
    {
        var candidates = new List<Certificate>(subject.Path?.Certificates.Skip(1) ?? []);
        if (subject.Path?.Anchor is { } anchor) candidates.Add(anchor);
        candidates.AddRange(subject.Others);
        foreach (var list in options.Trust.Signers) candidates.AddRange(CertificatePath.AnchorsOf(list, subject.Leaf));
        return candidates.Where(c => c.Subject.Span.SequenceEqual(subject.Leaf.Issuer.Span)).DistinctBy(c => c.Sha256);
    }

    // RFC 6960 §4.2.2.2: the issuer itself, or a certificate it issued for that purpose alone.
    private bool IsAuthorised(OcspAnswer answer, Certificate issuer, OcspSubject subject)
    {
        if (IsReference) return IsAuthorisedForReference(answer, subject);
        if (answer.IsSignedBy(issuer)) return true;
        foreach (var responder in answer.Certificates)
        {
            if (responder.Purposes?.Contains(Oids.OcspSigning) == true && responder.IsValidAt(answer.ProducedAt)
                && CertificateProfile.Broken(responder, CertificatePurpose.OcspResponse, options.Trust, options.Policy).Count == 0
                && SignatureCheck.IsSignedBy(responder, issuer) && answer.IsSignedBy(responder)) return true;
        }
        return false;
    }

    // c2pa-rs asks for the responder's certificate in the response and for a way from it to an anchor.
    private bool IsAuthorisedForReference(OcspAnswer answer, OcspSubject subject)
    {
        if (answer.Certificates is not [var responder, ..] || !answer.IsSignedBy(responder)) return false;
        if (responder.Purposes?.Contains(Oids.OcspSigning) != true || !responder.IsValidAt(subject.Stamp ?? options.At)) return false;
        if (CertificateProfile.Broken(responder, CertificatePurpose.OcspResponse, options.Trust, options.Policy).Count > 0) return false;
        var others = answer.Certificates.Count == 1 && subject.Others is [var first, ..] && first.Subject.Span.SequenceEqual(responder.Issuer.Span)
            ? subject.Others : [.. answer.Certificates.Skip(1)];
        return CertificatePath.FindInOrder(responder, others, [.. options.Trust.Signers, .. options.Trust.TimeStampers], subject.Stamp ?? options.At).List is not null;
    }

    private Revocation AsSpecified(OcspEntry entry, OcspAnswer answer, OcspSubject subject)
    {
        var end = entry.NextUpdate ?? answer.ProducedAt.AddHours(24);
        if (options.At < entry.ThisUpdate) return Revocation.NotChecked;
        // Without a trusted time-stamp only the moment of validation can be spoken of (§15.9.2); with one, a later response speaks too.
        var applies = subject.Stamp is { } stamp ? stamp <= end : options.At <= end;
        if (entry.Status == OcspStatus.Revoked && !entry.IsReinstated)
            return entry.RevokedAt > (subject.Stamp ?? options.At) ? (applies ? Revocation.NotRevoked : Revocation.NotChecked) : Revocation.Revoked;
        if (!applies) return Revocation.NotChecked;
        return entry.Status == OcspStatus.Unknown ? Revocation.Unknown : Revocation.NotRevoked;
    }

    // c2pa-rs takes a good response of another time for a revocation and passes over an unknown one.
    private Revocation AsReference(OcspEntry entry, OcspAnswer answer, OcspSubject subject)
    {
        var end = entry.NextUpdate ?? answer.ProducedAt.AddHours(24);
        switch (entry.Status)
        {
            case OcspStatus.Good:
                var inside = subject.Stamp is { } stamp ? stamp <= end : options.At >= entry.ThisUpdate && options.At <= end;
                return inside ? Revocation.NotRevoked : Revocation.Revoked;
            case OcspStatus.Revoked when entry.IsReinstated:
                return entry.RevokedAt > (subject.Stamp ?? options.At) ? Revocation.NotChecked : Revocation.Revoked;
            case OcspStatus.Revoked:
                return entry.Reason is not null && subject.Stamp < entry.RevokedAt ? Revocation.NotChecked : Revocation.Revoked;
            default:
                return Revocation.NotChecked;
        }
    }

    // A revoked authority makes the signer untrusted (§15.9).
    private void Authorities(OcspAnswer answer, OcspSubject subject)
    {
        if (subject.Path is not { Anchor: { } anchor } path) return;
        List<Certificate> chain = [.. path.Certificates, anchor];
        for (var i = 1; i < chain.Count - 1; i++)
        {
            var (authority, issuer) = (chain[i], chain[i + 1]);
            var revoked = answer.Entries.FirstOrDefault(e => e.Status == OcspStatus.Revoked && !e.IsReinstated
                && e.RevokedAt <= (subject.Stamp ?? options.At) && e.IsAbout(authority, issuer));
            if (revoked is not null && IsAuthorised(answer, issuer, subject))
                log.Add(Code.SigningCredentialUntrusted, input.Url, $"The authority {authority.Holder} was revoked at {Moment.Text(revoked.RevokedAt!.Value)}.");
        }
    }

    private void Tell(Revocation found, Certificate leaf, bool hadResponses)
    {
        var serial = Convert.ToHexStringLower(leaf.Serial.Span);
        switch (found)
        {
            case Revocation.NotRevoked:
                log.Add(Code.SigningCredentialOcspNotRevoked, input.Url, $"The signing certificate {serial} was not revoked when it signed.");
                break;
            case Revocation.Revoked:
                log.Add(Code.SigningCredentialOcspRevoked, input.Url, $"The signing certificate {serial} was revoked when it signed.");
                break;
            case Revocation.Unknown:
                log.Add(Code.SigningCredentialOcspUnknown, input.Url, $"The responder does not know the signing certificate {serial}.");
                break;
            case Revocation.NotChecked when IsReference ? !hadResponses : NamesResponder(leaf):
                log.Add(Code.SigningCredentialOcspSkipped, input.Url, hadResponses
                    ? "No response in the store settles whether the signing certificate was revoked; the responder is not asked."
                    : "The responder of the signing certificate is not asked whether it was revoked.");
                break;
        }
    }

    // The access method stands in the extension as an encoded OID; whether it is there is all that is asked.
    private static bool NamesResponder(Certificate leaf)
    {
        // 1.3.6.1.5.5.7.48.1
        ReadOnlySpan<byte> ocsp = [0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01];
        return leaf.Extension(Oids.AuthorityInformationAccess) is { } access && access.Value.Span.IndexOf(ocsp) >= 0;
    }
}
