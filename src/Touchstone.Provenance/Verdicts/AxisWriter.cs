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
        return
        [
            Integrity(result),
            Signature(result, signature),
            Time(result, signature, options),
            Trust(result, signature, options),
            History(result, manifests),
            Declared(declaration),
            Covered(coverage),
        ];
    }

    /// <summary>Whom identity assertions name; shown, and never part of the state.</summary>
    internal static AxisStatement Identity(IReadOnlyList<IdentityReport> identities)
    {
        if (identities.Count == 0) return new(Axis.Identity, AxisLevel.None, "No identity assertion names a person or organisation.");
        var level = identities.Any(i => !i.Holds) ? AxisLevel.Caution : identities.All(i => i.IsTrusted) ? AxisLevel.Good : AxisLevel.Note;
        return new(Axis.Identity, level, string.Join(" ", identities.Select(i => i.Sentence)));
    }

    private static AxisStatement Integrity(StoreResult result)
    {
        if (result.Binding is not { } binding) return new(Axis.Integrity, AxisLevel.Bad, "Nothing says which bytes were signed, so nothing ties these credentials to this file.");
        return binding.Matches
            ? new(Axis.Integrity, AxisLevel.Good, "The bytes that were signed are unchanged.")
            : new(Axis.Integrity, AxisLevel.Bad, $"The bytes are not the ones that were signed: the file was changed afterwards, or the credentials were made for another file.{Why(result.Active, "assertion.dataHash", "assertion.bmffHash", "assertion.boxesHash", "assertion.collectionHash", "assertion.multiAssetHash")}");
    }

    private static AxisStatement Signature(StoreResult result, SignatureReport? signature)
    {
        if (signature is null) return new(Axis.Signature, AxisLevel.Bad, $"There is no signature that could be checked.{Why(result.Active, "claimSignature", "claim.")}");
        if (!signature.IsValid) return new(Axis.Signature, AxisLevel.Bad, $"The signature does not verify: what it covers was changed, or another key made it.{Why(result.Active, "claimSignature", "algorithm")}");
        if (result.Active.Any(s => s.Code == Code.SigningCredentialInvalid)) return new(Axis.Signature, AxisLevel.Bad, $"The signature verifies, and its certificate may not sign credentials.{Why(result.Active, Code.SigningCredentialInvalid)}");
        var changed = result.Active.Any(s => s.Kind == StatusKind.Failure && (s.Code.StartsWith("assertion.", StringComparison.Ordinal) || s.Code.StartsWith("claim.", StringComparison.Ordinal)) && !s.Code.Contains("Hash.", StringComparison.Ordinal));
        return changed
            ? new(Axis.Signature, AxisLevel.Bad, $"The signature verifies, and the manifest breaks a rule.{Why(result.Active, "assertion.", "claim.")}")
            : new(Axis.Signature, AxisLevel.Good, $"The signature of {Name(signature)} verifies ({signature.Algorithm}).");
    }

    private static AxisStatement Time(StoreResult result, SignatureReport? signature, ValidationOptions options)
    {
        if (signature is null) return new(Axis.Time, AxisLevel.None, "Without a signature there is no time of signing.");
        if (signature.TimeStamp is { IsTrusted: true } stamp) return new(Axis.Time, AxisLevel.Good, $"Signed by {Moment(stamp.Time)}, attested by {stamp.Authority}{(stamp.List is null ? "" : $" ({stamp.List})")}.");
        var expired = signature.Signer is { } signer && options.At > signer.NotAfter;
        var until = signature.Signer is null ? "" : expired
            ? $" The certificate expired on {Day(signature.Signer.NotAfter)}: nothing shows that it was still valid when it signed."
            : $" The certificate is valid until {Day(signature.Signer.NotAfter)}; after that the credentials can no longer be checked.";
        var level = expired ? AxisLevel.Bad : AxisLevel.Note;
        if (signature.TimeStamp is { } untrusted) return new(Axis.Time, expired ? level : AxisLevel.Caution, $"A time-stamp says {Moment(untrusted.Time)}; its authority, {untrusted.Authority}, is on no list of the profile.{until}");
        if (signature.ClaimedTime is { } claimed) return new(Axis.Time, level, $"The signer says {Moment(claimed)}; nobody attests it.{until}");
        return new(Axis.Time, level, $"No time of signing is attested.{until}");
    }

    private static AxisStatement Trust(StoreResult result, SignatureReport? signature, ValidationOptions options)
    {
        if (signature?.Signer is null) return new(Axis.Trust, AxisLevel.Bad, "There is no signer to look up.");
        if (result.Active.FirstOrDefault(s => s.Code == Code.SigningCredentialOcspRevoked) is { } revoked) return new(Axis.Trust, AxisLevel.Bad, $"The signing certificate was revoked. {revoked.Explanation}");
        if (signature.Trust is { } match)
            return new(Axis.Trust, AxisLevel.Good, $"{Name(signature)} is on the list “{match.List}”{(match.Version.Length > 0 ? $", version {match.Version}" : "")}{(match.Date is { } date ? $" of {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "")}, through {match.Anchor}.");
        return new(Axis.Trust, AxisLevel.Caution, options.Trust.Signers.Count == 0 && options.Trust.AllowedLeaves.Count == 0
            ? $"{Name(signature)} signed; no trust list was used, so who that is was not checked."
            : $"{Name(signature)} signed, and is on no list of the profile “{options.Trust.Name}”: anybody can write a name into a certificate.");
    }

    private static AxisStatement History(StoreResult result, IReadOnlyList<ManifestReport> manifests)
    {
        var fresh = result.Deltas.Select(d => d.Status).Where(StateRules.RejectsHistory).ToArray();
        if (fresh.Length > 0) return new(Axis.History, AxisLevel.Bad, $"The history is broken: {fresh[0].Explanation} ({fresh[0].Code}){More(fresh.Length)}");
        // That a signer was on no list of whoever took the ingredient in is no flaw of the history.
        var noted = result.RecordedFailures.Where(StateRules.RejectsActive).ToArray();
        if (noted is [var recorded, ..])
            return new(Axis.History, AxisLevel.Bad, $"A signer noted a failure when taking something in, and signed over it: {recorded.Code}{(recorded.Explanation.Length > 0 ? $", “{recorded.Explanation}”" : "")}{More(noted.Length)}");
        var unknown = result.Ingredients.Count(i => i.Ingredient.Manifest is null);
        var untrusted = result.Deltas.Count(d => d.Status.Code == Code.SigningCredentialUntrusted);
        var unlisted = result.RecordedFailures.Count - noted.Length;
        if (result.Ingredients.Count == 0) return new(Axis.History, AxisLevel.Note, "Nothing is recorded before this manifest.");
        var parts = new List<string> { Count(manifests.Count - 1, "earlier manifest", "earlier manifests") + " checked" };
        if (untrusted > 0) parts.Add($"{Count(untrusted, "signer", "signers")} on no list");
        if (unlisted > 0) parts.Add($"{Count(unlisted, "signer", "signers")} noted as unlisted when taken in");
        if (unknown > 0) parts.Add($"{Count(unknown, "ingredient", "ingredients")} without credentials");
        return new(Axis.History, untrusted + unlisted > 0 ? AxisLevel.Caution : unknown > 0 ? AxisLevel.Note : AxisLevel.Good, string.Join(", ", parts) + ".");
    }

    private static AxisStatement Declared(Declaration declaration)
    {
        var by = declaration.Generators.Count > 0 ? $" with {string.Join(", ", declaration.Generators)}" : "";
        return declaration.Kind switch
        {
            DeclarationKind.Generated => new(Axis.Declaration, AxisLevel.Caution, $"The signers declare that a generative model made it, or something it was made from{by}."),
            DeclarationKind.PartlyGenerated => new(Axis.Declaration, AxisLevel.Caution, $"The signers declare that a generative model made parts of it{by}."),
            DeclarationKind.Captured => new(Axis.Declaration, AxisLevel.Note, "The signer declares a capture by a camera or recorder. The scene in front of it may still be staged or a screen."),
            DeclarationKind.Edited => new(Axis.Declaration, AxisLevel.Note, "The signer declares editing or making by people or programs, without a generative model."),
            _ => new(Axis.Declaration, AxisLevel.None, "The signer does not say how it was made."),
        };
    }

    private static AxisStatement Covered(CoverageMap? coverage)
    {
        if (coverage is not { TotalBytes: > 0 }) return new(Axis.Coverage, AxisLevel.None, "No binding could be checked, so no byte is covered.");
        var percent = (Math.Floor(1000.0 * coverage.CoveredBytes / coverage.TotalBytes) / 10).ToString("0.0", CultureInfo.InvariantCulture);
        UncoveredStretch[] open = [.. coverage.Uncovered.Where(u => u.Role is not (RegionRole.Credentials or RegionRole.Padding))];
        if (open.Length == 0) return new(Axis.Coverage, AxisLevel.Good, $"{percent} % of the bytes are signed; the rest is the credentials themselves and padding.");
        var level = open.Any(u => u.Role is RegionRole.Media or RegionRole.Unaccounted) ? AxisLevel.Bad : AxisLevel.Caution;
        var names = string.Join(", ", open.Select(u => u.Name).Distinct().Take(4));
        return new(Axis.Coverage, level, $"{percent} % of the bytes are signed. Nobody signed for {open.Sum(u => u.Range.Length).ToString("#,0", CultureInfo.InvariantCulture)} bytes outside the credentials: {names}.");
    }

    private static string Why(IEnumerable<Status> statuses, params string[] prefixes) =>
        statuses.FirstOrDefault(s => s.Kind == StatusKind.Failure && prefixes.Any(p => s.Code.StartsWith(p, StringComparison.Ordinal))) is { } why ? $" {why.Explanation} ({why.Code})" : "";

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
