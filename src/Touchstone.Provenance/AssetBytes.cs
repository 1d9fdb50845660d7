namespace Touchstone.Provenance;

/// <summary>Fills <paramref name="destination"/> with the bytes at <paramref name="offset"/>.</summary>
/// <returns>Bytes read; fewer than asked only at the end.</returns>
public delegate int ReadAt(long offset, Span<byte> destination);

/// <summary>Read-only random access to the bytes of an asset, wherever they lie.</summary>
public sealed class AssetBytes
{
    private readonly ReadAt _read;

    /// <summary>Wraps a reader, such as one over a file handle.</summary>
    /// <param name="length">Number of bytes, ≥ 0.</param>
    /// <param name="read">Reads at an offset; called from one thread at a time.</param>
    public AssetBytes(long length, ReadAt read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentNullException.ThrowIfNull(read);
        Length = length;
        _read = read;
    }

    /// <summary>Number of bytes.</summary>
    public long Length { get; }

    /// <summary>Bytes in memory.</summary>
    public static AssetBytes Of(ReadOnlyMemory<byte> bytes) => new(bytes.Length, (offset, destination) =>
    {
        var part = bytes.Span[(int)offset..];
        part[..Math.Min(part.Length, destination.Length)].CopyTo(destination);
        return Math.Min(part.Length, destination.Length);
    });

    /// <summary>A seekable stream, which the caller keeps open and leaves alone meanwhile.</summary>
    public static AssetBytes Of(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new(stream.Length, (offset, destination) =>
        {
            stream.Position = offset;
            return stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        });
    }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/>.</summary>
    /// <returns>Bytes read: fewer than asked only at the end; 0 for an offset outside.</returns>
    public int Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset >= Length || destination.IsEmpty) return 0;
        var wanted = (int)Math.Min(destination.Length, Length - offset);
        return _read(offset, destination[..wanted]);
    }

    /// <summary>The bytes from <paramref name="offset"/>, at most <paramref name="length"/> of them, cut at the end.</summary>
    public byte[] Slice(long offset, long length)
    {
        if (offset < 0 || offset >= Length || length <= 0) return [];
        var bytes = new byte[(int)Math.Min(length, Length - offset)];
        var read = Read(offset, bytes);
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
