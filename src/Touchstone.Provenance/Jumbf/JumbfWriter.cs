using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Touchstone.Provenance.Jumbf;

/// <summary>Writes JUMBF boxes (ISO/IEC 19566-5:2023; C2PA 2.2 §11.1). Every method gives a whole box with its head.</summary>
public static class JumbfWriter
{
    // The last 12 bytes of every superbox type that begins with four characters, ISO/IEC 19566-5 Annex B and C2PA 2.2 §11.1.4.
    private static ReadOnlySpan<byte> TypeTail => [0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];

    // 40CB0C32-BB8A-489D-A70B-2AD6F47F4369, ISO/IEC 19566-5 §B.4.
    private static ReadOnlySpan<byte> EmbeddedFileType => [0x40, 0xCB, 0x0C, 0x32, 0xBB, 0x8A, 0x48, 0x9D, 0xA7, 0x0B, 0x2A, 0xD6, 0xF4, 0x7F, 0x43, 0x69];

    // RFC 7932 §9.2: last (1), empty (1).
    private const byte LastEmptyBlock = 0x03;

    private const byte Requestable = 0x01, HasLabel = 0x02, HasPrivate = 0x10;

    /// <summary>A plain box.</summary>
    /// <param name="type">Four characters.</param>
    /// <param name="parts">The payload, in parts.</param>
    /// <exception cref="ArgumentException">The type has not four characters, or the box would exceed 2 GiB.</exception>
    public static byte[] Box(string type, params IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(parts);
        if (type.Length != 4) throw new ArgumentException("A box type has four characters.", nameof(type));
        var length = 8L + parts.Sum(p => (long)p.Length);
        if (length > Array.MaxLength) throw new ArgumentException("A box of a manifest store has less than 2 GiB.", nameof(parts));
        var box = new byte[length];
        BinaryPrimitives.WriteUInt32BigEndian(box, (uint)length);
        Encoding.Latin1.GetBytes(type, box.AsSpan(4));
        var at = 8;
        foreach (var part in parts)
        {
            part.Span.CopyTo(box.AsSpan(at));
            at += part.Length;
        }
        return box;
    }

    /// <summary>A superbox whose type begins with four characters: "c2pa", "c2ma", "c2as", "cbor".</summary>
    /// <param name="typeCode">Those four characters.</param>
    /// <param name="label">Label; the toggles say that it is present and may be asked for.</param>
    /// <param name="contents">Content boxes with their heads.</param>
    public static byte[] Superbox(string typeCode, string label, params IReadOnlyList<ReadOnlyMemory<byte>> contents) => Salted(typeCode, label, default, contents);

    /// <summary>A superbox with a salt in its description box (C2PA 2.2 §8.4.2.3).</summary>
    /// <param name="typeCode">Four characters.</param>
    /// <param name="label">Label.</param>
    /// <param name="salt">16 or 32 random bytes, or none.</param>
    /// <param name="contents">Content boxes with their heads.</param>
    public static byte[] Salted(string typeCode, string label, ReadOnlyMemory<byte> salt, IReadOnlyList<ReadOnlyMemory<byte>> contents)
    {
        ArgumentNullException.ThrowIfNull(typeCode);
        ArgumentNullException.ThrowIfNull(contents);
        var type = new byte[16];
        Encoding.Latin1.GetBytes(typeCode, type);
        TypeTail.CopyTo(type.AsSpan(4));
        return Box("jumb", [Description(type, label, salt), .. contents]);
    }

    /// <summary>An assertion of CBOR.</summary>
    /// <param name="label">Label.</param>
    /// <param name="cbor">The encoding.</param>
    public static byte[] Cbor(string label, ReadOnlyMemory<byte> cbor) => Superbox("cbor", label, Box("cbor", cbor));

    /// <summary>An assertion of JSON.</summary>
    /// <param name="label">Label.</param>
    /// <param name="json">UTF-8 text.</param>
    public static byte[] Json(string label, ReadOnlyMemory<byte> json) => Superbox("json", label, Box("json", json));

    /// <summary>An embedded file, such as a thumbnail (C2PA 2.2 §18.12).</summary>
    /// <param name="label">Label.</param>
    /// <param name="mediaType">IANA media type: "image/jpeg".</param>
    /// <param name="bytes">The file.</param>
    public static byte[] EmbeddedFile(string label, string mediaType, ReadOnlyMemory<byte> bytes)
    {
        // bfdb: toggles (0: no file name, data is inside), media type, 0.
        byte[] description = [0, .. Encoding.UTF8.GetBytes(mediaType), 0];
        return Box("jumb", [Description(EmbeddedFileType.ToArray(), label, default), Box("bfdb", description), Box("bidb", bytes)]);
    }

    /// <summary>A manifest in compressed form: a superbox of the same label that holds the whole manifest as a Brotli stream (C2PA 2.2 §11.2.4).</summary>
    /// <param name="label">Label of the manifest.</param>
    /// <param name="manifest">The manifest's superbox with its head.</param>
    /// <param name="room">Bytes that the stream is filled up to with blocks that hold nothing, 0 for none.</param>
    /// <exception cref="ArgumentException">The stream needs more than the room.</exception>
    public static byte[] Compressed(string label, ReadOnlySpan<byte> manifest, int room = 0) => Superbox("c2cm", label, Box("brob", Brotli(manifest, room)));

    private static byte[] Brotli(ReadOnlySpan<byte> bytes, int room)
    {
        using var stream = new MemoryStream();
        using var compressor = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        compressor.Write(bytes);
        // A flushed stream ends on a byte boundary, where blocks can be added; its last block is then ours.
        compressor.Flush();
        var needed = (int)stream.Length + 1;
        if (room > 0 && room < needed) throw new ArgumentException($"The compressed manifest needs {needed} bytes, not {room}.", nameof(room));
        for (var left = Math.Max(0, room - needed); left > 0;)
        {
            var length = Math.Clamp(left - 2, 0, 256);
            stream.Write(MetadataBlock(length));
            left -= length == 0 ? 1 : length + 2;
        }
        stream.WriteByte(LastEmptyBlock);
        return stream.ToArray();
    }

    // RFC 7932 §9.2, from the lowest bit: not last (0), no nibbles of length (11), reserved (0), bytes that tell the length (2 bits), length - 1; then bytes to skip.
    private static byte[] MetadataBlock(int length)
    {
        if (length == 0) return [0x06];
        var head = 0x16 | (length - 1) << 6;
        return [(byte)head, (byte)(head >> 8), .. new byte[length]];
    }

    /// <summary>SHA-256 over a box as hashed URIs take it: description box and content boxes, without the superbox's own head (C2PA 2.2 §8.4.2.3).</summary>
    /// <param name="superbox">A superbox with its 8-byte head, as written here.</param>
    public static byte[] Hash(ReadOnlySpan<byte> superbox) => SHA256.HashData(superbox[8..]);

    //  | type (16) | toggles (1) | label 0 | c2sh box with the salt |
    private static byte[] Description(ReadOnlyMemory<byte> type, string label, ReadOnlyMemory<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (label.AsSpan().IndexOfAny("\0/;?#") >= 0) throw new ArgumentException("A label holds no NUL, '/', ';', '?' or '#' (C2PA 2.2 §11.1.4.1.1).", nameof(label));
        byte[] toggles = [(byte)(Requestable | HasLabel | (salt.IsEmpty ? 0 : HasPrivate))];
        byte[] text = [.. Encoding.UTF8.GetBytes(label), 0];
        return salt.IsEmpty ? Box("jumd", type, toggles, text) : Box("jumd", type, toggles, text, Box("c2sh", salt));
    }
}
