using System.Globalization;
using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Identity;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Validation;

namespace Touchstone.Provenance.Verdicts;

/// <summary>Answers each question about credentials in one plain sentence.</summary>
internal static class AxisWriter
{
    internal static List<AxisStatement> Write(StoreResult result, IReadOnlyList<ManifestReport> manifests, Declaration declaration, CoverageMap? coverage, ValidationOptions options)
    {
        var signature = manifests.Count > 0 ? manifests[0].Signature : null;
        var integrity = Integrity(result, signature, coverage);
        return
        [
            integrity,
            Signature(result, signature),
            Time(result, signature, options),
            Trust(result, signature, options),
            History(result, manifests, signature),
            Declared(declaration, StateRules.Of(result, options.Policy)),
            Covered(integrity.Level == AxisLevel.Bad ? null : coverage),
        ];
    }

    /// <summary>Whom identity assertions name; shown, and never part of the state.</summary>
    internal static AxisStatement Identity(IReadOnlyList<IdentityReport> identities, CredentialState state)
    {
        if (identities.Count == 0) return new(Axis.Identity, AxisLevel.None, "No identity assertion names a person or organisation.");
        var sentence = string.Join(" ", identities.Select(i => i.Sentence));
        if (state == CredentialState.Invalid) return new(Axis.Identity, AxisLevel.Caution, $"{sentence} The credentials around it do not hold.");
        var level = identities.Any(i => !i.Holds) ? AxisLevel.Caution : identities.All(i => i.IsTrusted) ? AxisLevel.Good : AxisLevel.Note;
        return new(Axis.Identity, level, sentence);
    }

    // Every failure that rejects is said on one axis.
    private static Axis AxisOf(string code)
    {
        if (code.StartsWith("claim.hardBindings", StringComparison.Ordinal) || (code.StartsWith("assertion.", StringComparison.Ordinal) && code.Contains("Hash.", StringComparison.Ordinal))) return Axis.Integrity;
        if (code is Code.ClaimSignatureOutsideValidity or Code.SigningCredentialExpired || code.StartsWith("timeStamp.", StringComparison.Ordinal)) return Axis.Time;
        if (code.StartsWith("signingCredential.ocsp.", StringComparison.Ordinal)) return Axis.Trust;
        return code.StartsWith("ingredient.", StringComparison.Ordinal) ? Axis.History : Axis.Signature;
    }

    private static Status? Rejecting(StoreResult result, Axis axis) => result.Active.FirstOrDefault(s => StateRules.RejectsActive(s) && AxisOf(s.Code) == axis);

    private static string Because(Status? status) => status is null ? "" : $" {status.Explanation} ({status.Code})";

    private static AxisStatement Integrity(StoreResult result, SignatureReport? signature, CoverageMap? coverage)
    {
        var why = Because(Rejecting(result, Axis.Integrity));
        if (result.Binding is not { } binding) return new(Axis.Integrity, AxisLevel.Bad, $"Nothing ties these credentials to this file: no binding could be checked.{why}");
        if (!binding.Matches) return new(Axis.Integrity, AxisLevel.Bad, $"The bytes are not the ones that were signed: the file was changed afterwards, or the credentials were made for another file.{why}");
        if (result.Content.Manifest is not { } bound) return new(Axis.Integrity, AxisLevel.Bad, "The bytes fit the binding, and the binding is not the one that was signed: anybody can have written it.");
        if (signature is not { IsValid: true } || result.Manifests.GetValueOrDefault(bound)?.Signature is not { IsValid: true })
            return new(Axis.Integrity, AxisLevel.Bad, "The bytes fit the credentials, and no valid signature stands behind these: anybody can have written them.");
        if (why.Length > 0) return new(Axis.Integrity, AxisLevel.Bad, $"The bytes that were signed are unchanged, and the binding breaks a rule.{why}");
        return coverage?.Uncovered.Any(u => u.Role == RegionRole.Media) == true
            ? new(Axis.Integrity, AxisLevel.Caution, "The bytes that were signed are unchanged; not all of the media is among them.")
            : new(Axis.Integrity, AxisLevel.Good, "The bytes that were signed are unchanged.");
    }

    private static AxisStatement Signature(StoreResult result, SignatureReport? signature)
    {
        var why = Because(Rejecting(result, Axis.Signature));
        if (signature is null) return new(Axis.Signature, AxisLevel.Bad, $"There is no signature that could be checked.{why}");
        if (!signature.IsValid) return new(Axis.Signature, AxisLevel.Bad, $"The signature does not verify: what it covers was changed, or another key made it.{why}");
        if (result.Active.FirstOrDefault(s => s.Code == Code.SigningCredentialInvalid) is { } unfit) return new(Axis.Signature, AxisLevel.Bad, $"The signature verifies, and its certificate may not sign credentials.{Because(unfit)}");
        return why.Length > 0
            ? new(Axis.Signature, AxisLevel.Bad, $"The signature verifies, and the manifest breaks a rule.{why}")
            : new(Axis.Signature, AxisLevel.Good, $"The signature of {Name(signature)} verifies ({signature.Algorithm}).");
    }

    private static AxisStatement Time(StoreResult result, SignatureReport? signature, ValidationOptions options)
    {
        if (signature is not { IsValid: true }) return new(Axis.Time, AxisLevel.None, "Without a signature that verifies there is no time of signing.");
        var outside = Rejecting(result, Axis.Time);
        if (signature.TimeStamp is { IsTrusted: true } stamp)
        {
            var attested = $"Signed by {Moment(stamp.Time)}, attested by {stamp.Authority}{(stamp.List is null ? "" : $" ({stamp.List})")}.";
            return new(Axis.Time, outside is null ? AxisLevel.Good : AxisLevel.Bad, $"{attested}{Because(outside)}");
        }
        var expired = signature.Signer is { } signer && options.At > signer.NotAfter;
        var until = signature.Signer is null ? "" : expired
            ? $" The certificate expired on {Day(signature.Signer.NotAfter)}: nothing shows that it was still valid when it signed."
            : outside is not null ? Because(outside) : $" The certificate is valid until {Day(signature.Signer.NotAfter)}; after that nothing shows that it was valid when it signed.";
        var level = expired || outside is not null ? AxisLevel.Bad : AxisLevel.Note;
        if (signature.TimeStamp is { } untrusted) return new(Axis.Time, level == AxisLevel.Bad ? level : AxisLevel.Caution, $"A time-stamp says {Moment(untrusted.Time)}; its authority, {untrusted.Authority}, is not accepted by the profile.{until}");
        if (signature.ClaimedTime is { } claimed) return new(Axis.Time, level, $"The signer says {Moment(claimed)}; nobody attests it.{until}");
        return new(Axis.Time, level, $"No time of signing is attested.{until}");
    }

    private static AxisStatement Trust(StoreResult result, SignatureReport? signature, ValidationOptions options)
    {
        if (signature?.Signer is null) return new(Axis.Trust, AxisLevel.Bad, "There is no signer to look up.");
        if (!signature.IsValid) return new(Axis.Trust, AxisLevel.Bad, $"The credentials carry the certificate of {Name(signature)}, and the signature does not verify: nothing shows that {Name(signature)} signed.");
        if (Rejecting(result, Axis.Trust) is { Code: not Code.SigningCredentialOcspRevoked } unclear) return new(Axis.Trust, AxisLevel.Bad, $"Whether the signing certificate was revoked is not known to who issued it.{Because(unclear)}");
        if (result.Active.FirstOrDefault(s => s.Code == Code.SigningCredentialOcspRevoked) is { } revoked) return new(Axis.Trust, AxisLevel.Bad, $"The signing certificate was revoked. {revoked.Explanation}");
        if (signature.Trust is { } match)
            return new(Axis.Trust, AxisLevel.Good, $"{Name(signature)} is on the list “{match.List}”{(match.Version.Length > 0 ? $", version {match.Version}" : "")}{(match.Date is { } date ? $" of {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "")}, through {match.Anchor}.");
        return new(Axis.Trust, AxisLevel.Caution, options.Trust.Signers.Count == 0 && options.Trust.AllowedLeaves.Count == 0
            ? $"{Name(signature)} signed; no trust list was used, so who that is was not checked."
            : $"{Name(signature)} signed, and is on no list of the profile “{options.Trust.Name}”: anybody can write a name into a certificate.");
    }

    private static AxisStatement History(StoreResult result, IReadOnlyList<ManifestReport> manifests, SignatureReport? signature)
    {
        Status[] fresh = [.. result.Deltas.Select(d => d.Status).Where(StateRules.RejectsHistory), .. result.Active.Where(s => StateRules.RejectsActive(s) && AxisOf(s.Code) == Axis.History)];
        if (fresh.Length > 0) return new(Axis.History, AxisLevel.Bad, $"The history is broken: {fresh[0].Explanation} ({fresh[0].Code}){More(fresh.Length)}");
        // That a signer was on no list of whoever took the ingredient in is no flaw of the history.
        var noted = result.RecordedFailures.Where(StateRules.RejectsActive).ToArray();
        if (noted is [var recorded, ..])
            return new(Axis.History, AxisLevel.Bad, $"A signer noted a failure when taking something in, and signed over it: {recorded.Code}{(recorded.Explanation.Length > 0 ? $", “{recorded.Explanation}”" : "")}{More(noted.Length)}");
        var unknown = result.Ingredients.Count(i => i.Ingredient.Manifest is null);
        var untrusted = result.Deltas.Where(d => d.Status.Code == Code.SigningCredentialUntrusted).DistinctBy(d => d.Status.Url).Count();
        var unlisted = result.RecordedFailures.Count - noted.Length;
        if (result.Ingredients.Count == 0) return new(Axis.History, AxisLevel.Note, "Nothing is recorded before this manifest.");
        var parts = new List<string> { Count(manifests.Count - 1, "earlier manifest", "earlier manifests") + " checked" };
        if (untrusted > 0) parts.Add($"{Count(untrusted, "signer", "signers")} on no list");
        if (unlisted > 0) parts.Add($"{Count(unlisted, "signer", "signers")} noted as unlisted when taken in");
        if (unknown > 0) parts.Add($"{Count(unknown, "ingredient", "ingredients")} without credentials");
        return new(Axis.History, untrusted + unlisted > 0 ? AxisLevel.Caution : unknown > 0 || signature is not { IsValid: true } ? AxisLevel.Note : AxisLevel.Good, string.Join(", ", parts) + ".");
    }

    // What does not hold is nobody's statement (§15.3).
    private static AxisStatement Declared(Declaration declaration, CredentialState state)
    {
        var by = declaration.Generators.Count > 0 ? $" with {string.Join(", ", declaration.Generators)}" : "";
        if (state == CredentialState.Invalid)
            return declaration.Kind is DeclarationKind.Generated or DeclarationKind.PartlyGenerated
                ? new(Axis.Declaration, AxisLevel.Caution, $"The credentials do not hold, so nobody stands behind what they say: that a generative model made it, or a part of it{by}.")
                : new(Axis.Declaration, AxisLevel.None, "The credentials do not hold, so nobody stands behind what they say of how it was made.");
        return declaration.Kind switch
        {
            DeclarationKind.Generated => new(Axis.Declaration, AxisLevel.Caution, $"A signer declares that a generative model made it, or something it was made from{by}."),
            DeclarationKind.PartlyGenerated => new(Axis.Declaration, AxisLevel.Caution, $"A signer declares that a generative model made parts of it, or of something it was made from{by}."),
            DeclarationKind.Captured => new(Axis.Declaration, AxisLevel.Note, "A signer declares a capture by a camera or recorder. The scene in front of it may still be staged or a screen."),
            DeclarationKind.Edited => new(Axis.Declaration, AxisLevel.Note, "A signer declares editing or making by people or programs; no use of a generative model is declared."),
            _ => new(Axis.Declaration, AxisLevel.None, "No signer says how it was made."),
        };
    }

    private static AxisStatement Covered(CoverageMap? coverage)
    {
        if (coverage is not { TotalBytes: > 0 }) return new(Axis.Coverage, AxisLevel.None, "No binding holds, so nobody signed for any byte.");
        var percent = (Math.Floor(1000.0 * coverage.CoveredBytes / coverage.TotalBytes) / 10).ToString("0.0", CultureInfo.InvariantCulture);
        UncoveredStretch[] open = [.. coverage.Uncovered.Where(u => u.Role is not (RegionRole.Credentials or RegionRole.Padding))];
        if (open.Length == 0) return new(Axis.Coverage, AxisLevel.Good, $"{percent} % of the bytes are signed; the rest is the credentials themselves and padding.");
        var level = open.Any(u => u.Role is RegionRole.Media or RegionRole.Unaccounted) ? AxisLevel.Bad : AxisLevel.Caution;
        var names = string.Join(", ", open.Select(u => u.Name).Distinct().Take(4));
        return new(Axis.Coverage, level, $"{percent} % of the bytes are signed. Nobody signed for {open.Sum(u => u.Range.Length).ToString("#,0", CultureInfo.InvariantCulture)} bytes outside the credentials: {names}.");
    }

    private static string Name(SignatureReport signature) => signature.Signer switch
    {
        null => "an unreadable certificate",
        { Organisation.Length: > 0, CommonName.Length: > 0 } s => $"{s.CommonName} ({s.Organisation})",
        { CommonName.Length: > 0 } s => s.CommonName,
        { } s => s.Subject,
    };

    private static string More(int count) => count > 1 ? $", and {count - 1} more." : ".";

    private static string Count(int n, string one, string many) => n == 1 ? $"1 {one}" : $"{n} {many}";

    private static string Moment(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
