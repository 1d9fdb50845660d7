using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Validation;

/// <summary>The claim itself: there, readable, complete (C2PA 2.2 §15.6).</summary>
internal static class ClaimChecks
{
    private static readonly string[] _requiredV2 = ["instanceID", "signature", "created_assertions", "claim_generator_info"];

    /// <summary>Checks the claim; false where there is none that could be validated further.</summary>
    internal static bool Check(Manifest manifest, ValidationScope scope, StatusLog log)
    {
        if (manifest.ClaimBoxes == 0)
        {
            log.Add(Code.ClaimMissing, manifest.Url, "The manifest has no claim box.");
            return false;
        }
        if (manifest.ClaimBoxes > 1) log.Add(Code.ClaimMultiple, manifest.Url, $"The manifest has {manifest.ClaimBoxes} claim boxes; the specification allows one.");
        if (manifest.Claim is not { } claim)
        {
            log.Add(Code.ClaimCborInvalid, manifest.ClaimUrl, $"The claim is not well-formed CBOR: {manifest.ClaimError}");
            return false;
        }
        if (claim.Kind != CborKind.Map)
        {
            log.Add(Code.ClaimMalformed, manifest.ClaimUrl, "The claim is not a map.");
            return false;
        }
        // The reference takes the last of equal fields, others the first: what is shown would not be what was signed.
        if (scope.IsStrict && RepeatedKeys.First(claim) is { } key) log.Add(Code.ClaimMalformed, manifest.ClaimUrl, $"The claim says {key} twice.");
        if (manifest.ClaimVersion > 1) CheckFieldsV2(manifest, claim, log);
        else if (claim["assertions"] is null) log.Add(Code.ClaimMalformed, manifest.ClaimUrl, "The claim lacks the field assertions.");
        return true;
    }

    private static void CheckFieldsV2(Manifest manifest, CborValue claim, StatusLog log)
    {
        string[] missing = [.. _requiredV2.Where(field => claim[field] is null)];
        if (missing.Length > 0) log.Add(Code.ClaimMalformed, manifest.ClaimUrl, $"The claim lacks {string.Join(", ", missing)}.");
        else if (claim["claim_generator_info"]!["name"]?.Text is null) log.Add(Code.ClaimMalformed, manifest.ClaimUrl, "claim_generator_info lacks the field name.");
    }
}
