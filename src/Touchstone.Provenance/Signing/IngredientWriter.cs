using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Signing;

/// <summary>Writes ingredient assertions of version 3 (C2PA 2.2 §18.16).</summary>
internal static class IngredientWriter
{
    internal static CborValue ToCbor(ManifestIngredient ingredient)
    {
        var active = StoreContents.Of(ingredient.Store)?.Active;
        return CborTree.Map(
            ("relationship", CborTree.Text(Relationship(ingredient.Relationship))),
            ("dc:title", ingredient.Title is null ? null : CborTree.Text(ingredient.Title)),
            ("dc:format", ingredient.MediaType is null ? null : CborTree.Text(ingredient.MediaType)),
            ("instanceID", ingredient.InstanceId is null ? null : CborTree.Text(ingredient.InstanceId)),
            ("activeManifest", active is null ? null : Reference(active.Address, active.Hash)),
            ("claimSignature", active?.SignatureHash is null ? null : Reference(active.SignatureAddress, active.SignatureHash)),
            ("validationResults", active is null ? null : CborTree.Map(("activeManifest", Results(ingredient.ValidationResults)))));
    }

    internal static string Relationship(IngredientRelationship relationship) => relationship switch
    {
        IngredientRelationship.ParentOf => "parentOf",
        IngredientRelationship.ComponentOf => "componentOf",
        _ => "inputTo",
    };

    internal static CborValue Reference(string url, byte[] hash) => CborTree.Map(("url", CborTree.Text(url)), ("hash", CborTree.Bytes(hash)));

    /// <summary>Statuses by kind (C2PA 2.2 §15.2.1).</summary>
    internal static CborValue Results(IReadOnlyList<Status> statuses) => CborTree.Map(
        ("success", Of(statuses, StatusKind.Success)),
        ("informational", Of(statuses, StatusKind.Informational)),
        ("failure", Of(statuses, StatusKind.Failure)));

    private static CborValue Of(IReadOnlyList<Status> statuses, StatusKind kind) => CborTree.List(statuses.Where(s => s.Kind == kind).Select(s => CborTree.Map(
        ("code", CborTree.Text(s.Code)),
        ("url", s.Url.Length == 0 ? null : CborTree.Text(s.Url)),
        ("explanation", s.Explanation.Length == 0 ? null : CborTree.Text(s.Explanation)))));
}
