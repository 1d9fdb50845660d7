using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Jumbf;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Trust;

namespace Touchstone.Evaluation.Credentials;

/// <summary>What all vectors are made with: one authority, one signer, one picture.</summary>
internal sealed class VectorKit
{
    internal const string NoteLabel = "org.example.note";

    private static readonly GeneratorInfo _generator = new("Touchstone status vectors", "1");

    internal VectorKit(DateTimeOffset at)
    {
        Authority = new TestAuthority(at);
        Signer = Authority.Signer();
        Options = new ValidationOptions { At = at, Trust = Authority.Profile };
        Jpeg = SampleMedia.Jpeg();
        Parent = Signed(Created(), Jpeg);
    }

    internal TestAuthority Authority { get; }

    internal ManifestSigner Signer { get; }

    internal ValidationOptions Options { get; }

    internal byte[] Jpeg { get; }

    /// <summary>A properly signed picture to be an ingredient.</summary>
    internal byte[] Parent { get; }

    internal static CborValue Note { get; } = CborTree.Map(("text", CborTree.Text("a note")));

    /// <summary>A manifest of something created, with a note.</summary>
    internal static ManifestBuilder Created() => Empty().Add(ManifestAction.Created(SourceType.DigitalCreation)).AddCbor(NoteLabel, Note);

    internal static ManifestBuilder Empty(bool isUpdate = false, Guid? identity = null) => new(_generator) { Title = "vector", IsUpdate = isUpdate, Identity = identity };

    /// <summary>The parent as an ingredient.</summary>
    internal ManifestIngredient Ingredient(IngredientRelationship relationship = IngredientRelationship.ParentOf) =>
        ManifestIngredient.Of(relationship, AssetBytes.Of(Parent), Options) with { Title = "parent.jpg", MediaType = "image/jpeg" };

    internal string ParentLabel => StoreContents.Of(Ingredient().Store)!.Active.Label;

    /// <summary>Address of one of the parent's assertions.</summary>
    internal string InParent(string label) => $"self#jumbf=/c2pa/{ParentLabel}/c2pa.assertions/{label}";

    /// <summary>A manifest of something opened: the parent.</summary>
    internal ManifestBuilder Opened() => Empty().Add(ManifestAction.Opened(Ingredient()));

    /// <summary>Signs as one should.</summary>
    internal byte[] Signed(ManifestBuilder builder, byte[] asset, ManifestSigner? signer = null)
    {
        using var output = new MemoryStream();
        AssetSigner.Sign(AssetBytes.Of(asset), builder, signer ?? Signer, output);
        return output.ToArray();
    }

    /// <summary>Signs the picture otherwise than one should.</summary>
    internal byte[] Deviant(ManifestBuilder builder, Deviation deviation, ManifestSigner? signer = null) => deviation.Sign(Jpeg, builder, signer ?? Signer, BindingWriter.Data());

    /// <summary>A vector under the kit's options.</summary>
    internal StatusVector Vector(string code, string what, byte[] asset, params IReadOnlyList<string> beside) => new(code, what, asset, Options) { Beside = beside };

    /// <summary>A vector whose manifest holds one assertion more.</summary>
    internal StatusVector WithAssertion(string code, string what, string label, CborValue value, params IReadOnlyList<string> beside) =>
        Vector(code, what, Signed(Created().AddCbor(label, value), Jpeg), beside);

    /// <summary>The same with the assertion's bytes as given.</summary>
    internal StatusVector WithBox(string code, string what, StoredAssertion assertion) =>
        Vector(code, what, Deviant(Created(), new Deviation { Listed = list => list.Append(assertion) }));

    /// <summary>A picture whose parent's ingredient assertion is not as it should be.</summary>
    internal byte[] Component(Func<CborValue, CborValue> edit, Deviation? deviation = null)
    {
        var ingredient = Ingredient(IngredientRelationship.ComponentOf);
        var manifests = StoreContents.Of(ingredient.Store)!.Manifests.Select(m => (ReadOnlyMemory<byte>)m.Box).ToArray();
        return Deviant(Created().AddCbor("c2pa.ingredient.v3", edit(IngredientWriter.ToCbor(ingredient))), (deviation ?? new Deviation()) with { Ingredients = deviation is { } d ? _ => d.Ingredients(manifests) : _ => manifests });
    }

    /// <summary>The bytes with one bit changed where a stretch of the original begins.</summary>
    internal static byte[] Flipped(byte[] signed, byte[] original, Index at)
    {
        var start = at.GetOffset(original.Length);
        var copy = signed.ToArray();
        copy[signed.AsSpan().IndexOf(original.AsSpan(start, 16))] ^= 1;
        return copy;
    }

    /// <summary>A profile that trusts nobody but time-stampers.</summary>
    internal TrustProfile NoSigners => Options.Trust with { Name = "no signers", Signers = [] };

    /// <summary>A hashed URI.</summary>
    internal static CborValue Reference(string url, byte[] hash) => IngredientWriter.Reference(url, hash);

    /// <summary>An assertion of CBOR as it is stored.</summary>
    internal static StoredAssertion Stored(string label, CborValue value) => new(label, JumbfWriter.Cbor(label, CborEncoder.Encode(value)));
}
