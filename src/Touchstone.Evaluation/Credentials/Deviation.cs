using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Jumbf;
using Touchstone.Provenance.Signing;

namespace Touchstone.Evaluation.Credentials;

/// <summary>What a vector's manifest does otherwise than a proper one. Every step may change what it is given; sizes must not depend on the hashes in it.</summary>
internal sealed record Deviation
{
    /// <summary>Four characters of the manifest's type.</summary>
    internal string Type { get; init; } = ManifestWriter.StandardType;

    /// <summary>The hard binding's value.</summary>
    internal Func<CborValue, CborValue> Binding { get; init; } = value => value;

    /// <summary>The assertions that the claim lists.</summary>
    internal Func<IReadOnlyList<StoredAssertion>, IEnumerable<StoredAssertion>> Listed { get; init; } = list => list;

    /// <summary>The claim.</summary>
    internal Func<CborValue, CborValue> Claim { get; init; } = claim => claim;

    /// <summary>The claim's encoding.</summary>
    internal Func<byte[], byte[]> ClaimBytes { get; init; } = bytes => bytes;

    /// <summary>The assertions that are stored, after the claim has been made of those listed.</summary>
    internal Func<IReadOnlyList<StoredAssertion>, IEnumerable<StoredAssertion>> Stored { get; init; } = list => list;

    /// <summary>The signature: signer, claim, whether only the length matters.</summary>
    internal Func<ManifestSigner, byte[], bool, byte[]> Signature { get; init; } = (signer, claim, isDraft) => CoseWriter.Sign(signer, claim, isDraft);

    /// <summary>The manifest's boxes: assertions, claim, signature.</summary>
    internal Func<byte[][], IEnumerable<byte[]>> Boxes { get; init; } = boxes => boxes;

    /// <summary>The manifest, by its label.</summary>
    internal Func<string, byte[], byte[]> Manifest { get; init; } = (_, box) => box;

    /// <summary>The manifests that came with ingredients.</summary>
    internal Func<IReadOnlyList<ReadOnlyMemory<byte>>, IEnumerable<ReadOnlyMemory<byte>>> Ingredients { get; init; } = manifests => manifests;

    /// <summary>Signs an asset so.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="builder">What the manifest says; not held to the rules that a proper signing holds it to.</param>
    /// <param name="signer">Who signs.</param>
    /// <param name="binding">The binding, or null for none.</param>
    internal byte[] Sign(byte[] asset, ManifestBuilder builder, ManifestSigner signer, BindingWriter? binding)
    {
        var bytes = AssetBytes.Of(asset);
        var layout = LayoutReader.Read(bytes, ProvenanceLimits.Default, CancellationToken.None);
        using var output = new MemoryStream();
        AssetSigner.Write(bytes, layout, binding, (value, isDraft) => Store(builder, signer, (binding?.Label, value), isDraft), output, CancellationToken.None);
        return output.ToArray();
    }

    private byte[] Store(ManifestBuilder builder, ManifestSigner signer, (string? Label, CborValue? Value) binding, bool isDraft)
    {
        List<StoredAssertion> assertions = [.. AssertionList.Of(builder).Stored];
        if (binding.Label is { } label) assertions.Add(new StoredAssertion(label, JumbfWriter.Cbor(label, CborEncoder.Encode(Binding(binding.Value!)))));
        StoredAssertion[] listed = [.. Listed(assertions)];
        var draft = ManifestWriter.Claim(builder, listed);
        var identity = ManifestWriter.Identity(builder, draft, signer);
        var claim = ClaimBytes(CborEncoder.Encode(Claim(ManifestWriter.Identified(draft, identity))));
        byte[][] boxes = [ManifestWriter.AssertionStore(Stored(listed)), ManifestWriter.ClaimBox(claim), ManifestWriter.SignatureBox(Signature(signer, claim, isDraft))];
        var name = ManifestWriter.Label(identity);
        var manifest = Manifest(name, ManifestWriter.Manifest(Type, name, [.. Boxes(boxes).Select(b => (ReadOnlyMemory<byte>)b)]));
        return ManifestWriter.Store([.. Ingredients(IngredientManifests.Of(builder)), manifest]);
    }
}
