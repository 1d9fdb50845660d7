using Touchstone.Media;

namespace Touchstone.Service.Packages;

/// <summary>Reads from another stream and stops at a bound, so that a small packed part cannot fill the memory.</summary>
internal sealed class BoundedStream(Stream inner, long longest) : Stream
{
    private long _read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <exception cref="PackageException">There is more than the bound allows.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        return (_read += read) > longest ? throw new PackageException(Codes.PackageTooLarge, $"A part unpacks to more than {longest:N0} bytes.") : read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
