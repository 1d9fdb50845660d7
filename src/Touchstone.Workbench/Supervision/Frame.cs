using System.Buffers.Binary;
using System.Text.Json;
using Touchstone.Workbench.Documents;

namespace Touchstone.Workbench.Supervision;

/// <summary>What a frame says.</summary>
internal enum FrameKind : byte
{
    /// <summary>Parent to child: examine this.</summary>
    Request = (byte)'Q',
    /// <summary>Child to parent: the specimen is open; its hash and format are known whatever happens next.</summary>
    Opened = (byte)'O',
    /// <summary>Child to parent: how far the examination is.</summary>
    Progress = (byte)'P',
    /// <summary>Child to parent: the examination.</summary>
    Done = (byte)'D',
    /// <summary>Child to parent: a coded fault of the child itself; it ends after it.</summary>
    Fault = (byte)'F',
}

/// <summary>One message between the processes.</summary>
/// <remarks>Layout: kind (1 byte), length of the body (4 bytes, little-endian), body (JSON, UTF-8).</remarks>
internal sealed record Frame(FrameKind Kind, byte[] Body)
{
    private const int HeaderLength = 5;

    internal static Frame Of<T>(FrameKind kind, T body) => new(kind, JsonSerializer.SerializeToUtf8Bytes(body, ExaminationJson.Complete));

    /// <exception cref="JsonException">The body is no such message.</exception>
    internal T Read<T>() => JsonSerializer.Deserialize<T>(Body, ExaminationJson.Complete) ?? throw new JsonException("The message is null.");

    internal async Task WriteToAsync(Stream stream, CancellationToken cancel)
    {
        var header = new byte[HeaderLength];
        header[0] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(1), Body.Length);
        await stream.WriteAsync(header, cancel).ConfigureAwait(false);
        await stream.WriteAsync(Body, cancel).ConfigureAwait(false);
        await stream.FlushAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The next frame, or null at the end of the stream.</summary>
    /// <exception cref="FrameException">The bytes are no frame, or the body is longer than allowed.</exception>
    internal static async Task<Frame?> ReadFromAsync(Stream stream, int maximumBytes, CancellationToken cancel)
    {
        var header = new byte[HeaderLength];
        var read = await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        if (read == 0) return null;
        if (!Enum.IsDefined((FrameKind)header[0])) throw new FrameException(false);
        if (read < HeaderLength) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1));
        if (length < 0) throw new FrameException(false);
        if (length > maximumBytes) throw new FrameException(true);
        var body = new byte[length];
        read = await stream.ReadAtLeastAsync(body, length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        return read < length ? null : new Frame((FrameKind)header[0], body);
    }
}

/// <summary>Bytes that are no frame, or a frame longer than allowed.</summary>
internal sealed class FrameException(bool tooLong) : Exception
{
    internal bool TooLong { get; } = tooLong;
}
