using System.Text;
using Touchstone.Provenance.Containers.Bmff;

namespace Touchstone.Provenance.Containers;

/// <summary>Gathers what a format's walk finds and makes a layout whose regions cover every byte exactly once.</summary>
internal sealed class LayoutBuilder(AssetBytes asset, ProvenanceLimits limits, CancellationToken cancel)
{
    private const int MaximumDamage = 200, MaximumXmpPackets = 64;

    private readonly List<AssetRegion> _painted = [];
    private readonly List<AssetRegion> _credentials = [];
    private readonly List<EmbeddedStore> _stores = [];
    private readonly List<NamedBox> _boxes = [];
    private readonly List<ReadOnlyMemory<byte>> _xmp = [];
    private readonly List<AssetRegion> _empty = [];
    private readonly List<ContainerDamage> _damage = [];
    private int _nodes;
    private bool _incomplete;

    internal AssetBytes Asset => asset;

    internal ByteWindow Bytes { get; } = new(asset);

    internal ProvenanceLimits Limits => limits;

    internal CancellationToken Cancel => cancel;

    internal long Length => asset.Length;

    internal IReadOnlyList<BmffBox> Bmff { get; set; } = [];

    /// <summary>What bytes are called that no region names.</summary>
    internal string Unnamed { get; set; } = "not part of the format's structure";

    internal int StoreCount => _stores.Count;

    /// <summary>Whether hashes of fragments lie here, which belong to a manifest in another file.</summary>
    internal bool HasFragmentHashes { get; set; }

    /// <summary>Counts a node of the container; false when there are more than the bound.</summary>
    internal bool Node(long offset)
    {
        cancel.ThrowIfCancellationRequested();
        if (++_nodes <= limits.MaximumContainerNodes) return true;
        Incomplete(offset, $"More than {limits.MaximumContainerNodes} parts; the rest is not read.");
        return false;
    }

    /// <summary>Notes that a bound ended the reading, so that a store could have been missed.</summary>
    internal void Incomplete(long offset, string text)
    {
        if (_incomplete) return;
        _incomplete = true;
        Damage(offset, text);
    }

    /// <summary>Names a stretch; what is named later lies on top of what was named before, so a part follows its whole.</summary>
    internal void Region(string name, long start, long length, RegionRole role)
    {
        var clipped = Clip(start, length);
        if (clipped.Length == 0) return;
        // Scans of many restarts and images of many chunks stay one stretch.
        if (_painted.Count > 0 && _painted[^1] is var last && last.Range.End == clipped.Start && last.Name == name && last.Role == role)
            _painted[^1] = last with { Range = last.Range with { Length = last.Range.Length + clipped.Length } };
        else _painted.Add(new AssetRegion(name, clipped, role));
    }

    internal void Box(string name, long start, long length) => _boxes.Add(new NamedBox(name, Clip(start, length)));

    /// <summary>Lengthens the last unit to an end.</summary>
    internal void ExtendLastBox(long end) => _boxes[^1] = _boxes[^1] with { Range = Clip(_boxes[^1].Range.Start, end - _boxes[^1].Range.Start) };

    /// <summary>Takes a store, whose ranges may touch; touching ones become one. Too long a store is left out and named as damage.</summary>
    internal void Store(ReadOnlyMemory<byte> bytes, IReadOnlyList<ByteRange> ranges, string place, string purpose = "manifest")
    {
        List<ByteRange> joined = [];
        foreach (var range in ranges.Select(r => Clip(r.Start, r.Length)).Where(r => r.Length > 0).OrderBy(r => r.Start))
        {
            if (joined.Count > 0 && range.Start <= joined[^1].End) joined[^1] = joined[^1] with { Length = Math.Max(joined[^1].End, range.End) - joined[^1].Start };
            else joined.Add(range);
        }
        _stores.Add(new EmbeddedStore(bytes, joined, place) { Purpose = purpose });
        foreach (var range in joined) _credentials.Add(new AssetRegion($"manifest store ({place})", range, RegionRole.Credentials));
    }

    /// <summary>Reads a store that lies in one piece. None where it is longer than the bound.</summary>
    internal void Store(long start, long length, ByteRange wrapped, string place, string purpose = "manifest")
    {
        if (length > limits.MaximumStoreBytes) Damage(start, $"The manifest store of {length} bytes is longer than {limits.MaximumStoreBytes}; only its beginning is read.");
        Store(Bytes.Slice(start, length, limits.MaximumStoreBytes), [wrapped], place, purpose);
    }

    /// <summary>Notes a place made for a store that holds none.</summary>
    internal void EmptyPlace(string name, long start, long length)
    {
        var region = new AssetRegion(name, Clip(start, length), RegionRole.Credentials);
        _empty.Add(region);
        _credentials.Add(region);
    }

    internal void Xmp(ReadOnlyMemory<byte> packet)
    {
        if (_xmp.Count < MaximumXmpPackets && packet.Length > 0 && packet.Length <= limits.MaximumXmpBytes) _xmp.Add(packet);
    }

    internal void Xmp(long start, long length) => Xmp(Bytes.Slice(start, length, limits.MaximumXmpBytes));

    internal void Damage(long offset, string text)
    {
        if (_damage.Count < MaximumDamage) _damage.Add(new ContainerDamage(offset, text));
    }

    internal AssetLayout Build(AssetFormat format) => new()
    {
        Format = format,
        Stores = UpdatedStore.Join([.. _stores.OrderBy(s => s.Ranges.Count > 0 ? s.Ranges[0].Start : long.MaxValue)]),
        Regions = Tiles(),
        Boxes = _boxes,
        Xmp = _xmp,
        EmptyPlaces = _empty,
        Damage = [.. _damage.OrderBy(d => d.Offset)],
        IsUnreadable = format == AssetFormat.Unknown || _incomplete && _stores.Count == 0,
        IsFragment = HasFragmentHashes && _stores.Count == 0,
        Bmff = Bmff,
    };

    /// <summary>Characters of a type code, those outside printable ASCII as dots.</summary>
    internal static string Printable(ReadOnlySpan<byte> code)
    {
        var text = new StringBuilder(code.Length);
        foreach (var letter in code) text.Append(letter is >= 0x20 and < 0x7F ? (char)letter : '.');
        return text.ToString();
    }

    private ByteRange Clip(long start, long length)
    {
        var from = Math.Clamp(start, 0, Length);
        return new ByteRange(from, Math.Clamp(length, 0, Length - from));
    }

    // Sweeps over the ends of all named stretches; between two ends the stretch named last is on top.
    private List<AssetRegion> Tiles()
    {
        List<AssetRegion> layers = [new(Unnamed, new ByteRange(0, Length), RegionRole.Unaccounted), .. _painted, .. _credentials];
        var ends = new List<(long At, int Layer)>(layers.Count * 2);
        for (var i = 0; i < layers.Count; i++)
        {
            ends.Add((layers[i].Range.Start, i));
            ends.Add((layers[i].Range.End, ~i));
        }
        ends.Sort();
        var open = new SortedSet<int>();
        List<AssetRegion> tiles = [];
        var from = 0L;
        foreach (var (at, layer) in ends)
        {
            if (at > from && open.Count > 0) Tile(tiles, layers[open.Max], from, at);
            from = at;
            if (layer >= 0) open.Add(layer);
            else open.Remove(~layer);
        }
        return tiles;
    }

    private static void Tile(List<AssetRegion> tiles, AssetRegion layer, long from, long to)
    {
        if (tiles.Count > 0 && tiles[^1].Name == layer.Name && tiles[^1].Role == layer.Role)
            tiles[^1] = tiles[^1] with { Range = new ByteRange(tiles[^1].Range.Start, to - tiles[^1].Range.Start) };
        else tiles.Add(layer with { Range = new ByteRange(from, to - from) });
    }
}
