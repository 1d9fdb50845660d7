using System.Security.Cryptography;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Signatures;

/// <summary>Finds and validates the time-stamp of a claim signature (C2PA 2.2 §15.8).</summary>
internal sealed class TimeStampCheck(SignatureInput input, ValidationOptions options, StatusLog log)
{
    // More tokens than this for one manifest are no honest store; each costs a signature check.
    private const int MaximumTokens = 8;

    private bool IsReference => options.Policy == ValidationPolicy.Reference;

    /// <summary>The time-stamp that counts: a trusted one if there is any, else the first that holds.</summary>
    internal TimeStampReport? Run(CoseSign1 cose)
    {
        var report = FromHeaders(cose);
        if (report is { IsTrusted: true }) return report;
        foreach (var token in input.TimeStampTokens.Take(MaximumTokens))
        {
            var found = Check(token, cose.ToBeSigned("CounterSignature", cose.SignatureAsByteString()), mustBeToken: false);
            if (found is { IsTrusted: true }) return found;
            report ??= found;
        }
        return report;
    }

    private TimeStampReport? FromHeaders(CoseSign1 cose)
    {
        var second = cose.Header("sigTst2");
        var container = second ?? cose.Header("sigTst");
        if (container is null) return null;
        var tokens = container["tstTokens"]?.Items ?? [];
        if (tokens.Count != 1 || tokens[0]["val"]?.Bytes is not { } bytes)
        {
            log.Add(Code.TimeStampMalformed, input.Url, tokens.Count > 1 ? $"The signature carries {tokens.Count} time-stamps; one is allowed." : "The time-stamp header holds no time-stamp.");
            return null;
        }
        var covered = second is null ? input.Claim.Span : cose.SignatureAsByteString();
        return Check(bytes, cose.ToBeSigned("CounterSignature", covered), mustBeToken: second is not null);
    }

    private TimeStampReport? Check(ReadOnlyMemory<byte> bytes, byte[] covered, bool mustBeToken)
    {
        if (TimeStampToken.Unwrap(bytes, out var error) is not { } unwrapped) return Tell(Code.TimeStampMalformed, error);
        if (mustBeToken && unwrapped.IsResponse && !IsReference) return Tell(Code.TimeStampMalformed, "The time-stamp is a whole response where a token belongs.");
        if (TimeStampToken.Read(unwrapped.Token, IsReference) is not { } token) return Tell(Code.TimeStampMalformed, "The time-stamp token cannot be read.");
        if (token.Authority is not { } authority) return Tell(Code.TimeStampUntrusted, "The certificate of the time-stamp authority is not in the time-stamp.");
        var name = authority.Holder;
        if (!token.SignatureHolds)
            return Tell(IsReference ? Code.TimeStampUntrusted : Code.TimeStampMismatch, $"The signature of the time-stamp by {name} does not hold.");
        if (IsReference && !authority.IsValidAt(token.Time)) return Tell(Code.TimeStampOutsideValidity, Outside(token, name));
        if (SignatureScheme.HashOf(token.ImprintAlgorithm) is not { } hash)
            return Tell(Code.TimeStampUntrusted, $"The time-stamp by {name} hashes with an algorithm that is not allowed ({token.ImprintAlgorithm}).");
        if (!CryptographicOperations.HashData(hash, covered).AsSpan().SequenceEqual(token.Imprint.Span))
            return Tell(Code.TimeStampMismatch, $"The time-stamp by {name} is not of this claim signature.");
        return Trusted(token, authority, name);
    }

    private TimeStampReport Trusted(TimeStampToken token, Certificate authority, string name)
    {
        var untrusted = new TimeStampReport(token.Time, false, name, null);
        if (IsReference)
        {
            log.Add(Code.TimeStampValidated, input.Url, $"The time-stamp by {name} is of this claim signature: {Moment.Text(token.Time)}.");
            if (input.IsClaimV1)
            {
                log.Add(Code.TimeStampTrusted, input.Url, $"The time-stamp authority {name} is not checked for a claim of version 1.");
                return untrusted with { IsTrusted = true };
            }
        }
        if (CertificateProfile.Broken(authority, CertificatePurpose.TimeStamp, options.Trust, options.Policy) is [var broken, ..])
        {
            // c2pa-rs logs the authority's faults as those of a signer; that code would reject the claim.
            if (IsReference) log.Add(Code.SigningCredentialInvalid, input.Url, $"Time-stamp authority {name}: {broken}");
            log.Add(Code.TimeStampUntrusted, input.Url, $"The time-stamp authority {name} is not trusted: {broken}");
            return untrusted;
        }
        var path = IsReference
            ? CertificatePath.FindInOrder(authority, TimeStampChain.From(authority, token.Certificates), [.. options.Trust.Signers, .. options.Trust.TimeStampers], token.Time)
            : CertificatePath.Find(authority, token.Certificates, options.Trust.TimeStampers, null);
        if (path.List is not { } list)
        {
            log.Add(Code.TimeStampUntrusted, input.Url, $"The time-stamp authority {name} is not trusted: {path.Reason}");
            return untrusted;
        }
        if (!path.Certificates.All(c => c.IsValidAt(token.Time)))
        {
            log.Add(Code.TimeStampOutsideValidity, input.Url, Outside(token, name));
            return untrusted;
        }
        if (!IsReference && !token.Conforms)
        {
            log.Add(Code.TimeStampMalformed, input.Url, $"The time-stamp by {name} is not bound to the certificate that signed it.");
            return untrusted;
        }
        log.Add(Code.TimeStampTrusted, input.Url, $"The time-stamp authority {name} stands on {Moment.Words(list)}.");
        if (!IsReference) log.Add(Code.TimeStampValidated, input.Url, $"The time-stamp by {name} is of this claim signature: {Moment.Text(token.Time)}.");
        return new TimeStampReport(token.Time, true, name, list.Name);
    }

    private static string Outside(TimeStampToken token, string name) => $"The time-stamp of {Moment.Text(token.Time)} lies outside the validity of {name} or its authorities.";

    private TimeStampReport? Tell(string code, string sentence)
    {
        log.Add(code, input.Url, sentence);
        return null;
    }
}

// The order c2pa-rs gives the certificates of a token: each followed by the first one that bears its issuer's name.
file static class TimeStampChain
{
    internal static List<Certificate> From(Certificate leaf, IReadOnlyList<Certificate> certificates)
    {
        List<Certificate> chain = [];
        var last = leaf;
        while (chain.Count < certificates.Count)
        {
            var next = certificates.FirstOrDefault(c => c.Subject.Span.SequenceEqual(last.Issuer.Span)
                && !c.Der.Span.SequenceEqual(leaf.Der.Span) && !chain.Exists(used => ReferenceEquals(used, c)));
            if (next is null) break;
            chain.Add(next);
            last = next;
        }
        return chain;
    }
}
