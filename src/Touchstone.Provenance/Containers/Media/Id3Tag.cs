using System.Text;

namespace Touchstone.Provenance.Containers.Media;

/// <summary>Reads an ID3v2 tag of version 2, 3 or 4, and the manifest store in its general encapsulated object.</summary>
internal sealed class Id3Tag
{
    private const int Head = 10;

    private readonly LayoutBuilder _to;
    private readonly int _version;
    private readonly Unsynchronised? _plain;
    private readonly long _start;

    // The stretch of frames: in the file, or in the plain bytes where the whole tag is unsynchronised.
    private readonly long _end;

    private Id3Tag(LayoutBuilder to, int version, long start, long end, bool isUnsynchronised)
    {
        _to = to;
        _version = version;
        _start = start;
        if (isUnsynchronised) _plain = Unsynchronised.Undo(to.Bytes.Slice(start, end - start, to.Limits.MaximumStoreBytes));
        _end = _plain is null ? end : _plain.Bytes.Length;
    }

    // "ID3" | version, 1 | revision, 1 | flags, 1 | length of what follows, four times 7 bits
    internal static long Read(LayoutBuilder to, long at)
    {
        var head = to.Bytes.Exactly(at, Head);
        if (head.Length < Head)
        {
            to.Damage(at, "The file ends within the head of an ID3 tag.");
            return to.Length;
        }
        int version = head[3], flags = head[5];
        var end = at + Head + Seven(head[6..]);
        var hasFooter = version == 4 && (flags & 0x10) != 0;
        var after = end + (hasFooter ? Head : 0);
        if (after > to.Length) to.Damage(at, "The ID3 tag says it goes on after the end of the file.");
        end = Math.Min(end, to.Length);
        to.Region("ID3 tag", at, after - at, RegionRole.Metadata);
        if (version is < 2 or > 4) to.Damage(at, $"ID3 version 2.{version} is not known.");
        // Version 4 unsynchronises frame by frame.
        else new Id3Tag(to, version, at + Head, end, isUnsynchronised: (flags & 0x80) != 0 && version < 4).Frames((flags & 0x40) != 0 && version > 2);
        return Math.Min(after, to.Length);
    }

    private void Frames(bool isExtended)
    {
        var at = _plain is null ? _start : 0;
        if (isExtended && Bytes(at, 4) is { Length: 4 } length) at += _version == 3 ? 4 + Big(length) : Seven(length);
        var headBytes = _version == 2 ? 6 : Head;
        while (_end - at > headBytes && _to.Node(At(at)))
        {
            var head = Bytes(at, headBytes);
            if (head.Length < headBytes || head[0] == 0) break;
            var name = LayoutBuilder.Printable(head[..(_version == 2 ? 3 : 4)]);
            var flags = _version == 2 ? 0 : head[9];
            var size = _version == 2 ? Big(head[3..6]) : Size(head[4..8]);
            if (size > _end - at - headBytes)
            {
                _to.Damage(At(at), $"The ID3 frame {name} says it has {size} bytes; {_end - at - headBytes} are left.");
                size = _end - at - headBytes;
            }
            if (name is "GEOB" or "GEO" or "PRIV") Frame(name, at, headBytes, size, flags);
            at += headBytes + size;
        }
        if (_end > at) _to.Region("ID3 padding", At(at), At(_end) - At(at), RegionRole.Padding);
    }

    private void Frame(string name, long at, int headBytes, long size, int flags)
    {
        if (size > _to.Limits.MaximumStoreBytes) _to.Damage(At(at), $"The ID3 frame {name} of {size} bytes is longer than {_to.Limits.MaximumStoreBytes}; only its beginning is read.");
        var content = _plain is null ? _to.Bytes.Slice(at + headBytes, size, _to.Limits.MaximumStoreBytes) : _plain.Bytes.AsSpan((int)at + headBytes, (int)size).ToArray();
        if (Packed(flags))
        {
            _to.Damage(At(at), $"The ID3 frame {name} is compressed or encrypted and is not read.");
            return;
        }
        var skipped = Extras(flags);
        var unsynchronised = _version == 4 && (flags & 0x02) != 0;
        if (unsynchronised) content = Unsynchronised.Undo(content).Bytes;
        if (skipped >= content.Length) return;
        if (name == "PRIV")
        {
            if (content.AsSpan(skipped).StartsWith("XMP\0"u8)) _to.Xmp(content.AsMemory(skipped + 4));
            return;
        }
        var store = Object(content.AsMemory(skipped));
        if (store is not { } found) return;
        // Only the object is left out of a hash, not the frame's head.
        var (from, end) = (At(unsynchronised ? at + headBytes : at + headBytes + size - found.Length), At(at + headBytes + size));
        if (found.IsEmpty) _to.EmptyPlace("empty GEOB frame", At(at), end - At(at));
        else _to.Store(found, [new ByteRange(from, end - from)], "GEOB frame");
    }

    // encoding, 1 | MIME type 0 | file name 0 | description 0 | object
    private static ReadOnlyMemory<byte>? Object(ReadOnlyMemory<byte> content)
    {
        var encoding = content.Span[0];
        var rest = content[1..];
        var end = rest.Span.IndexOf((byte)0);
        if (end < 0) return null;
        var type = Encoding.Latin1.GetString(rest.Span[..end]).Trim().ToLowerInvariant();
        if (type is not ("application/c2pa" or "application/x-c2pa-manifest-store")) return null;
        return AfterText(AfterText(rest[(end + 1)..], encoding), encoding);
    }

    // Encodings 1 and 2 are of 16 bits, and so is their end.
    private static ReadOnlyMemory<byte> AfterText(ReadOnlyMemory<byte> text, int encoding)
    {
        if (encoding is not (1 or 2)) return text.Span.IndexOf((byte)0) is >= 0 and var end ? text[(end + 1)..] : default;
        for (var i = 0; i + 1 < text.Length; i += 2)
            if (text.Span[i] == 0 && text.Span[i + 1] == 0) return text[(i + 2)..];
        return default;
    }

    private bool Packed(int flags) => _version == 3 ? (flags & 0xC0) != 0 : _version == 4 && (flags & 0x0C) != 0;

    // Bytes that flags put before the content: a group, and in version 4 the length of the data.
    private int Extras(int flags) => _version switch
    {
        3 => (flags & 0x20) != 0 ? 1 : 0,
        4 => ((flags & 0x40) != 0 ? 1 : 0) + ((flags & 0x01) != 0 ? 4 : 0),
        _ => 0,
    };

    // Some writers of version 4 forget the seven bits; a set highest bit tells.
    private long Size(ReadOnlySpan<byte> bytes) => _version == 4 && !bytes.ContainsAnyInRange((byte)0x80, (byte)0xFF) ? Seven(bytes) : Big(bytes);

    private ReadOnlySpan<byte> Bytes(long at, int count) =>
        _plain is null ? _to.Bytes.Exactly(at, count) : at + count <= _plain.Bytes.Length ? _plain.Bytes.AsSpan((int)at, count) : [];

    private long At(long position) => _plain is null ? position : _start + _plain.Before((int)position);

    private static long Big(ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        foreach (var part in bytes) value = value << 8 | part;
        return value;
    }

    private static long Seven(ReadOnlySpan<byte> bytes) => (bytes[0] & 0x7FL) << 21 | (bytes[1] & 0x7FL) << 14 | (bytes[2] & 0x7FL) << 7 | bytes[3] & 0x7FL;
}
