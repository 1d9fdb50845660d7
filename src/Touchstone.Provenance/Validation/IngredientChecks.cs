using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Validation;

/// <summary>The reference from a manifest to an ingredient's manifest (C2PA 2.2 §15.11.3).</summary>
internal static class IngredientChecks
{
    internal static IngredientResult Check(Manifest from, Ingredient ingredient, ValidationScope scope)
    {
        var log = new StatusLog(scope.Options.Limits.MaximumStatuses);
        var url = ingredient.Assertion.Url;
        if (ingredient.Relationship is not (Ingredient.ParentOf or Ingredient.ComponentOf or Ingredient.InputTo))
            log.Add(Code.AssertionIngredientMalformed, url, $"The relationship {ingredient.Relationship ?? "(none)"} is none of parentOf, componentOf, inputTo.");
        if (ingredient.Manifest is not { } reference)
        {
            if (ingredient.Relationship != Ingredient.InputTo)
                log.Add(Code.IngredientUnknownProvenance, url, $"{ingredient.Title ?? "An ingredient without a title"} came without credentials.");
            return new IngredientResult(from, ingredient, null, log.Entries);
        }
        if (ingredient is { Version: 3, HasResults: false }) log.Add(Code.AssertionIngredientMalformed, url, "An ingredient with a manifest must carry its validation results.");
        var target = scope.Store.Find(JumbfUri.ManifestLabel(reference.Url));
        if (target is null) log.Add(Code.IngredientManifestMissing, reference.Url, "The ingredient's manifest is not in the store.");
        else if (scope.HasRedactions(target.Label)) CheckSignatureHash(ingredient, target, scope, log);
        else CheckManifestHash(reference, target, from, log);
        return new IngredientResult(from, ingredient, target, log.Entries);
    }

    private static void CheckManifestHash(HashedUri reference, Manifest target, Manifest from, StatusLog log)
    {
        switch (BoxHash.Compare(target.Box, reference, target.Algorithm ?? from.Algorithm))
        {
            case BoxHashOutcome.Match:
                log.Add(Code.IngredientManifestValidated, reference.Url, "The ingredient's manifest is the one that was taken in.");
                break;
            case BoxHashOutcome.NoAlgorithm:
                log.Add(Code.AlgorithmUnsupported, reference.Url, "The hash algorithm of the ingredient's reference is not allowed.");
                break;
            // Before version 1.3 the hash was taken over the claim alone.
            case BoxHashOutcome.Mismatch when IsClaimHash(reference, target, from):
                break;
            default:
                log.Add(Code.IngredientManifestMismatch, reference.Url, "The ingredient's manifest was changed after it was taken in.");
                break;
        }
    }

    private static bool IsClaimHash(HashedUri reference, Manifest target, Manifest from) =>
        target.ClaimVersion == 1 && BoxHash.Compute(target.ClaimBytes.Span, reference.Algorithm ?? target.Algorithm ?? from.Algorithm) is { } hash && reference.Hash!.Value.Span.SequenceEqual(hash);

    // With redactions the manifest cannot match any more; its signature box still must (§15.11.3.3.1).
    private static void CheckSignatureHash(Ingredient ingredient, Manifest target, ValidationScope scope, StatusLog log)
    {
        var matched = true;
        // The reference lets a redacted manifest of version 1 pass that no hash ties to its ingredient.
        if (scope.IsStrict || target.ClaimVersion > 1 || ingredient.ClaimSignature is not null)
            matched = CompareSignature(ingredient, target, log);
        if (!matched) return;
        foreach (var label in scope.RedactedIn(target.Label))
            if (target.Find(label) is { IsZeroed: false } assertion)
                log.Add(Code.AssertionNotRedacted, assertion.Url, "The assertion was declared redacted and still has its content.");
    }

    private static bool CompareSignature(Ingredient ingredient, Manifest target, StatusLog log)
    {
        if (ingredient.ClaimSignature is not { } reference || target.SignatureBox is not { } box || JumbfUri.ManifestLabel(reference.Url) != target.Label)
        {
            log.Add(Code.IngredientClaimSignatureMissing, ingredient.Manifest!.Url, "The ingredient was redacted, and its reference names no claim signature to check it by.");
            return false;
        }
        if (BoxHash.Compare(box, reference, target.Algorithm) != BoxHashOutcome.Match)
        {
            log.Add(Code.IngredientClaimSignatureMismatch, reference.Url, "The ingredient's signature is not the one that was taken in.");
            return false;
        }
        log.Add(Code.IngredientClaimSignatureValidated, reference.Url, "The ingredient's signature is the one that was taken in.");
        return true;
    }
}
