using System.Security.Cryptography;
using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Containers.Embedding;
using Touchstone.Provenance.Signing;

namespace Touchstone.Evaluation.Credentials;

/// <summary>Vectors of hard bindings (C2PA 2.2 §15.12).</summary>
internal static class BindingVectors
{
    internal static IEnumerable<StatusVector> All(VectorKit kit) => [.. Data(kit), .. Bmff(kit), .. Boxes(kit), .. MultiAsset(kit), .. Collection(kit)];

    private static IEnumerable<StatusVector> Data(VectorKit kit)
    {
        yield return kit.Vector("assertion.dataHash.match", "a properly signed picture", kit.Parent);
        yield return kit.Vector("assertion.dataHash.mismatch", "a bit of the picture was changed", VectorKit.Flipped(kit.Parent, kit.Jpeg, ^40));
        yield return kit.Vector("assertion.dataHash.malformed", "the exclusions of the data hash are out of order", kit.Deviant(VectorKit.Created(), new Deviation
        {
            Binding = value => value.With("exclusions", CborTree.List(value["exclusions"]!.Items.Append(CborTree.Map(("start", CborTree.Integer(1)), ("length", CborTree.Integer(1)))))),
        }));
    }

    private static IEnumerable<StatusVector> Bmff(VectorKit kit)
    {
        var mp4 = SampleMedia.Mp4();
        var signed = kit.Signed(VectorKit.Created(), mp4);
        yield return kit.Vector("assertion.bmffHash.match", "a properly signed MP4 file", signed);
        yield return kit.Vector("assertion.bmffHash.mismatch", "a bit of the sound was changed", VectorKit.Flipped(signed, mp4, ^40));
        yield return kit.Vector("assertion.bmffHash.malformed", "the BMFF hash states no exclusions",
            new Deviation { Binding = value => value.With("exclusions", null) }.Sign(mp4, VectorKit.Created(), kit.Signer, BindingWriter.Bmff()));
    }

    private static IEnumerable<StatusVector> Boxes(VectorKit kit)
    {
        byte[] Signed(Deviation deviation) => deviation.Sign(kit.Jpeg, VectorKit.Created(), kit.Signer, BindingWriter.Boxes(Draft(kit.Jpeg), CancellationToken.None));
        var signed = Signed(new Deviation());
        yield return kit.Vector("assertion.boxesHash.match", "a properly signed picture whose segments are hashed one by one", signed);
        yield return kit.Vector("assertion.boxesHash.mismatch", "a bit of the picture was changed", VectorKit.Flipped(signed, kit.Jpeg, ^40));
        yield return kit.Vector("assertion.boxesHash.malformed", "the box hash has no list of boxes", Signed(new Deviation { Binding = value => value.With("boxes", null) }));
        var tables = signed.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDB]);
        yield return kit.Vector("assertion.boxesHash.unknownBox", "a comment was put between the segments", (byte[])[.. signed[..tables], 0xFF, 0xFE, 0x00, 0x04, (byte)'h', (byte)'i', .. signed[tables..]]);
    }

    private static IEnumerable<StatusVector> MultiAsset(VectorKit kit)
    {
        var tail = SampleMedia.Wav();
        var optional = TwoParts(kit, tail, CborTree.Boolean(true), parts => parts);
        var needed = TwoParts(kit, tail, null, parts => parts);
        yield return kit.Vector("assertion.multiAssetHash.match", "a part that may be missing was cut off", optional[..^tail.Length]);
        yield return kit.Vector("assertion.multiAssetHash.missingPart", "a part that must not be missing was cut off", needed[..^tail.Length]);
        yield return kit.Vector("assertion.multiAssetHash.mismatch", "a bit of the second part was changed", VectorKit.Flipped(needed, tail, ^40));
        yield return kit.Vector("assertion.multiAssetHash.malformed", "the multi-asset hash lists no parts, and a bit of the second was changed", VectorKit.Flipped(TwoParts(kit, tail, null, _ => []), tail, ^40));
    }

    // A picture with sound behind it: the whole has a data hash, and so has each part.
    private static byte[] TwoParts(VectorKit kit, byte[] tail, CborValue? isOptional, Func<CborValue[], CborValue[]> edit)
    {
        byte[] asset = [.. kit.Jpeg, .. tail];
        var plan = Draft(asset);
        var whole = BindingWriter.Data();
        var binding = whole with
        {
            Filled = (final, cancel) =>
            {
                plan = final;
                return whole.Filled(final, cancel);
            },
        };
        return new Deviation
        {
            Listed = list =>
            {
                var (first, second) = Parts(plan, tail.Length);
                CborValue[] parts = [Part(0, plan.Length - tail.Length, first, null), Part(plan.Length - tail.Length, tail.Length, second, isOptional)];
                return [.. list, first, second, VectorKit.Stored("c2pa.hash.multi-asset", CborTree.Map(("parts", CborTree.List(edit(parts)))))];
            },
        }.Sign(asset, VectorKit.Created(), kit.Signer, binding);
    }

    private static (StoredAssertion First, StoredAssertion Second) Parts(EmbeddingPlan plan, int tail)
    {
        var file = plan.Output(new byte[plan.StoreBytes]).Slice(0, plan.Length);
        var (start, length) = ((int)plan.StoreRange.Start, (int)plan.StoreRange.Length);
        var exclusion = CborTree.Map(("start", CborTree.Integer(start)), ("length", CborTree.Integer(length)));
        byte[] first = [.. file[..start], .. file[(start + length)..^tail]];
        return (Hash("c2pa.hash.data.part", first, exclusion), Hash("c2pa.hash.data.part__1", file[^tail..]));
    }

    private static StoredAssertion Hash(string label, byte[] bytes, params IEnumerable<CborValue> exclusions) => VectorKit.Stored(label, CborTree.Map(
        ("exclusions", CborTree.List(exclusions)), ("alg", CborTree.Text("sha256")), ("hash", CborTree.Bytes(SHA256.HashData(bytes))), ("pad", CborTree.Bytes(default))));

    private static CborValue Part(long start, long length, StoredAssertion hash, CborValue? isOptional) => CborTree.Map(
        ("location", CborTree.Map(("byteOffset", CborTree.Integer(start)), ("length", CborTree.Integer(length)))), ("hashAssertion", hash.Reference()), ("optional", isOptional));

    private static IEnumerable<StatusVector> Collection(VectorKit kit)
    {
        var file = "one file of the collection"u8.ToArray();
        CborValue Listing(string uri) => CborTree.Map(
            ("alg", CborTree.Text("sha256")),
            ("uris", CborTree.List(CborTree.Map(("uri", CborTree.Text(uri)), ("hash", CborTree.Bytes(SHA256.HashData(file)))))));
        StatusVector Of(string code, string what, CborValue listing, byte[]? found) =>
            kit.Vector(code, what, new Deviation().Sign(kit.Jpeg, VectorKit.Created(), kit.Signer, new BindingWriter("c2pa.hash.collection.data", listing, (_, _) => listing)))
                with { Companions = new AssetCompanions { Collection = uri => found is not null && uri == "one.txt" ? AssetBytes.Of(found) : null } };

        yield return Of("assertion.collectionHash.match", "a properly signed collection", Listing("one.txt"), file);
        yield return Of("assertion.collectionHash.mismatch", "a file of the collection was changed", Listing("one.txt"), "another file"u8.ToArray());
        yield return Of("assertion.collectionHash.incorrectFileCount", "a file of the collection is missing", Listing("one.txt"), null);
        yield return Of("assertion.collectionHash.invalidURI", "a file lies outside the collection", Listing("../one.txt"), file);
        yield return Of("assertion.collectionHash.malformed", "the collection lists no files", Listing("one.txt").With("uris", null), file);
    }

    // Where a store of some 20 kB would go: numbers of two bytes, as in the end.
    private static EmbeddingPlan Draft(byte[] asset)
    {
        var bytes = AssetBytes.Of(asset);
        return StoreEmbedder.Plan(bytes, LayoutReader.Read(bytes, ProvenanceLimits.Default, CancellationToken.None), 20_000)!;
    }
}
