using System.Globalization;
using System.Text.Json;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Identity;

// An identity claims aggregation: a verifiable credential in which an issuer says which identities it verified,
// secured by COSE (CAWG identity assertion 1.2 §8.1).
internal static class AggregatedIdentity
{
    private const long ContentTypeLabel = 3, EdDsa = -8;

    internal static IdentityReport Check(IdentityInput input, IdentityReport report)
    {
        var log = input.Log;
        var url = input.Assertion.Url;
        if (!CoseSign1.TryRead(input.Signature, input.Options.Limits, out var cose, out var error) || !cose.IsTagged)
        {
            log.Add(Code.CawgIcaInvalidCoseSign1, url, $"The credential is no tagged COSE_Sign1 structure. {error}".TrimEnd());
            return report;
        }
        if (cose.Algorithm != EdDsa)
        {
            log.Add(Code.CawgIcaInvalidAlg, url, cose.Algorithm is { } number ? $"The credential is signed with the algorithm {number}; EdDSA belongs there." : "The credential names no signature algorithm.");
            return report;
        }
        var sound = true;
        void Object(string code, string explanation)
        {
            log.Add(code, url, explanation);
            sound = false;
        }
        if (cose.Protected[ContentTypeLabel]?.Text != "application/vc") Object(Code.CawgIcaInvalidContentType, "The credential does not say that it is a verifiable credential (application/vc).");
        if (cose.Payload is not { } payload || AggregationCredential.Read(payload, input.Options.Limits) is not { } credential)
        {
            log.Add(Code.CawgIcaInvalidVerifiableCredential, url, "The credential cannot be read as an identity claims aggregation.");
            return report;
        }
        report = report with { Issuer = credential.Issuer, Identities = credential.Identities };
        var signed = IsSigned(input, cose, payload, credential.Issuer, Object);
        var trusted = signed && input.Options.Identity.Issuers.Contains(WithoutFragment(credential.Issuer));
        if (signed && !trusted) Object(Code.CawgIcaUntrustedIssuer, $"The issuer {Short(credential.Issuer)} is on no list of trusted issuers.");
        var time = TimeStamp(input, cose, payload, Object);
        Validity(credential, input.Options.At, time, Object);
        if (!credential.IsFor(input.Payload)) Object(Code.CawgIcaSignerPayloadMismatch, "The credential was issued for other assertions than the ones it stands with.");
        if (credential.IdentityProblem is { } problem) Object(problem == "" ? Code.CawgIcaVerifiedIdentitiesMissing : Code.CawgIcaVerifiedIdentitiesInvalid, problem == "" ? "The credential names no verified identity." : problem);
        if (sound) log.Add(Code.CawgIcaCredentialValid, url, "The credential holds, its issuer is trusted, and it was issued for this manifest.");
        return report with { Time = time, Holds = signed, IsTrusted = trusted };
    }

    private static string WithoutFragment(string did) => did.Split('#')[0];

    internal static string Short(string did) => did.Length <= 60 ? did : $"{did[..40]}…";

    // The key is in a did:jwk itself; that of a did:web would have to be fetched, and nothing is.
    private static bool IsSigned(IdentityInput input, CoseSign1 cose, ReadOnlyMemory<byte> payload, string issuer, Action<string, string> objected)
    {
        var parts = WithoutFragment(issuer).Split(':', 3);
        if (parts is not ["did", { Length: > 0 } method, { Length: > 0 } id])
        {
            objected(Code.CawgIcaInvalidIssuer, "The issuer of the credential is not named by a DID.");
            return false;
        }
        if (method != "jwk")
        {
            var unknown = input.Options.Policy == ValidationPolicy.Reference ? Code.CawgIcaInvalidIssuer : Code.CawgIcaDidUnsupportedMethod;
            objected(method == "web" ? Code.CawgIcaDidUnavailable : unknown, method == "web" ? $"The key of the issuer {issuer} would have to be fetched; nothing is." : $"Issuers of the kind did:{method} are not supported.");
            return false;
        }
        if (Ed25519Key(id) is not { } key)
        {
            objected(Code.CawgIcaInvalidDidDocument, "The DID of the issuer holds no Ed25519 key.");
            return false;
        }
        var covered = cose.ToBeSigned("Signature1", payload.Span);
        var holds = cose.Signature.Length == Ed25519.SignatureSize && Ed25519.Verify(cose.Signature.ToArray(), 0, key, 0, covered, 0, covered.Length);
        if (!holds) objected(Code.CawgIcaSignatureMismatch, "The signature of the issuer does not verify.");
        return holds;
    }

    private static byte[]? Ed25519Key(string encoded)
    {
        if (FromBase64Url(encoded) is not { } json) return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            var jwk = document.RootElement;
            if (jwk.ValueKind != JsonValueKind.Object || Json.Text(jwk, "kty") != "OKP" || Json.Text(jwk, "crv") != "Ed25519") return null;
            return FromBase64Url(Json.Text(jwk, "x") ?? "") is { } key && key.Length == Ed25519.PublicKeySize ? key : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[]? FromBase64Url(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        plain += new string('=', (4 - (plain.Length % 4)) % 4);
        var bytes = new byte[plain.Length];
        return Convert.TryFromBase64String(plain, bytes, out var length) ? bytes[..length] : null;
    }

    private static DateTimeOffset? TimeStamp(IdentityInput input, CoseSign1 cose, ReadOnlyMemory<byte> payload, Action<string, string> objected)
    {
        if ((cose.Header("sigTst2") ?? cose.Header("sigTst")) is null) return null;
        var log = new StatusLog(input.Options.Limits.MaximumStatuses);
        var stamp = new TimeStampCheck(new SignatureInput(input.Signature, payload, IsClaimV1: true, input.Assertion.Url, [], []), input.Options, log).Run(cose);
        if (stamp is null) objected(Code.CawgIcaTimeStampInvalid, $"The time-stamp of the credential does not hold. {(log.Entries is [var first, ..] ? first.Explanation : "")}".TrimEnd());
        else input.Log.Add(Code.CawgIcaTimeStampValidated, input.Assertion.Url, $"The time-stamp of the credential holds: {stamp.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, by {stamp.Authority}.");
        return stamp?.Time;
    }

    private static void Validity(AggregationCredential credential, DateTimeOffset now, DateTimeOffset? stamped, Action<string, string> objected)
    {
        if (credential.ValidFrom is not { } from) objected(Code.CawgIcaValidFromMissing, "The credential does not say from when it is valid.");
        else if (from > now || from > stamped) objected(Code.CawgIcaValidFromInvalid, "The credential was not valid yet when it was used.");
        if (credential.ValidUntil is { } until && (now > until || stamped > until)) objected(Code.CawgIcaValidUntilInvalid, "The credential is no longer valid.");
    }
}
