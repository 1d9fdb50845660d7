using Microsoft.Win32.SafeHandles;

namespace Touchstone.Media;

/// <summary>Read-only random access to the bytes of a specimen: a file that is never written, or memory.</summary>
public sealed class ByteSource : IDisposable
{
    private readonly SafeFileHandle? _file;
    private readonly ReadOnlyMemory<byte> _memory;

    private ByteSource(SafeFileHandle? file, ReadOnlyMemory<byte> memory, long length)
    {
        _file = file;
        _memory = memory;
        Length = length;
    }

    /// <summary>Number of bytes.</summary>
    public long Length { get; }

    /// <summary>Opens a file for shared reading.</summary>
    /// <exception cref="IOException">The file cannot be read; intake turns this into a coded fault.</exception>
    public static ByteSource Open(string path)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return new ByteSource(file, default, RandomAccess.GetLength(file));
    }

    /// <summary>Wraps bytes in memory.</summary>
    public static ByteSource Of(ReadOnlyMemory<byte> bytes) => new(null, bytes, bytes.Length);

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/>.</summary>
    /// <returns>Bytes read: fewer than asked only at the end; 0 for an offset outside the source.</returns>
    public int Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset >= Length) return 0;
        var wanted = (int)Math.Min(destination.Length, Length - offset);
        if (_file is null)
        {
            _memory.Span.Slice((int)offset, wanted).CopyTo(destination);
            return wanted;
        }
        var total = 0;
        while (total < wanted)
        {
            var read = RandomAccess.Read(_file, destination[total..wanted], offset + total);
            if (read == 0) break;
            total += read;
        }
        return total;
    }

    /// <summary>The bytes from <paramref name="offset"/>, at most <paramref name="length"/> of them, cut at the end.</summary>
    public byte[] Slice(long offset, int length)
    {
        if (offset < 0 || offset >= Length || length <= 0) return [];
        var bytes = new byte[(int)Math.Min(length, Length - offset)];
        var read = Read(offset, bytes);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>A forward stream over all bytes.</summary>
    public Stream AsStream() => new ByteSourceStream(this);

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private sealed class ByteSourceStream(ByteSource source) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => source.Length;
        public override long Position { get; set; }
        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = source.Read(Position, buffer);
            Position += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
