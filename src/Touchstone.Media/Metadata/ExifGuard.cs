using Touchstone.Media.Containers;
using Touchstone.Media.Containers.Image;

namespace Touchstone.Media.Metadata;

/// <summary>
/// Counts the work a TIFF structure asks for before the metadata library does it: crafted directories that point at
/// each other, or entries that all claim the whole block, cost it seconds and gigabytes.
/// </summary>
internal sealed class ExifGuard
{
    // A camera file has under a dozen directories with a few hundred entries.
    private const int MaximumDirectories = 64;
    private const int MaximumEntries = 20_000;

    // Honest values do not overlap, so together they fit into the block once; twice leaves room for odd writers.
    private const int MaximumValueShare = 2;

    private readonly ByteWindow _window;
    private readonly long _end;
    private readonly bool _big;
    private readonly Queue<long> _pending = new();
    private int _directories;
    private long _entries;
    private ulong _valueBytes;

    private ExifGuard(ByteSource source)
    {
        _window = new ByteWindow(source);
        _end = source.Length;
        _big = Reader(0).U8() == 'M';
    }

    /// <summary>Why a TIFF structure is not handed on, or null.</summary>
    internal static string? Refusal(ByteSource source, CancellationToken cancel)
    {
        var guard = new ExifGuard(source);
        guard.Walk(cancel);
        if (guard._directories > MaximumDirectories) return $"The Exif structure leads to more than {MaximumDirectories} directories and is not read.";
        if (guard._entries > MaximumEntries) return $"The Exif structure declares {guard._entries} entries and is not read.";
        return guard._valueBytes > MaximumValueShare * (ulong)guard._end + 4096 ? $"The Exif values claim {guard._valueBytes} bytes of {guard._end} and are not read." : null;
    }

    private void Walk(CancellationToken cancel)
    {
        _pending.Enqueue(Reader(4).U32());
        while (_pending.TryDequeue(out var at) && _directories <= MaximumDirectories && _entries <= MaximumEntries)
        {
            cancel.ThrowIfCancellationRequested();
            if (at == 0 || at >= _end - 2) continue;
            _directories++;
            var reader = Reader(at);
            var count = Math.Min(reader.U16(), (int)(reader.Remaining / 12));
            _entries += count;
            for (var entry = 0; entry < count; entry++) Entry(reader);
            _pending.Enqueue(reader.U32());
        }
    }

    private void Entry(PayloadReader reader)
    {
        var tag = reader.U16();
        var type = reader.U16();
        var count = reader.U32();
        var valueAt = reader.Position;
        var value = reader.U32();
        var bytes = TiffTags.BytesOf(type) * (ulong)count;
        // A claim beyond the file is refused by the library itself and costs nothing.
        if (bytes > 4 && bytes <= (ulong)_end) _valueBytes += bytes;
        if (!TiffTags.PointsToDirectory(tag) && type != 13) return;
        if (bytes <= 4) _pending.Enqueue(value);
        var list = Reader(value);
        for (var i = 0; bytes > 4 && i < Math.Min(count, MaximumDirectories + 1); i++) _pending.Enqueue(list.U32());
        reader.Seek(valueAt + 4);
    }

    private PayloadReader Reader(long at) => new(_window, at, _end, _big);
}
