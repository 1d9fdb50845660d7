using System.Collections.Frozen;

namespace Touchstone.Provenance.Containers.Images;

/// <summary>Walks the directories of a TIFF, DNG or BigTIFF file (TIFF 6.0; C2PA 2.2 §A.3.5).</summary>
internal sealed class TiffLayout
{
    private const int Credentials = 52545, XmpTag = 700, SubDirectories = 330;
    private const int StripOffsets = 273, StripLengths = 279, TileOffsets = 324, TileLengths = 325, FreeOffsets = 288, FreeLengths = 289, PreviewOffset = 513, PreviewLength = 514;
    private const int MaximumDirectories = 4_000;

    private static readonly FrozenSet<int> Pointers = FrozenSet.Create(SubDirectories, 34665, 34853, 40965);
    private static readonly FrozenSet<int> Metadata = FrozenSet.Create(
        269, 270, 271, 272, 285, 305, 306, 315, 316, XmpTag, 33432, 33723, 34377, 36867, 36868, 37500, 37510, 40091, 40092, 40093, 40094, 40095, 42016, 42032, 42033, 42035, 42036, 42037,
        50708, 50735, 50740, 50831, 50833);

    private readonly LayoutBuilder _to;
    private readonly TiffNumbers _numbers;
    private readonly HashSet<long> _seen = [];
    private readonly Queue<(long At, string Name)> _waiting = [];
    private int _valuesLeft;

    private TiffLayout(LayoutBuilder to, TiffNumbers numbers)
    {
        _to = to;
        _numbers = numbers;
        _valuesLeft = to.Limits.MaximumContainerNodes;
    }

    internal static void Read(LayoutBuilder to)
    {
        to.Unnamed = "no directory refers to it";
        var numbers = new TiffNumbers(to);
        var walk = new TiffLayout(to, numbers);
        to.Region("TIFF head", 0, numbers.HeadBytes, RegionRole.Structure);
        to.Box("TIFh", 0, numbers.HeadBytes);
        var first = numbers.Word(numbers.IsBig ? 8 : 4);
        if (first <= 0) to.Damage(0, "The head names no directory.");
        walk._waiting.Enqueue((first, "directory"));
        while (walk._waiting.TryDequeue(out var next)) walk.Directory(next.At, next.Name);
    }

    // number of entries, 2 (8 in BigTIFF) | entries, 12 (20) each | next directory, 4 (8)
    private void Directory(long at, string name)
    {
        if (at <= 0 || !_seen.Add(at)) return;
        if (_seen.Count > MaximumDirectories)
        {
            if (_seen.Count == MaximumDirectories + 1) _to.Incomplete(at, $"More than {MaximumDirectories} directories; the rest is not read.");
            return;
        }
        var countBytes = _numbers.IsBig ? 8 : 2;
        var count = _numbers.IsBig ? _numbers.Long(at) : _numbers.Short(at);
        if (count < 0 || at > _to.Length)
        {
            _to.Damage(Math.Min(at, _to.Length), $"A {name} is said to lie at {at}, outside the file.");
            return;
        }
        var fits = (_to.Length - at - countBytes) / _numbers.EntryBytes;
        if (count > fits)
        {
            _to.Damage(at, $"The {name} says it has {count} entries; the file ends before.");
            count = Math.Max(fits, 0);
        }
        _to.Region(name, at, countBytes + count * _numbers.EntryBytes + _numbers.WordBytes, RegionRole.Structure);
        Dictionary<int, TiffEntry> entries = [];
        for (var i = 0L; i < count; i++)
        {
            var entry = _numbers.Entry(at + countBytes + i * _numbers.EntryBytes);
            if (!_to.Node(at)) return;
            entries.TryAdd(entry.Tag, entry);
            Take(entry);
        }
        Stretches(entries, StripOffsets, StripLengths, "image data", RegionRole.Media);
        Stretches(entries, TileOffsets, TileLengths, "image data", RegionRole.Media);
        Stretches(entries, FreeOffsets, FreeLengths, "free space", RegionRole.Padding);
        Stretches(entries, PreviewOffset, PreviewLength, "preview", RegionRole.Metadata);
        _waiting.Enqueue((_numbers.Word(at + countBytes + count * _numbers.EntryBytes), "directory"));
    }

    private void Take(TiffEntry entry)
    {
        var (start, length) = (entry.Values.Start, entry.Values.Length);
        var isOutside = length > _numbers.WordBytes;
        if (start < 0 || start > _to.Length || length > _to.Length - start)
        {
            _to.Damage(entry.At, $"The values of tag {entry.Tag} lie outside the file.");
            length = Math.Max(0, _to.Length - Math.Max(start, 0));
            if (start < 0) return;
        }
        if (entry.Tag == Credentials)
        {
            if (length == 0) _to.EmptyPlace("empty tag 52545", entry.At, _numbers.EntryBytes);
            else TakeStore(entry, start, length);
            return;
        }
        if (isOutside) _to.Region(entry.Tag == XmpTag ? "XMP" : $"tag {entry.Tag}", start, length, Metadata.Contains(entry.Tag) ? RegionRole.Metadata : RegionRole.Structure);
        if (entry.Tag == XmpTag) _to.Xmp(start, length);
        if (!Pointers.Contains(entry.Tag)) return;
        foreach (var at in Values(entry))
        {
            if (_seen.Contains(at)) continue;
            if (_waiting.Count < MaximumDirectories) _waiting.Enqueue((at, entry.Tag == SubDirectories ? "sub-directory" : "EXIF directory"));
            else _to.Incomplete(at, $"More than {MaximumDirectories} directories; the rest is not read.");
        }
    }

    // The number of bytes in the entry changes with the store: it belongs to it, and a hash has to leave it out.
    private void TakeStore(TiffEntry entry, long start, long length)
    {
        if (length > _to.Limits.MaximumStoreBytes) _to.Damage(start, $"The manifest store of {length} bytes is longer than {_to.Limits.MaximumStoreBytes}; only its beginning is read.");
        var bytes = _to.Bytes.Slice(start, length, _to.Limits.MaximumStoreBytes);
        _to.Store(bytes, [new ByteRange(entry.At + 4, _numbers.WordBytes), new ByteRange(start, length)], "tag 52545");
    }

    // All reads of lists together are bounded: directories may share one list.
    private long[] Values(TiffEntry entry)
    {
        var values = _numbers.Values(entry, _valuesLeft);
        _valuesLeft -= values.Length;
        return values;
    }

    private void Stretches(Dictionary<int, TiffEntry> entries, int offsets, int lengths, string name, RegionRole role)
    {
        if (!entries.TryGetValue(offsets, out var at) || !entries.TryGetValue(lengths, out var sizes)) return;
        var starts = Values(at);
        var bytes = Values(sizes);
        for (var i = 0; i < Math.Min(starts.Length, bytes.Length) && _to.Node(at.At); i++)
            if (starts[i] >= 0 && bytes[i] >= 0) _to.Region(name, starts[i], bytes[i], role);
    }
}
