using System.Security.Cryptography;
using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Bindings.Bmff;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Containers.Embedding;

namespace Touchstone.Provenance.Signing;

/// <summary>Makes the hard binding of a new manifest (C2PA 2.2 §9.2). Its encoding is as long before the hash is known as after.</summary>
/// <param name="Label">Label of the assertion.</param>
/// <param name="Blank">The assertion with zeros for the hash, of its final length.</param>
/// <param name="Filled">The assertion over a finished file whose store is zeros.</param>
internal sealed record BindingWriter(string Label, CborValue Blank, Func<EmbeddingPlan, CancellationToken, CborValue> Filled)
{
    // Two numbers of an exclusion take at most nine bytes each; what they leave is made up in the padding (C2PA 2.2 §10.4.1).
    private const int LeastPadding = 32;

    private const string Algorithm = "sha256";

    /// <summary>The binding for a format.</summary>
    internal static BindingWriter For(AssetFormat format, NewBinding wanted, EmbeddingPlan draft, CancellationToken cancel) => (format, wanted) switch
    {
        (AssetFormat.IsoBmff, _) => Bmff(),
        (_, NewBinding.Boxes) => Boxes(draft, cancel),
        _ => Data(),
    };

    /// <summary><c>c2pa.hash.data</c>: everything but the store with its wrapping (C2PA 2.2 §18.5).</summary>
    /// <param name="more">Bytes of padding beyond what the numbers need.</param>
    internal static BindingWriter Data(int more = 0)
    {
        var blank = Data(new ByteRange(long.MaxValue, long.MaxValue), new byte[SHA256.HashSizeInBytes], LeastPadding + more);
        var length = CborEncoder.Encode(blank).Length;
        return new BindingWriter("c2pa.hash.data", blank, (plan, cancel) =>
        {
            var file = plan.Output(new byte[plan.StoreBytes]);
            using var hasher = new AssetHasher(HashAlgorithmName.SHA256, cancel);
            hasher.Append(file, new ByteRange(0, plan.StoreRange.Start));
            hasher.Append(file, new ByteRange(plan.StoreRange.End, file.Length - plan.StoreRange.End));
            var hash = hasher.Finish();
            var least = CborEncoder.Encode(Data(plan.StoreRange, hash, LeastPadding)).Length;
            return Data(plan.StoreRange, hash, LeastPadding + length - least);
        });
    }

    /// <summary><c>c2pa.hash.bmff.v3</c>: all boxes but the store's, ftyp and mfra, with the offsets of the top-level ones (C2PA 2.2 §18.6, §A.5.6).</summary>
    internal static BindingWriter Bmff() => new("c2pa.hash.bmff.v3", Bmff(new byte[SHA256.HashSizeInBytes]), (plan, cancel) => Bmff(BmffDigest(plan, cancel)));

    /// <summary><c>c2pa.hash.boxes</c>: one entry for each named box (C2PA 2.2 §18.7).</summary>
    internal static BindingWriter Boxes(EmbeddingPlan draft, CancellationToken cancel) => new("c2pa.hash.boxes", Boxes(draft, hashed: false, cancel), (plan, stop) => Boxes(plan, hashed: true, stop));

    private static CborValue Data(ByteRange store, byte[] hash, int padding) => CborTree.Map(
        ("exclusions", CborTree.List(CborTree.Map(("start", CborTree.Integer(store.Start)), ("length", CborTree.Integer(store.Length))))),
        ("name", CborTree.Text("manifest store")),
        ("alg", CborTree.Text(Algorithm)),
        ("hash", CborTree.Bytes(hash)),
        ("pad", CborTree.Bytes(new byte[padding])));

    private static CborValue Bmff(byte[] hash) => CborTree.Map(
        ("exclusions", CborTree.List(
            CborTree.Map(("xpath", CborTree.Text("/uuid")), ("data", CborTree.List(CborTree.Map(("offset", CborTree.Integer(8)), ("value", CborTree.Bytes(BmffExclusions.C2paUuid.ToArray())))))),
            CborTree.Map(("xpath", CborTree.Text("/ftyp"))),
            CborTree.Map(("xpath", CborTree.Text("/mfra"))))),
        ("name", CborTree.Text("boxes of the file")),
        ("alg", CborTree.Text(Algorithm)),
        ("hash", CborTree.Bytes(hash)));

    private static byte[] BmffDigest(EmbeddingPlan plan, CancellationToken cancel)
    {
        var file = plan.Output(new byte[plan.StoreBytes]);
        var boxes = LayoutReader.Read(file, ProvenanceLimits.Default, cancel).Bmff;
        var exclusions = BmffExclusions.Read(Bmff([]), out var malformed) ?? throw new InvalidOperationException(malformed);
        var excluded = exclusions.Apply(file, boxes, ProvenanceLimits.Default) ?? throw new ArgumentException("The file has too many boxes to bind a manifest to.", nameof(plan));
        using var hasher = new AssetHasher(HashAlgorithmName.SHA256, cancel);
        new BmffPlan(file, boxes, excluded, offsets: true).AppendTo(hasher, new ByteRange(0, file.Length));
        return hasher.Finish();
    }

    // The store's own entry holds a single zero for its hash, for it cannot be known before the store.
    private static CborValue Boxes(EmbeddingPlan plan, bool hashed, CancellationToken cancel)
    {
        var file = plan.Output(new byte[plan.StoreBytes]);
        List<CborValue> entries = [];
        var stored = false;
        foreach (var box in LayoutReader.Read(file, ProvenanceLimits.Default, cancel).Boxes)
        {
            if (Ranges.Intersect(box.Range, plan.StoreRange).Length == 0)
            {
                entries.Add(Entry(box.Name, hashed ? Digest(file, box.Range, cancel) : new byte[SHA256.HashSizeInBytes]));
            }
            else if (!stored)
            {
                stored = true;
                entries.Add(Entry("C2PA", new byte[1]));
            }
        }
        return CborTree.Map(("alg", CborTree.Text(Algorithm)), ("boxes", CborTree.List(entries)));
    }

    private static CborValue Entry(string name, byte[] hash) => CborTree.Map(("names", CborTree.List(CborTree.Text(name))), ("hash", CborTree.Bytes(hash)), ("pad", CborTree.Bytes(default)));

    private static byte[] Digest(AssetBytes file, ByteRange range, CancellationToken cancel)
    {
        using var hasher = new AssetHasher(HashAlgorithmName.SHA256, cancel);
        hasher.Append(file, range);
        return hasher.Finish();
    }
}
