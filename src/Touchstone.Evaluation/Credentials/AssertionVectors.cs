using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Jumbf;
using Touchstone.Provenance.Signing;

namespace Touchstone.Evaluation.Credentials;

/// <summary>Vectors of assertions, actions, references and redactions (C2PA 2.2 §15.10).</summary>
internal static class AssertionVectors
{
    internal static IEnumerable<StatusVector> All(VectorKit kit) => [.. Contents(kit), .. Actions(kit), .. CloudData(kit), .. Redactions(kit)];

    private static IEnumerable<StatusVector> Contents(VectorKit kit)
    {
        yield return kit.WithBox("assertion.cbor.invalid", "a standard assertion of CBOR ends within a value", new StoredAssertion("c2pa.soft-binding", JumbfWriter.Cbor("c2pa.soft-binding", new byte[] { 0xA1, 0x63 })));
        yield return kit.WithBox("assertion.json.invalid", "a standard assertion of JSON ends within a value", new StoredAssertion("c2pa.metadata", JumbfWriter.Json("c2pa.metadata", "{\"dc:title\":"u8.ToArray())));
        yield return kit.WithAssertion("assertion.timestamp.malformed", "a time-stamp assertion is an empty map", "c2pa.time-stamp", CborTree.Map());
        var ingredient = CborTree.Map(("relationship", CborTree.Text("componentOf")), ("dc:title", CborTree.Text("a part")));
        yield return kit.WithAssertion("assertion.ingredient.malformed", "an ingredient does not say what it is to the picture", "c2pa.ingredient.v3", ingredient.With("relationship", null));
        yield return kit.WithAssertion("ingredient.unknownProvenance", "an ingredient came without credentials", "c2pa.ingredient.v3", ingredient);
        yield return kit.WithAssertion("hashedURI.missing", "an ingredient's thumbnail is not there", "c2pa.ingredient.v3",
            ingredient.With("thumbnail", VectorKit.Reference("self#jumbf=c2pa.assertions/c2pa.thumbnail.ingredient", new byte[32])));
        yield return kit.WithAssertion("hashedURI.mismatch", "an ingredient's thumbnail is not the one that was signed", "c2pa.ingredient.v3",
            ingredient.With("thumbnail", VectorKit.Reference($"self#jumbf=c2pa.assertions/{VectorKit.NoteLabel}", new byte[32])));
    }

    private static IEnumerable<StatusVector> Actions(VectorKit kit)
    {
        yield return kit.Vector("assertion.action.malformed", "the first action is neither created nor opened", kit.Deviant(VectorKit.Empty().Add(new ManifestAction("c2pa.edited")), new Deviation()));
        yield return kit.Vector("assertion.action.ingredientMismatch", "something was opened that is not named", kit.Deviant(VectorKit.Empty().Add(new ManifestAction("c2pa.opened")), new Deviation()));
        yield return kit.Vector("assertion.action.redactionMismatch", "an action says that something was redacted that never was there",
            kit.Signed(kit.Opened().Add(ManifestAction.Redacted(kit.InParent("org.example.never"), "c2pa.PII.present")), kit.Jpeg));
    }

    private static IEnumerable<StatusVector> CloudData(VectorKit kit)
    {
        CborValue Cloud(string label) => CborTree.Map(
            ("label", CborTree.Text(label)),
            ("size", CborTree.Integer(1000)),
            ("location", CborTree.Map(("url", CborTree.Text("https://example.org/assertion")), ("alg", CborTree.Text("sha256")), ("hash", CborTree.Bytes(new byte[32])))),
            ("content_type", CborTree.Text("application/cbor")));

        yield return kit.WithAssertion("assertion.cloud-data.malformed", "a cloud-data assertion does not state its size", "c2pa.cloud-data", Cloud("org.example.far").With("size", null));
        yield return kit.WithAssertion("assertion.cloud-data.hardBinding", "a hard binding is kept in the cloud", "c2pa.cloud-data", Cloud("c2pa.hash.data"));
        yield return kit.Vector("assertion.cloud-data.actions", "an update manifest keeps its actions in the cloud",
            kit.Signed(VectorKit.Empty(isUpdate: true).Add(ManifestAction.Opened(kit.Ingredient())).AddCbor("c2pa.cloud-data", Cloud("c2pa.actions.v2")), kit.Parent));
    }

    private static IEnumerable<StatusVector> Redactions(VectorKit kit)
    {
        byte[] Redacted(string label) => kit.Signed(kit.Opened().Redact(kit.InParent(label), "c2pa.PII.present"), kit.Jpeg);

        yield return kit.Vector("ingredient.claimSignature.validated", "an assertion of the parent was redacted", Redacted(VectorKit.NoteLabel));
        // Without its actions the parent does not say any more how it came to be.
        yield return kit.Vector("assertion.action.redacted", "the parent's actions were redacted", Redacted("c2pa.actions.v2"), "assertion.action.malformed");
        yield return kit.Vector("assertion.dataHash.redacted", "the parent's hard binding was redacted", Redacted("c2pa.hash.data"));
        var uri = kit.InParent(VectorKit.NoteLabel);
        var redacting = new Deviation { Claim = claim => claim.With("redacted_assertions", CborTree.List(CborTree.Text(uri))) };
        yield return kit.Vector("assertion.notRedacted", "an assertion is declared redacted and still there", kit.Deviant(kit.Opened().Add(ManifestAction.Redacted(uri, "c2pa.PII.present")), redacting));
        var without = redacting with { Ingredients = _ => IngredientManifests.Of(kit.Opened().Redact(uri, "c2pa.PII.present")) };
        yield return kit.Vector("ingredient.claimSignature.missing", "the redacted ingredient's reference names no signature", kit.Component(i => i.With("claimSignature", null), without));
        yield return kit.Vector("ingredient.claimSignature.mismatch", "the redacted ingredient's signature is not the one that was taken in",
            kit.Component(i => i.With("claimSignature", i["claimSignature"]!.With("hash", CborTree.Bytes(new byte[32]))), without));
    }
}
