using System.Buffers.Binary;

namespace Touchstone.Provenance.Containers;

/// <summary>Reads numbers and stretches of an asset through one window of memory, so that walking many small heads costs few reads.</summary>
internal sealed class ByteWindow(AssetBytes bytes)
{
    private const int WindowBytes = 64 << 10;

    private readonly byte[] _window = new byte[(int)Math.Min(WindowBytes, bytes.Length)];
    private long _start;
    private int _filled;

    internal long Length => bytes.Length;

    /// <summary>The bytes from an offset that lie in the window, at least <paramref name="wanted"/> of them (at most 32 KiB) save at the end. Good until the next call.</summary>
    internal ReadOnlySpan<byte> At(long offset, int wanted)
    {
        if (offset < 0 || offset >= Length) return [];
        if (offset < _start || offset + wanted > _start + _filled)
        {
            if (!(offset >= _start && _start + _filled >= Length && offset < _start + _filled))
            {
                _start = offset;
                _filled = bytes.Read(offset, _window);
            }
        }
        return _window.AsSpan((int)(offset - _start), (int)(_start + _filled - offset));
    }

    /// <summary>Exactly <paramref name="count"/> bytes, or none where the asset ends before.</summary>
    internal ReadOnlySpan<byte> Exactly(long offset, int count)
    {
        var found = At(offset, count);
        return found.Length < count ? [] : found[..count];
    }

    internal int Byte(long offset) => Exactly(offset, 1) is [var value] ? value : -1;

    internal int UInt16Big(long offset) => Exactly(offset, 2) is { Length: 2 } span ? BinaryPrimitives.ReadUInt16BigEndian(span) : -1;

    internal long UInt32Big(long offset) => Exactly(offset, 4) is { Length: 4 } span ? BinaryPrimitives.ReadUInt32BigEndian(span) : -1;

    internal long UInt32Little(long offset) => Exactly(offset, 4) is { Length: 4 } span ? BinaryPrimitives.ReadUInt32LittleEndian(span) : -1;

    /// <summary>A number of 64 bits, or -1 where there is none or it has its highest bit set: no file is that long.</summary>
    internal long UInt64Big(long offset) => Exactly(offset, 8) is { Length: 8 } span ? Math.Max(BinaryPrimitives.ReadInt64BigEndian(span), -1) : -1;

    internal bool Is(long offset, ReadOnlySpan<byte> expected) => At(offset, expected.Length).StartsWith(expected);

    /// <summary>Copies a stretch, at most <paramref name="most"/> bytes.</summary>
    internal byte[] Slice(long offset, long length, int most) => bytes.Slice(offset, Math.Min(length, most));
}
