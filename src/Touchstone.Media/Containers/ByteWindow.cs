namespace Touchstone.Media.Containers;

/// <summary>A small moving window over a source, so that reading many small fields costs few reads. Not thread-safe: one parse owns one.</summary>
internal sealed class ByteWindow(ByteSource source)
{
    // Most structures are compact (a moov, a chain of chunks); payloads between them are jumped over.
    private const int WindowBytes = 16 * 1024;

    private readonly byte[] _window = new byte[WindowBytes];
    private long _start;
    private int _filled;

    internal ByteSource Source => source;

    internal long Length => source.Length;

    /// <summary>Fills the destination from an offset; returns the bytes read, fewer only at the end.</summary>
    internal int Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset >= source.Length) return 0;
        if (destination.Length > WindowBytes) return source.Read(offset, destination);
        if (offset < _start || offset + destination.Length > _start + _filled)
        {
            _start = offset;
            _filled = source.Read(offset, _window);
        }
        var from = (int)(offset - _start);
        var read = Math.Min(destination.Length, _filled - from);
        if (read <= 0) return 0;
        _window.AsSpan(from, read).CopyTo(destination);
        return read;
    }
}
