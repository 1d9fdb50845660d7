using System.Text;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Jumbf;
using Touchstone.Provenance.Signing;

namespace Touchstone.Evaluation.Credentials;

/// <summary>Vectors of claims, of kinds of manifest and of where a store is kept (C2PA 2.2 §15.5, §15.6, §15.10.1).</summary>
internal static class ClaimVectors
{
    internal static IEnumerable<StatusVector> All(VectorKit kit) => [.. Claims(kit), .. Kinds(kit), .. Stores(kit)];

    private static IEnumerable<StatusVector> Claims(VectorKit kit)
    {
        StatusVector Of(string code, string what, Deviation deviation, params IReadOnlyList<string> beside) => kit.Vector(code, what, kit.Deviant(VectorKit.Created(), deviation), beside);

        yield return Of("claim.missing", "the manifest has no claim box", new Deviation { Boxes = boxes => [boxes[0], boxes[2]] });
        yield return Of("claim.multiple", "the manifest has its claim box twice", new Deviation { Boxes = boxes => [boxes[0], boxes[1], boxes[1], boxes[2]] });
        yield return Of("claim.cbor.invalid", "the claim ends within a value", new Deviation { ClaimBytes = bytes => bytes[..^3] }, "assertion.undeclared");
        yield return Of("claim.malformed", "the claim has no instanceID", new Deviation { Claim = claim => claim.With("instanceID", null) });
        yield return Of("claimSignature.missing", "the manifest has no signature box", new Deviation { Boxes = boxes => [boxes[0], boxes[1]] });
        yield return Of("algorithm.unsupported", "a reference of the claim hashes with MD5", new Deviation { Claim = claim => WithFirstReference(claim, r => r.With("alg", CborTree.Text("md5"))) });
        yield return Of("assertion.undeclared", "the store holds an assertion that the claim does not list", new Deviation { Stored = list => list.Append(VectorKit.Stored("org.example.other", VectorKit.Note)) });
        yield return Of("assertion.missing", "the store lacks an assertion that the claim lists", new Deviation { Stored = list => list.Where(a => a.Label != VectorKit.NoteLabel) });
        yield return Of("assertion.hashedURI.mismatch", "an assertion was changed after the claim was made",
            new Deviation { Stored = list => list.Select(a => a.Label == VectorKit.NoteLabel ? VectorKit.Stored(a.Label, CborTree.Map(("text", CborTree.Text("a lie!")))) : a) });
        yield return kit.Vector("assertion.outsideManifest", "the claim lists an assertion of its ingredient", kit.Deviant(kit.Opened(), new Deviation
        {
            Claim = claim => claim.With("created_assertions", CborTree.List(claim["created_assertions"]!.Items.Append(VectorKit.Reference(kit.InParent(VectorKit.NoteLabel), new byte[32])))),
        }));
        var own = Guid.Parse("3f1c0a52-6d5b-4e0e-9c55-0d6c53f0a001");
        yield return kit.Vector("assertion.selfRedacted", "the claim redacts an assertion of its own", kit.Deviant(
            VectorKit.Empty(identity: own).Add(ManifestAction.Created(SourceType.DigitalCreation)).AddCbor(VectorKit.NoteLabel, VectorKit.Note),
            new Deviation { Claim = claim => claim.With("redacted_assertions", CborTree.List(CborTree.Text($"self#jumbf=/c2pa/{ManifestWriter.Label(own)}/c2pa.assertions/{VectorKit.NoteLabel}"))) }));
    }

    private static IEnumerable<StatusVector> Kinds(VectorKit kit)
    {
        var second = IngredientWriter.ToCbor(kit.Ingredient() with { Title = "second parent" });
        var update = VectorKit.Empty(isUpdate: true).Add(ManifestAction.Opened(kit.Ingredient()));
        byte[] Unbound(string type, ManifestBuilder builder) => new Deviation { Type = type }.Sign(kit.Parent, builder, kit.Signer, null);

        yield return kit.Vector("manifest.multipleParents", "the manifest has two parents", kit.Signed(kit.Opened().AddCbor("c2pa.ingredient.v3", second), kit.Jpeg));
        yield return kit.Vector("manifest.update.invalid", "an update manifest says that the picture was edited",
            Unbound(ManifestWriter.UpdateType, VectorKit.Empty(isUpdate: true).Add(ManifestAction.Opened(kit.Ingredient())).Add(new ManifestAction("c2pa.edited"))));
        yield return kit.Vector("manifest.update.wrongParents", "an update manifest has two parents", Unbound(ManifestWriter.UpdateType, update.AddCbor("c2pa.ingredient.v3", second)));
        yield return kit.Vector("manifest.timestamp.invalid", "a time-stamp manifest holds a note", Unbound("c2tm", VectorKit.Empty().Add(kit.Ingredient()).AddCbor(VectorKit.NoteLabel, VectorKit.Note)));
        yield return kit.Vector("manifest.timestamp.wrongParents", "a time-stamp manifest has two parents", Unbound("c2tm", VectorKit.Empty().Add(kit.Ingredient()).AddCbor("c2pa.ingredient.v3", second)));
        yield return kit.Vector("claim.hardBindings.missing", "nothing binds the manifest to the picture", new Deviation().Sign(kit.Jpeg, VectorKit.Created(), kit.Signer, null));
        yield return kit.Vector("assertion.multipleHardBindings", "the manifest has two hard bindings",
            kit.Deviant(VectorKit.Created(), new Deviation { Listed = list => [.. list, VectorKit.Stored("c2pa.hash.boxes", CborTree.Map(("alg", CborTree.Text("sha256")), ("boxes", CborTree.List())))] }));
    }

    private static IEnumerable<StatusVector> Stores(VectorKit kit)
    {
        yield return kit.Vector("manifest.compressed.invalid", "the compressed manifest is no Brotli stream",
            kit.Deviant(VectorKit.Created(), new Deviation { Manifest = (label, box) => JumbfWriter.Superbox("c2cm", label, JumbfWriter.Box("brob", Enumerable.Repeat((byte)0xFF, 64).ToArray())) }), "claim.missing", "claim.hardBindings.missing");
        yield return kit.Vector("manifest.inaccessible", "the picture says that its manifest is kept elsewhere", WithXmp(kit.Jpeg,
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:dcterms=\"http://purl.org/dc/terms/\" dcterms:provenance=\"https://example.org/picture.c2pa\"/></rdf:RDF></x:xmpmeta>"));
        yield return kit.Vector("general.error", "the history is deeper than the validation goes", Deep(kit, 10)) with { Options = kit.Options with { Limits = kit.Options.Limits with { MaximumDepth = 8 } } };
    }

    private static byte[] Deep(VectorKit kit, int depth)
    {
        var picture = kit.Parent;
        for (var i = 1; i < depth; i++)
            picture = kit.Signed(VectorKit.Empty().Add(ManifestAction.Opened(ManifestIngredient.Of(IngredientRelationship.ParentOf, Touchstone.Provenance.AssetBytes.Of(picture), kit.Options))), picture);
        return picture;
    }

    // APP1 after SOI: | FF E1 | length (2) | name 0 | XMP |
    private static byte[] WithXmp(byte[] jpeg, string xmp)
    {
        byte[] content = [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(xmp)];
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content, .. jpeg[2..]];
    }

    private static CborValue WithFirstReference(CborValue claim, Func<CborValue, CborValue> edit)
    {
        var references = claim["created_assertions"]!.Items;
        return claim.With("created_assertions", CborTree.List(references.Skip(1).Prepend(edit(references[0]))));
    }
}
