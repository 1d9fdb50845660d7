using System.Formats.Cbor;

namespace Touchstone.Provenance.Cbor;

/// <summary>Encodes CBOR with the Core Deterministic Encoding Requirements (RFC 8949 §4.2.1): shortest heads and floats, definite lengths, keys in the order of their encoded bytes.</summary>
public static class CborEncoder
{
    /// <summary>Encodes one value.</summary>
    /// <param name="value">The value. Equal keys of a map are kept: what to write is the caller's choice.</param>
    public static byte[] Encode(CborValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var writer = new CborWriter(CborConformanceMode.Lax);
        Write(writer, value);
        return writer.Encode();
    }

    private static void Write(CborWriter writer, CborValue value)
    {
        if (value.Tag is { } tag) writer.WriteTag((CborTag)tag);
        switch (value.Kind)
        {
            case CborKind.Boolean: writer.WriteBoolean(value.Boolean ?? false); break;
            case CborKind.Integer: writer.WriteInt64(value.Integer ?? 0); break;
            case CborKind.Number: writer.WriteDouble(value.Number ?? 0); break;
            case CborKind.Text: writer.WriteTextString(value.Text ?? ""); break;
            case CborKind.Bytes: writer.WriteByteString((value.Bytes ?? default).Span); break;
            case CborKind.List: List(writer, value.Items); break;
            case CborKind.Map: Map(writer, value.Entries); break;
            default: writer.WriteNull(); break;
        }
    }

    private static void List(CborWriter writer, IReadOnlyList<CborValue> items)
    {
        writer.WriteStartArray(items.Count);
        foreach (var item in items) Write(writer, item);
        writer.WriteEndArray();
    }

    private static void Map(CborWriter writer, IReadOnlyList<KeyValuePair<CborValue, CborValue>> entries)
    {
        var sorted = new (byte[] Key, CborValue Value)[entries.Count];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = (Encode(entries[i].Key), entries[i].Value);
        Array.Sort(sorted, (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
        writer.WriteStartMap(sorted.Length);
        foreach (var (key, item) in sorted)
        {
            writer.WriteEncodedValue(key);
            Write(writer, item);
        }
        writer.WriteEndMap();
    }
}
