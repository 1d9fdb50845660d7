using System.Security.Cryptography;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Signatures;

/// <summary>A claim signature to validate.</summary>
/// <param name="Cose">The COSE_Sign1 structure as it stands in the signature box.</param>
/// <param name="Claim">The claim's CBOR bytes: the detached payload.</param>
/// <param name="IsClaimV1">Whether the claim is a <c>c2pa.claim</c>, not a <c>c2pa.claim.v2</c>.</param>
/// <param name="Url">JUMBF URI of the signature box, for the statuses.</param>
/// <param name="TimeStampTokens">Tokens of <c>c2pa.time-stamp</c> assertions that name this manifest.</param>
/// <param name="OcspResponses">Responses of <c>c2pa.certificate-status</c> assertions of the store.</param>
internal sealed record SignatureInput(
    ReadOnlyMemory<byte> Cose,
    ReadOnlyMemory<byte> Claim,
    bool IsClaimV1,
    string Url,
    IReadOnlyList<ReadOnlyMemory<byte>> TimeStampTokens,
    IReadOnlyList<ReadOnlyMemory<byte>> OcspResponses);

/// <summary>Validates a claim signature: time-stamp, certificate, trust, signature, validity, revocation (C2PA 2.2 §15.7 to §15.9).</summary>
internal static class SignatureValidator
{
    /// <summary>Validates; never throws for any bytes.</summary>
    /// <param name="input">The signature and the claim.</param>
    /// <param name="options">Policy, trust, moment, bounds.</param>
    /// <param name="log">Takes the statuses.</param>
    /// <param name="cancel">Stops before the costly steps.</param>
    internal static SignatureReport Validate(SignatureInput input, ValidationOptions options, StatusLog log, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!CoseSign1.TryRead(input.Cose, options.Limits, out var cose, out var error))
        {
            log.Add(Code.ClaimSignatureMismatch, input.Url, $"The claim signature cannot be read: {error}");
            return new SignatureReport(null, false);
        }
        return new Run(input, options, log, cose).Report(cancel);
    }

    private sealed class Run(SignatureInput input, ValidationOptions options, StatusLog log, CoseSign1 cose)
    {
        private bool IsReference => options.Policy == ValidationPolicy.Reference;

        internal SignatureReport Report(CancellationToken cancel)
        {
            if (Unreadable() is { } unreadable) return unreadable;
            var (scheme, algorithm) = SignatureScheme.OfCose(cose.Algorithm!.Value)!.Value;
            var (sent, chainError) = cose.Chain(options.Policy);
            if (sent.Count == 0 || Certificate.Read(sent[0]) is not { } leaf)
            {
                var why = chainError ?? "The signing certificate cannot be read.";
                if (!IsReference) log.Add(Code.SigningCredentialInvalid, input.Url, why);
                log.Add(Code.ClaimSignatureMismatch, input.Url, $"The claim signature cannot be verified: {why}");
                return new SignatureReport(algorithm, false);
            }
            List<Certificate> others = [.. sent.Skip(1).Select(Certificate.Read).OfType<Certificate>()];
            cancel.ThrowIfCancellationRequested();
            var stamp = new TimeStampCheck(input, options, log).Run(cose);
            var time = stamp is { IsTrusted: true } ? stamp.Time : options.At;
            Profile(leaf, time);
            var (trust, path) = Trust(leaf, others, time);
            cancel.ThrowIfCancellationRequested();
            var valid = Verify(leaf, scheme, algorithm);
            if (!IsReference) Validity(leaf, path, stamp, time);
            var revocation = new OcspCheck(input, options, log).Run(cose, new OcspSubject(leaf, others, path, stamp is { IsTrusted: true } ? stamp.Time : null));
            return new SignatureReport(algorithm, valid)
            {
                Signer = leaf.Facts(),
                Chain = [leaf.Facts(), .. others.Select(c => c.Facts())],
                TimeStamp = stamp,
                ClaimedTime = Claimed(leaf, path, stamp),
                Trust = trust,
                Revocation = revocation,
            };
        }

        private SignatureReport? Unreadable()
        {
            if (IsReference && !cose.IsTagged)
            {
                log.Add(Code.ClaimSignatureMismatch, input.Url, "The claim signature is not tagged as a COSE_Sign1 structure.");
                return new SignatureReport(null, false);
            }
            if (cose.Algorithm is { } identifier && SignatureScheme.OfCose(identifier) is not null) return null;
            log.Add(Code.AlgorithmUnsupported, input.Url, cose.Algorithm is { } number ? $"The signature algorithm {number} is not allowed." : "The signature names no algorithm.");
            if (IsReference) log.Add(Code.ClaimSignatureMismatch, input.Url, "The claim signature cannot be verified.");
            return new SignatureReport(null, false);
        }

        private void Profile(Certificate leaf, DateTimeOffset time)
        {
            if (IsReference && leaf.Version == 3 && !leaf.IsValidAt(time))
            {
                log.Add(Code.SigningCredentialExpired, input.Url, $"The signing certificate was valid until {Moment.Text(leaf.NotAfter)}, not at {Moment.Text(time)}.");
                return;
            }
            foreach (var broken in CertificateProfile.Broken(leaf, CertificatePurpose.Claim, options.Trust, options.Policy))
                log.Add(Code.SigningCredentialInvalid, input.Url, broken);
        }

        private (TrustMatch? Match, PathResult? Path) Trust(Certificate leaf, List<Certificate> others, DateTimeOffset time)
        {
            // c2pa-rs 0.91.3 as it runs under node trusts no certificate by its allowed list, PEM or hash (tried).
            if (!IsReference && options.Trust.AllowedLeaves.Contains(leaf.Sha256))
            {
                log.Add(Code.SigningCredentialTrusted, input.Url, $"The signing certificate is one of those that the profile {options.Trust.Name} allows by themselves.");
                return (new TrustMatch("allowed certificates", options.Trust.Name, null, Certificate.NameText(leaf.Subject)), null);
            }
            var path = FindPath(leaf, others, time);
            if (path is not { List: { } list, Anchor: { } anchor } || (!IsReference && leaf.IsAuthority))
            {
                log.Add(Code.SigningCredentialUntrusted, input.Url, $"The signer is not on a list of the profile {options.Trust.Name}: {(path.List is null ? path.Reason : "its certificate is one of a certification authority.")}");
                return (null, path);
            }
            var name = Certificate.NameText(anchor.Subject);
            log.Add(Code.SigningCredentialTrusted, input.Url, $"The signer stands under {name} on {Moment.Words(list)}.");
            return (new TrustMatch(list.Name, list.Version, list.Date == default ? null : list.Date, name), path);
        }

        private PathResult FindPath(Certificate leaf, List<Certificate> others, DateTimeOffset time)
        {
            if (IsReference)
            {
                // There the roots of signers and of time-stamp authorities stand in one list, and a certificate without an accepted purpose is not looked up.
                var accepted = CertificateProfile.AcceptedPurposes(CertificatePurpose.Claim, options.Trust, options.Policy);
                if (leaf.Purposes?.Any(accepted.Contains) != true) return new(null, null, [], "None of the certificate's purposes is accepted.");
                return CertificatePath.FindInOrder(leaf, others, [.. options.Trust.Signers, .. options.Trust.TimeStampers], time);
            }
            var path = CertificatePath.Find(leaf, others, options.Trust.Signers, time);
            // Whether it was in time is a finding of its own (§15.8.2), so that "trusted until" can be said.
            return path.List is not null ? path : CertificatePath.Find(leaf, others, options.Trust.Signers, null);
        }

        private bool Verify(Certificate leaf, SignatureScheme scheme, string algorithm)
        {
            if (!IsReference && cose.Payload is { } attached && !attached.Span.SequenceEqual(input.Claim.Span))
            {
                log.Add(Code.ClaimSignatureMismatch, input.Url, "The claim signature carries a payload that is not the claim.");
                return false;
            }
            var suits = Suits(leaf, scheme);
            if (!suits) log.Add(Code.SigningCredentialInvalid, input.Url, $"The key of the signing certificate does not suit the signature algorithm {algorithm}.");
            var valid = suits && SignatureCheck.Verify(leaf, scheme, cose.ToBeSigned("Signature1", input.Claim.Span), cose.Signature.Span, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            if (!valid)
            {
                log.Add(Code.ClaimSignatureMismatch, input.Url, "The claim signature does not verify: the claim or the signature was changed, or another key made it.");
                return false;
            }
            // The reference says both at once, even of an expired certificate.
            if (IsReference) log.Add(Code.ClaimSignatureInsideValidity, input.Url, "The claim signature verifies.");
            log.Add(Code.ClaimSignatureValidated, input.Url, "The claim signature verifies.");
            return true;
        }

        // Any of the three curves goes with any hash (C2PA 2.2 §13.2.1); the reference wants them in pairs.
        private bool Suits(Certificate leaf, SignatureScheme scheme)
        {
            var curve = SignatureCheck.CurveOf(leaf);
            return scheme.Family switch
            {
                SignatureFamily.Ecdsa when IsReference => curve == (scheme.Hash == HashAlgorithmName.SHA256 ? Oids.P256 : scheme.Hash == HashAlgorithmName.SHA384 ? Oids.P384 : Oids.P521),
                SignatureFamily.Ecdsa => curve is Oids.P256 or Oids.P384 or Oids.P521,
                SignatureFamily.RsaPss => SignatureCheck.RsaKeyOf(leaf) is { Bits: >= 2048 },
                _ => leaf.KeyAlgorithm.Oid == Oids.Ed25519,
            };
        }

        private void Validity(Certificate leaf, PathResult? path, TimeStampReport? stamp, DateTimeOffset time)
        {
            var outside = (path is { List: not null } ? path.Certificates : [leaf]).FirstOrDefault(c => !c.IsValidAt(time));
            var when = stamp is { IsTrusted: true } ? $"at the time-stamped time {Moment.Text(time)}" : $"at {Moment.Text(time)}, and no trusted time-stamp says when it was signed";
            if (outside is null) log.Add(Code.ClaimSignatureInsideValidity, input.Url, $"The signing certificate is valid {when}.");
            else log.Add(Code.ClaimSignatureOutsideValidity, input.Url, $"The certificate of {outside.Holder} is valid from {Moment.Text(outside.NotBefore)} to {Moment.Text(outside.NotAfter)}, not {when}.");
        }

        // NumericDate: seconds since 1970 (C2PA 2.2 §13.2.4); it counts only where it is protected.
        private DateTimeOffset? Claimed(Certificate leaf, PathResult? path, TimeStampReport? stamp)
        {
            if (cose.Protected["iat"]?.Number is not { } seconds || !(Math.Abs(seconds) < 2e11)) return null;
            var claimed = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
            var inside = (path is { List: not null } ? path.Certificates : [leaf]).All(c => c.IsValidAt(claimed)) && !(stamp is { IsTrusted: true } && claimed > stamp.Time);
            log.Add(inside ? Code.TimeOfSigningInsideValidity : Code.TimeOfSigningOutsideValidity, input.Url, $"The signer says it signed at {Moment.Text(claimed)}.");
            return claimed;
        }
    }
}
