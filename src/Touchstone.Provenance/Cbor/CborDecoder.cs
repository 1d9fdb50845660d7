using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;

namespace Touchstone.Provenance.Cbor;

/// <summary>Decodes CBOR as real generators write it: well-formed, not necessarily canonical (RFC 8949 §5).</summary>
public static class CborDecoder
{
    /// <summary>Decodes one value.</summary>
    /// <param name="bytes">The encoding; zero bytes after it are padding, anything else is an error.</param>
    /// <param name="limits">Bounds on depth and number of values.</param>
    /// <param name="value">The value.</param>
    /// <param name="error">Why there is none.</param>
    public static bool TryDecode(ReadOnlyMemory<byte> bytes, ProvenanceLimits limits, [NotNullWhen(true)] out CborValue? value, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(limits);
        value = null;
        error = null;
        try
        {
            var reader = new CborReader(bytes, CborConformanceMode.Lax);
            var left = limits.MaximumCborValues;
            value = Value(reader, limits.MaximumDepth, ref left);
            if (reader.BytesRemaining == 0 || !bytes.Span[^reader.BytesRemaining..].ContainsAnyExcept((byte)0)) return true;
            error = $"{reader.BytesRemaining} bytes follow the value.";
        }
        // The reader's way of saying that the bytes are no CBOR, or not of the type they announce.
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or FormatException or ArgumentException)
        {
            error = e.Message;
        }
        value = null;
        return false;
    }

    private static CborValue Value(CborReader reader, int depth, ref int left)
    {
        if (depth == 0) throw new CborContentException("The value nests too deep.");
        if (--left < 0) throw new CborContentException("The value has too many parts.");
        switch (reader.PeekState())
        {
            case CborReaderState.Tag:
                var tag = (ulong)reader.ReadTag();
                return Value(reader, depth - 1, ref left) with { Tag = tag };
            case CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString:
                return new CborValue { Kind = CborKind.Text, Text = reader.ReadTextString() };
            case CborReaderState.ByteString or CborReaderState.StartIndefiniteLengthByteString:
                return new CborValue { Kind = CborKind.Bytes, Bytes = reader.ReadByteString() };
            case CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger:
                return Integer(reader);
            case CborReaderState.Boolean:
                return new CborValue { Kind = CborKind.Boolean, Boolean = reader.ReadBoolean() };
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                return new CborValue { Kind = CborKind.Number, Number = reader.ReadDouble() };
            case CborReaderState.StartArray:
                return List(reader, depth, ref left);
            case CborReaderState.StartMap:
                return Map(reader, depth, ref left);
            case CborReaderState.Null or CborReaderState.SimpleValue:
                reader.SkipValue();
                return CborValue.Null;
            default:
                throw new CborContentException("The bytes end within a value.");
        }
    }

    private static CborValue Integer(CborReader reader)
    {
        if (reader.PeekState() == CborReaderState.UnsignedInteger)
        {
            var unsigned = reader.ReadUInt64();
            return unsigned <= long.MaxValue
                ? new CborValue { Kind = CborKind.Integer, Integer = (long)unsigned, Number = unsigned }
                : new CborValue { Kind = CborKind.Number, Number = unsigned };
        }
        var complement = reader.ReadCborNegativeIntegerRepresentation();
        return complement <= long.MaxValue
            ? new CborValue { Kind = CborKind.Integer, Integer = -1 - (long)complement, Number = -1.0 - complement }
            : new CborValue { Kind = CborKind.Number, Number = -1.0 - complement };
    }

    private static CborValue List(CborReader reader, int depth, ref int left)
    {
        reader.ReadStartArray();
        List<CborValue> items = [];
        while (reader.PeekState() != CborReaderState.EndArray) items.Add(Value(reader, depth - 1, ref left));
        reader.ReadEndArray();
        return new CborValue { Kind = CborKind.List, Items = items };
    }

    private static CborValue Map(CborReader reader, int depth, ref int left)
    {
        reader.ReadStartMap();
        List<KeyValuePair<CborValue, CborValue>> entries = [];
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            var key = Value(reader, depth - 1, ref left);
            entries.Add(new(key, Value(reader, depth - 1, ref left)));
        }
        reader.ReadEndMap();
        return new CborValue { Kind = CborKind.Map, Entries = entries };
    }
}
