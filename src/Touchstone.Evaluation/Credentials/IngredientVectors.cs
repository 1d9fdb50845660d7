using Touchstone.Provenance.Cbor;

namespace Touchstone.Evaluation.Credentials;

/// <summary>Vectors of ingredients' manifests (C2PA 2.2 §15.11).</summary>
internal static class IngredientVectors
{
    internal static IEnumerable<StatusVector> All(VectorKit kit)
    {
        yield return kit.Vector("ingredient.manifest.validated", "the parent is properly signed", kit.Signed(kit.Opened(), kit.Jpeg));
        yield return kit.Vector("ingredient.manifest.missing", "the ingredient's manifest is not in the store", kit.Component(i => i, new Deviation { Ingredients = _ => [] }));
        yield return kit.Vector("ingredient.manifest.mismatch", "the ingredient's manifest is not the one that was taken in",
            kit.Component(i => i.With("activeManifest", i["activeManifest"]!.With("hash", CborTree.Bytes(new byte[32])))));
    }
}
