using System.Security.Cryptography;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Bindings.Bmff;

// The Merkle trees of a BMFF hash: over blocks of mdat, or over fragments (C2PA 2.2 §15.12.2.1, §15.12.2.2, §A.5.4).
internal sealed class MerkleBinding(BindingInput input, BmffExclusions exclusions, BmffPlan plan, CancellationToken cancel) : IDisposable
{
    private readonly Dictionary<HashAlgorithmName, AssetHasher> _hashers = [];
    private readonly Dictionary<(long Unique, long Local), MerkleMap> _maps = [];

    // What no tree covers either.
    internal IReadOnlyList<ByteRange> Uncovered { get; private set; } = plan.Excluded;

    internal Objection? Check(CborValue merkle)
    {
        foreach (var item in merkle.Items)
        {
            if (MerkleMap.Read(item) is not { } map) return Malformed("A Merkle map lacks its ids, its count or its hashes.");
            if (Algorithm(map) is null) return new Objection(Code.AlgorithmUnsupported, $"The hash algorithm {map.Algorithm ?? "(none)"} of a Merkle map is not allowed.");
            if (map.Count < map.Row.Count) return Malformed($"A Merkle map has {map.Row.Count} hashes for {map.Count} leaves.");
            if (!_maps.TryAdd((map.UniqueId, map.LocalId), map)) return Malformed("Two Merkle maps have the same ids.");
        }
        if (input.Fragments.Count > 0) return Segments();
        if (input.Layout.Bmff.Any(b => b.Type == "moof")) return Flat();
        return _maps.Values.Any(m => m.InitHash is not null)
            ? Mismatch("The Merkle trees cover fragments, and there is none: give the fragments with the initialization segment.")
            : Blocks();
    }

    public void Dispose()
    {
        foreach (var hasher in _hashers.Values) hasher.Dispose();
    }

    private HashAlgorithmName? Algorithm(MerkleMap map) =>
        AssetHasher.Algorithm(map.Algorithm ?? input.Assertion["alg"]?.Text ?? input.DefaultAlgorithm);

    private AssetHasher Hasher(MerkleMap map)
    {
        var algorithm = Algorithm(map)!.Value;
        if (!_hashers.TryGetValue(algorithm, out var hasher)) _hashers[algorithm] = hasher = new AssetHasher(algorithm, cancel);
        return hasher;
    }

    private static Objection Mismatch(string text) => new(Code.AssertionBmffHashMismatch, text);

    private static Objection Malformed(string text) => new(Code.AssertionBmffHashMalformed, text);

    // One file: every mdat in blocks.
    private Objection? Blocks()
    {
        // The trees cover mdat alone: what steers its reading stands in the hash of the file.
        if (input.Assertion["hash"]?.Bytes is null) return Mismatch("The Merkle trees cover mdat, and no hash covers the rest of the file.");
        var mdats = input.Layout.Bmff.Where(b => b.Type == "mdat").ToList();
        var leaves = MerkleLeaf.Read(input.Asset, input.Layout.Bmff, input.Limits, cancel).ToLookup(l => (l.UniqueId, l.LocalId));
        HashSet<long> done = [];
        List<ByteRange> covered = [];
        foreach (var (id, map) in _maps)
        {
            if (map is { FixedBlockSize: not null, VariableBlockSizes: not null }) return Malformed("A Merkle map gives both a fixed block size and variable ones.");
            // A zero-based index of the mdat (§A.5.4.2).
            if (map.LocalId < 0 || map.LocalId >= mdats.Count) return Mismatch($"A Merkle tree covers mdat {map.LocalId}, and the asset has {mdats.Count}.");
            if (!done.Add(map.LocalId)) return Malformed($"Two Merkle trees cover mdat {map.LocalId}.");
            var own = leaves[id].DistinctBy(l => l.Location).ToDictionary(l => l.Location);
            if (map.Row.Count < map.Count && own.Count == 0) return Malformed("A Merkle tree's row is not its leaves, and no auxiliary box leads to it.");
            if (Mdat(map, mdats[(int)map.LocalId], own, covered) is { } objection) return objection;
        }
        var merged = Ranges.Merge(covered);
        Uncovered = [.. plan.Excluded.SelectMany(e => Ranges.Without(e, merged))];
        return null;
    }

    private Objection? Mdat(MerkleMap map, BmffBox mdat, Dictionary<long, MerkleLeaf> leaves, List<ByteRange> covered)
    {
        // The text divides the payload; the reference divides what the mandatory exclusion leaves out, which starts at byte 16.
        // Either way every byte is hashed, since those before stand in the hash of the file.
        Objection? first = null;
        foreach (var start in new[] { Math.Min(16, mdat.Range.Length), mdat.HeadBytes }.Distinct())
        {
            var payload = new ByteRange(mdat.Range.Start + start, mdat.Range.Length - start);
            if (map.VariableBlockSizes is { } sizes && (sizes.Count != map.Count || Sum(sizes) != payload.Length))
            {
                first ??= Malformed("The variable block sizes are not as many as the leaves, or do not add up to the payload of mdat.");
                continue;
            }
            var objection = Tree(map, payload, leaves);
            if (objection is null)
            {
                covered.Add(payload);
                return null;
            }
            first = objection;
        }
        return first;
    }

    private static Int128 Sum(IReadOnlyList<long> sizes)
    {
        Int128 sum = 0;
        foreach (var size in sizes) sum += size;
        return sum;
    }

    private Objection? Tree(MerkleMap map, ByteRange payload, Dictionary<long, MerkleLeaf> leaves)
    {
        var block = map.FixedBlockSize ?? payload.Length;
        if (map.VariableBlockSizes is null)
        {
            if (block <= 0 && payload.Length > 0) return Malformed("A Merkle map's block size is zero or negative.");
            var needed = payload.Length == 0 ? 1 : ((payload.Length - 1) / block) + 1;
            if (needed != map.Count) return Mismatch($"A Merkle tree has {map.Count} leaves; the payload of mdat makes {needed}.");
        }
        var hasher = Hasher(map);
        var at = payload.Start;
        for (var location = 0L; location < map.Count; location++)
        {
            var size = Math.Min(map.VariableBlockSizes?[(int)location] ?? block, payload.End - at);
            hasher.Append(input.Asset, new ByteRange(at, size));
            var proof = leaves.TryGetValue(location, out var leaf) ? leaf.Proof : [];
            if (!map.Accepts(hasher, hasher.Finish(), location, proof)) return Mismatch($"Block {location} of mdat, at byte {at}, is not what was signed.");
            at += size;
        }
        return null;
    }

    // One file of fragments: what stands before the first moof, then each moof with all up to the next.
    private Objection? Flat()
    {
        var boxes = input.Layout.Bmff;
        var moofs = boxes.Where(b => b.Type == "moof").Select(b => b.Range.Start).ToList();
        var leaves = MerkleLeaf.Read(input.Asset, boxes, input.Limits, cancel);
        Dictionary<HashAlgorithmName, byte[]> inits = [];
        foreach (var map in _maps.Values)
            if (Init(map, new ByteRange(0, moofs[0]), inits) is { } objection) return objection;
        if (leaves.Count == 0) return Malformed("No auxiliary box says where the fragments stand in the Merkle tree.");
        if (leaves.Count != moofs.Count) return Mismatch($"{leaves.Count} auxiliary boxes stand against {moofs.Count} fragments.");
        Dictionary<MerkleMap, long> seen = new(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < moofs.Count; i++)
        {
            if (!_maps.TryGetValue((leaves[i].UniqueId, leaves[i].LocalId), out var map)) return Mismatch($"Fragment {i} belongs to no Merkle tree of the manifest.");
            // "Start at zero and increments by one for each following chunk" (§15.12.2).
            if (leaves[i].Location != seen.GetValueOrDefault(map)) return Mismatch($"Fragment {i} stands out of its order.");
            seen[map] = leaves[i].Location + 1;
            var end = i + 1 < moofs.Count ? moofs[i + 1] : input.Asset.Length;
            var hasher = Hasher(map);
            plan.AppendTo(hasher, new ByteRange(moofs[i], end - moofs[i]));
            if (!map.Accepts(hasher, hasher.Finish(), leaves[i].Location, leaves[i].Proof)) return Mismatch($"Fragment {i}, at byte {moofs[i]}, is not what was signed.");
        }
        return _maps.Values.FirstOrDefault(m => seen.GetValueOrDefault(m) != m.Count) is { } incomplete
            ? Mismatch($"A Merkle tree has {incomplete.Count} fragments; not all are there.")
            : null;
    }

    private Objection? Init(MerkleMap map, ByteRange stretch, Dictionary<HashAlgorithmName, byte[]> done)
    {
        if (map.InitHash is not { } expected) return Mismatch("A Merkle map over fragments holds no hash of the initialization segment.");
        if (!done.TryGetValue(Algorithm(map)!.Value, out var hash))
        {
            plan.AppendTo(Hasher(map), stretch);
            done[Algorithm(map)!.Value] = hash = Hasher(map).Finish();
        }
        return hash.AsSpan().SequenceEqual(expected.Span) ? null : Mismatch("The initialization segment is not what was signed: its hash differs.");
    }

    // Fragments in files of their own: each names its tree, whose initialization segment must be this asset.
    private Objection? Segments()
    {
        if (input.Assertion["hash"] is { Kind: not CborKind.Null }) return Mismatch("An asset in fragments may have no hash over the whole file.");
        Dictionary<HashAlgorithmName, byte[]> inits = [];
        for (var i = 0; i < input.Fragments.Count; i++)
        {
            var fragment = input.Fragments[i];
            var boxes = LayoutReader.Read(fragment, input.Limits, cancel).Bmff;
            var leaves = MerkleLeaf.Read(fragment, boxes, input.Limits, cancel);
            // One auxiliary box in each file (§A.5.4.1.2).
            if (leaves is not [var leaf]) return Malformed($"Fragment {i} has {leaves.Count} auxiliary boxes that say where it stands in the Merkle tree, not one.");
            if (!_maps.TryGetValue((leaf.UniqueId, leaf.LocalId), out var map)) return Mismatch($"Fragment {i} belongs to no Merkle tree of the manifest.");
            if (Init(map, new ByteRange(0, input.Asset.Length), inits) is { } objection) return objection;
            if (exclusions.Apply(fragment, boxes, input.Limits) is not { } excluded) return Malformed("The exclusions take more comparisons than the limits allow.");
            var hasher = Hasher(map);
            new BmffPlan(fragment, boxes, excluded, offsets: input.Label != "c2pa.hash.bmff").AppendTo(hasher, new ByteRange(0, fragment.Length));
            if (!map.Accepts(hasher, hasher.Finish(), leaf.Location, leaf.Proof)) return Mismatch($"Fragment {i} is not what was signed.");
        }
        return null;
    }
}
