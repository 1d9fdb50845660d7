namespace Touchstone.Provenance.Cbor;

/// <summary>What a CBOR value is.</summary>
public enum CborKind
{
    /// <summary>Nothing, null or undefined.</summary>
    Null,
    /// <summary>True or false.</summary>
    Boolean,
    /// <summary>An integer of 64 bits with sign; larger ones become <see cref="Number"/>.</summary>
    Integer,
    /// <summary>A floating-point number.</summary>
    Number,
    /// <summary>Text.</summary>
    Text,
    /// <summary>Bytes.</summary>
    Bytes,
    /// <summary>A list.</summary>
    List,
    /// <summary>A map in the order written.</summary>
    Map,
}

/// <summary>A decoded CBOR value (RFC 8949). Asking for a kind the value is not gives null or an empty list, never an exception.</summary>
public sealed record CborValue
{
    /// <summary>Nothing.</summary>
    public static CborValue Null { get; } = new() { Kind = CborKind.Null };

    /// <summary>What it is.</summary>
    public required CborKind Kind { get; init; }

    /// <summary>Outermost tag, or null.</summary>
    public ulong? Tag { get; init; }

    /// <summary>The text, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The bytes, or null.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }

    /// <summary>The integer, or null.</summary>
    public long? Integer { get; init; }

    /// <summary>The number, or null; set for integers too.</summary>
    public double? Number { get; init; }

    /// <summary>True or false, or null.</summary>
    public bool? Boolean { get; init; }

    /// <summary>The items of a list, or empty.</summary>
    public IReadOnlyList<CborValue> Items { get; init; } = [];

    /// <summary>Keys and values of a map in the order written, or empty.</summary>
    public IReadOnlyList<KeyValuePair<CborValue, CborValue>> Entries { get; init; } = [];

    /// <summary>The value under a text key, or null. The first of equal keys counts.</summary>
    public CborValue? this[string key]
    {
        get
        {
            foreach (var (name, value) in Entries)
                if (name.Text == key) return value;
            return null;
        }
    }

    /// <summary>The value under an integer key, or null.</summary>
    public CborValue? this[long key]
    {
        get
        {
            foreach (var (name, value) in Entries)
                if (name.Kind == CborKind.Integer && name.Integer == key) return value;
            return null;
        }
    }
}
