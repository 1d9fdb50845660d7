using System.Buffers.Binary;
using System.Text;

namespace Touchstone.Media.Containers;

/// <summary>
/// Reads the fields of one payload in order. Reading past its end gives zeros and sets <see cref="Overrun"/> instead of throwing,
/// and a field that overran is not recorded, so a parser may be written straight along the specification.
/// </summary>
internal sealed class PayloadReader(ByteWindow window, long start, long end, bool bigEndian)
{
    /// <summary>Longest text kept of one field, characters.</summary>
    internal const int MaximumText = 512;

    internal List<ContainerField> Fields { get; } = [];

    internal long Position { get; private set; } = start;

    internal long End { get; } = Math.Min(end, window.Length);

    internal long Remaining => Math.Max(0, End - Position);

    internal bool Overrun { get; private set; }

    internal ByteWindow Window => window;

    internal void Seek(long offset) => Position = offset;

    internal void Skip(long bytes) => Position = bytes > End - Position ? End : Position + bytes;

    internal byte U8(string? name = null) => (byte)Unsigned(1, name);

    internal ushort U16(string? name = null) => (ushort)Unsigned(2, name);

    internal uint U24(string? name = null) => (uint)Unsigned(3, name);

    internal uint U32(string? name = null) => (uint)Unsigned(4, name);

    internal ulong U64(string? name = null) => Unsigned(8, name);

    internal int I16(string? name = null) => (int)Signed(2, name);

    internal int I32(string? name = null) => (int)Signed(4, name);

    internal long I64(string? name = null) => Signed(8, name);

    /// <summary>An unsigned integer of 0 to 8 bytes in the payload's byte order.</summary>
    internal ulong Unsigned(int bytes, string? name = null)
    {
        var at = Position;
        var value = Integer(bytes);
        if (name is not null && !Overrun) Add(name, value.ToString(), at);
        return value;
    }

    internal long Signed(int bytes, string? name = null)
    {
        var at = Position;
        var shift = 64 - (bytes * 8);
        var value = (long)(Integer(bytes) << shift) >> shift;
        if (name is not null && !Overrun) Add(name, value.ToString(), at);
        return value;
    }

    /// <summary>Four characters, as the specifications write them.</summary>
    internal string FourCc(string? name = null)
    {
        var at = Position;
        Span<byte> code = stackalloc byte[4];
        if (!Take(code)) return "";
        var text = FourCcText(code);
        if (name is not null) Add(name, text, at);
        return text;
    }

    /// <summary>Text of a known length, cut at its first zero.</summary>
    internal string Text(long bytes, string? name = null, Encoding? encoding = null)
    {
        var at = Position;
        var raw = Bytes((int)Math.Min(bytes, MaximumText * 4));
        Seek(Math.Min(End, at + Math.Max(0, bytes)));
        var text = Printable(raw, encoding ?? Encoding.Latin1);
        if (name is not null && raw.Length > 0) Add(name, text, at);
        return text;
    }

    /// <summary>Bytes, cut at the end of the payload.</summary>
    internal byte[] Bytes(int count)
    {
        var bytes = new byte[(int)Math.Clamp(Math.Min(count, Remaining), 0, int.MaxValue)];
        var read = window.Read(Position, bytes);
        Position += read;
        if (read < count) Overrun = true;
        return read == bytes.Length ? bytes : bytes[..read];
    }

    internal void Add(string name, string value, long offset) => Fields.Add(new ContainerField(name, value, offset));

    /// <summary>A code of four bytes as text; bytes outside printable ASCII and Latin-1 letters show as \xNN.</summary>
    internal static string FourCcText(ReadOnlySpan<byte> code)
    {
        var text = new StringBuilder(4);
        foreach (var b in code)
            _ = b is >= 0x20 and < 0x7F or >= 0xA1 ? text.Append((char)b) : text.Append("\\x").Append(b.ToString("X2"));
        return text.ToString();
    }

    /// <summary>Text cut at its first zero and at <see cref="MaximumText"/>, with control characters shown as a middle dot.</summary>
    internal static string Printable(ReadOnlySpan<byte> raw, Encoding encoding)
    {
        var zero = raw.IndexOf((byte)0);
        if (zero >= 0 && encoding is not UnicodeEncoding) raw = raw[..zero];
        return Printable(encoding.GetString(raw));
    }

    internal static string Printable(string text)
    {
        var cut = text.Length > MaximumText ? string.Concat(text.AsSpan(0, MaximumText), "…") : text;
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(source[i]) && source[i] is not '\n' and not '\t' ? '·' : source[i];
        });
    }

    private ulong Integer(int bytes)
    {
        Span<byte> raw = stackalloc byte[8];
        raw.Clear();
        var part = bigEndian ? raw[(8 - bytes)..] : raw[..bytes];
        if (!Take(part)) return 0;
        return bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(raw) : BinaryPrimitives.ReadUInt64LittleEndian(raw);
    }

    private bool Take(Span<byte> destination)
    {
        if (Remaining < destination.Length || window.Read(Position, destination) < destination.Length)
        {
            destination.Clear();
            Overrun = true;
            Position = End;
            return false;
        }
        Position += destination.Length;
        return true;
    }
}
