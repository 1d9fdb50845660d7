using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Containers.Embedding;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Provenance.Signing;

/// <summary>Signs assets: embeds a manifest store whose active manifest is bound to the bytes and signed (C2PA 2.2 §10).</summary>
public static class AssetSigner
{
    // What a compressed manifest may grow by when its hashes and its signature are filled in.
    private const int CompressionRoom = 256;

    /// <summary>Writes the asset with a new manifest. Manifests that are in it already are kept only where an ingredient brings them.</summary>
    /// <param name="asset">The asset: JPEG, PNG, WAV or MP4 and what is built like them.</param>
    /// <param name="manifest">What the manifest says.</param>
    /// <param name="signer">Who signs it.</param>
    /// <param name="output">Where the signed asset goes; must not be the stream the asset is read from.</param>
    /// <param name="cancel">Stops the signing; what was written by then is no signed asset.</param>
    /// <exception cref="ArgumentException">The format cannot be written, or the manifest breaks a rule of the specification that needs no reading of the asset.</exception>
    /// <exception cref="InvalidOperationException">The time-stamp authority gave no time-stamp, or one larger than the room kept for it.</exception>
    public static void Sign(AssetBytes asset, ManifestBuilder manifest, ManifestSigner signer, Stream output, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(asset);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(output);
        Check(manifest);
        var layout = LayoutReader.Read(asset, ProvenanceLimits.Default, cancel);
        if (manifest.IsUpdate && layout.Format == AssetFormat.IsoBmff) throw new ArgumentException("An update manifest moves the boxes of an ISO-BMFF file, whose offsets are hashed.", nameof(manifest));
        var binding = manifest.IsUpdate ? null : BindingWriter.For(layout.Format, manifest.Binding, Plan(asset, layout, 1 << 10), cancel);
        var form = new StoreForm(manifest, signer);
        // A RIFF chunk of odd length is followed by a byte that readers count differently.
        var isRiff = layout.Format is AssetFormat.Wav or AssetFormat.WebP or AssetFormat.Avi;
        if (isRiff && binding?.Label == Labels.DataHash && form.Store(binding.Label, binding.Blank, isDraft: true).Length % 2 != 0) binding = BindingWriter.Data(more: 1);
        Write(asset, layout, binding, (value, isDraft) => form.Store(binding?.Label, value, isDraft), output, cancel);
    }

    /// <summary>Writes the asset with a store, made twice: once to know its size, once with the binding to the finished file.</summary>
    internal static void Write(AssetBytes asset, AssetLayout layout, BindingWriter? binding, Func<CborValue?, bool, byte[]> store, Stream output, CancellationToken cancel)
    {
        var plan = Plan(asset, layout, store(binding?.Blank, true).Length);
        var bound = store(binding?.Filled(plan, cancel), false);
        plan.Write(bound, output, cancel);
    }

    private static EmbeddingPlan Plan(AssetBytes asset, AssetLayout layout, int storeBytes) =>
        StoreEmbedder.Plan(asset, layout, storeBytes) ?? throw new ArgumentException($"A manifest store cannot be written into a file of format {layout.Format}.", nameof(asset));

    private static void Check(ManifestBuilder manifest)
    {
        var parents = manifest.Ingredients.Count(i => i.Relationship == IngredientRelationship.ParentOf);
        if (parents > 1) throw new ArgumentException("An asset has one parent at most (C2PA 2.2 §15.10.1.2).", nameof(manifest));
        if (manifest.IsUpdate)
        {
            if (parents != 1 || manifest.Ingredients.Count != 1) throw new ArgumentException("An update manifest has exactly one ingredient, its parent (C2PA 2.2 §11.2.3).", nameof(manifest));
            if (manifest.Thumbnail is not null) throw new ArgumentException("An update manifest has no thumbnail (C2PA 2.2 §11.2.3).", nameof(manifest));
        }
        else if (manifest.Actions is not [{ Name: "c2pa.created" or "c2pa.opened" }, ..])
        {
            throw new ArgumentException("The first action says that the asset was created or opened (C2PA 2.2 §18.15.2).", nameof(manifest));
        }
    }

    // The store in its final form, but for the binding's value.
    private sealed class StoreForm(ManifestBuilder manifest, ManifestSigner signer)
    {
        private readonly AssertionList _assertions = AssertionList.Of(manifest);
        private readonly IReadOnlyList<ReadOnlyMemory<byte>> _ingredients = IngredientManifests.Of(manifest);
        private int _room;

        internal byte[] Store(string? bindingLabel, CborValue? binding, bool isDraft)
        {
            List<StoredAssertion> assertions = [.. _assertions.Stored];
            if (bindingLabel is not null) assertions.Add(new StoredAssertion(bindingLabel, JumbfWriter.Cbor(bindingLabel, CborEncoder.Encode(binding!))));
            var draft = ManifestWriter.Claim(manifest, assertions);
            var identity = ManifestWriter.Identity(manifest, draft, signer);
            var claim = CborEncoder.Encode(ManifestWriter.Identified(draft, identity));
            var label = ManifestWriter.Label(identity);
            var box = ManifestWriter.Manifest(manifest.IsUpdate ? ManifestWriter.UpdateType : ManifestWriter.StandardType, label,
                ManifestWriter.AssertionStore(assertions), ManifestWriter.ClaimBox(claim), ManifestWriter.SignatureBox(CoseWriter.Sign(signer, claim, isDraft)));
            return manifest.IsCompressed ? Compressed(label, box) : ManifestWriter.Store([.. _ingredients, box]);
        }

        private byte[] Compressed(string label, byte[] box)
        {
            // The first time tells how much room the stream takes.
            if (_room == 0) _room = JumbfWriter.Compressed(label, box).Length - JumbfWriter.Compressed(label, []).Length + CompressionRoom;
            return ManifestWriter.Store([.. _ingredients, JumbfWriter.Compressed(label, box, _room)]);
        }
    }
}
