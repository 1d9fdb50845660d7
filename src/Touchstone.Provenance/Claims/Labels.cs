namespace Touchstone.Provenance.Claims;

/// <summary>Labels of standard assertions that rules speak of (C2PA 2.2 §18).</summary>
internal static class Labels
{
    internal const string DataHash = "c2pa.hash.data", BoxesHash = "c2pa.hash.boxes", CollectionHash = "c2pa.hash.collection.data", MultiAssetHash = "c2pa.hash.multi-asset";
    internal const string CloudData = "c2pa.cloud-data", TimeStamp = "c2pa.time-stamp", CertificateStatus = "c2pa.certificate-status", Metadata = "c2pa.metadata", Identity = "cawg.identity";

    /// <summary>A hard binding to content, deprecated ones included; part hashes belong to a multi-asset hash.</summary>
    internal static bool IsHardBinding(string kind) =>
        !kind.EndsWith(".part", StringComparison.Ordinal) && (kind is DataHash or BoxesHash or CollectionHash || IsBmffHash(kind));

    internal static bool IsBmffHash(string kind) => kind is "c2pa.hash.bmff" or "c2pa.hash.bmff.v2" or "c2pa.hash.bmff.v3";

    internal static bool IsActions(string kind) => kind is "c2pa.actions" or "c2pa.actions.v2";

    internal static bool IsThumbnail(string kind) => kind.StartsWith("c2pa.thumbnail.", StringComparison.Ordinal);

    /// <summary>An assertion that the specification defines, and so must be well-formed.</summary>
    internal static bool IsStandard(string kind) => kind.StartsWith("c2pa.", StringComparison.Ordinal) || kind.StartsWith("stds.", StringComparison.Ordinal);
}
