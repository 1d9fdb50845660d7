using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Validation;

/// <summary>Every assertion the claim lists, and every one it does not (C2PA 2.2 §15.10.2, §15.10.3).</summary>
internal static class AssertionChecks
{
    internal static void Check(Manifest manifest, ValidationScope scope, StatusLog log)
    {
        CheckRedactions(manifest, log);
        HashSet<string> listed = [];
        foreach (var reference in manifest.References)
        {
            if (JumbfUri.AssertionLabel(reference.Url) is { } label) listed.Add(label);
            CheckListed(manifest, reference, scope, log);
        }
        foreach (var assertion in manifest.Assertions)
        {
            // A reference means the first box of its label; one more is listed by nobody.
            if (!listed.Contains(assertion.Label) || !ReferenceEquals(manifest.Find(assertion.Label), assertion)) log.Add(Code.AssertionUndeclared, assertion.Url, "The assertion is in the store and not listed by the claim.");
            if (!scope.IsRedacted(manifest.Label, assertion.Label) && !assertion.IsZeroed) CheckContent(manifest, assertion, scope, log);
        }
    }

    private static void CheckRedactions(Manifest manifest, StatusLog log)
    {
        foreach (var uri in manifest.Redactions)
        {
            if (JumbfUri.ManifestLabel(JumbfUri.Absolute(uri, manifest.Label)) == manifest.Label)
                log.Add(Code.AssertionSelfRedacted, uri, "The claim redacts an assertion of its own.");
            var kind = Assertion.WithoutInstance(JumbfUri.AssertionLabel(uri) ?? "");
            if (Labels.IsActions(kind)) log.Add(Code.AssertionActionRedacted, uri, "Actions must not be redacted.");
            else if (Labels.IsHardBinding(kind)) log.Add(Code.AssertionDataHashRedacted, uri, "A hard binding must not be redacted.");
        }
    }

    private static void CheckListed(Manifest manifest, HashedUri reference, ValidationScope scope, StatusLog log)
    {
        var url = JumbfUri.Absolute(reference.Url, manifest.Label);
        if (!JumbfUri.IsLocal(url) || JumbfUri.ManifestLabel(url) != manifest.Label)
        {
            log.Add(Code.AssertionOutsideManifest, reference.Url, "The claim lists an assertion outside its own manifest.");
            return;
        }
        var label = JumbfUri.AssertionLabel(url);
        if (scope.IsRedacted(manifest.Label, label)) return;
        if (label is null || manifest.Find(label) is not { } assertion)
        {
            log.Add(Code.AssertionMissing, url, "The claim lists this assertion; the store does not hold it.");
            return;
        }
        switch (BoxHash.Compare(assertion.Box, reference, manifest.Algorithm))
        {
            case BoxHashOutcome.Match:
                log.Add(Code.AssertionHashedURIMatch, url, "The assertion is the one the claim was signed with.");
                break;
            case BoxHashOutcome.NoAlgorithm:
                log.Add(Code.AlgorithmUnsupported, manifest.ClaimUrl, $"The hash algorithm {reference.Algorithm ?? manifest.Algorithm ?? "(none given)"} of {label} is not allowed.");
                break;
            default:
                log.Add(Code.AssertionHashedURIMismatch, url, "The assertion is not the one the claim was signed with.");
                break;
        }
    }

    private static void CheckContent(Manifest manifest, Assertion assertion, ValidationScope scope, StatusLog log)
    {
        if (!Labels.IsStandard(assertion.Kind)) return;
        if (assertion.Error is { } error)
        {
            log.Add(assertion.IsJson ? Code.AssertionJsonInvalid : Code.AssertionCborInvalid, assertion.Url, error);
            return;
        }
        if (scope.IsStrict && assertion.Value is { } value && RepeatedKeys.First(value) is { } key)
        {
            log.Add(Code.AssertionCborInvalid, assertion.Url, $"The assertion says {key} twice: readers may differ in which of them they show (RFC 8949 §5.6).");
            return;
        }
        if (assertion.Kind == Labels.CloudData) CheckCloudData(manifest, assertion, log);
        else if (scope.IsStrict && assertion.Kind == Labels.TimeStamp && assertion.Value is not { Kind: CborKind.Map, Entries.Count: > 0 })
            log.Add(Code.AssertionTimestampMalformed, assertion.Url, "A time-stamp assertion must be a map with at least one entry.");
        else if (assertion.Kind == Labels.Metadata && manifest.ClaimVersion > 1 && MetadataFields.FirstDisallowed(assertion) is { } field)
            log.Add(Code.AssertionMetadataDisallowed, assertion.Url, $"The field {field} is not allowed in c2pa.metadata.");
        // Before version 2 nobody checked these references, and writers let them go stale.
        if (scope.IsStrict && manifest.ClaimVersion > 1) ReferenceChecks.Check(manifest, assertion, scope, log);
    }

    private static void CheckCloudData(Manifest manifest, Assertion assertion, StatusLog log)
    {
        var value = assertion.Value;
        if (value?["label"]?.Text is not { } label || value["size"] is null || value["location"] is null || value["content_type"] is null)
        {
            log.Add(Code.AssertionCloudDataMalformed, assertion.Url, "A cloud-data assertion needs label, size, location and content_type.");
            return;
        }
        var kind = Assertion.WithoutInstance(label);
        if (Labels.IsHardBinding(kind)) log.Add(Code.AssertionCloudDataHardBinding, assertion.Url, "A hard binding must not be kept elsewhere.");
        if (manifest.Kind == ManifestKind.Update && Labels.IsActions(kind)) log.Add(Code.AssertionCloudDataActions, assertion.Url, "The actions of an update manifest must not be kept elsewhere.");
    }
}
