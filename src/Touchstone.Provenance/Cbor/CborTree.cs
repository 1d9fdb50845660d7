namespace Touchstone.Provenance.Cbor;

/// <summary>Makes CBOR values to be written: the assertions of a manifest.</summary>
public static class CborTree
{
    /// <summary>Text.</summary>
    public static CborValue Text(string text) => new() { Kind = CborKind.Text, Text = text };

    /// <summary>A date and time: text in the form of RFC 3339 under tag 0, in UTC, whole seconds.</summary>
    public static CborValue Time(DateTimeOffset time) =>
        Text(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)) with { Tag = 0 };

    /// <summary>Bytes.</summary>
    public static CborValue Bytes(ReadOnlyMemory<byte> bytes) => new() { Kind = CborKind.Bytes, Bytes = bytes };

    /// <summary>An integer.</summary>
    public static CborValue Integer(long integer) => new() { Kind = CborKind.Integer, Integer = integer, Number = integer };

    /// <summary>A floating-point number.</summary>
    public static CborValue Number(double number) => new() { Kind = CborKind.Number, Number = number };

    /// <summary>True or false.</summary>
    public static CborValue Boolean(bool boolean) => new() { Kind = CborKind.Boolean, Boolean = boolean };

    /// <summary>A list.</summary>
    public static CborValue List(params IEnumerable<CborValue> items) => new() { Kind = CborKind.List, Items = [.. items] };

    /// <summary>A map with text keys; entries whose value is null are left out.</summary>
    public static CborValue Map(params IEnumerable<(string Key, CborValue? Value)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        List<KeyValuePair<CborValue, CborValue>> kept = [];
        foreach (var (key, value) in entries)
            if (value is not null) kept.Add(new(Text(key), value));
        return new CborValue { Kind = CborKind.Map, Entries = kept };
    }

    /// <summary>A map with other keys.</summary>
    public static CborValue Map(IEnumerable<KeyValuePair<CborValue, CborValue>> entries) => new() { Kind = CborKind.Map, Entries = [.. entries] };

    /// <summary>The map with one entry set, in place of the one of that name or after the last; with null, without it.</summary>
    public static CborValue With(this CborValue map, string key, CborValue? value)
    {
        ArgumentNullException.ThrowIfNull(map);
        List<KeyValuePair<CborValue, CborValue>> entries = [.. map.Entries];
        var at = entries.FindIndex(e => e.Key.Text == key);
        if (value is null)
        {
            if (at >= 0) entries.RemoveAt(at);
        }
        else if (at >= 0)
        {
            entries[at] = new(entries[at].Key, value);
        }
        else
        {
            entries.Add(new(Text(key), value));
        }
        return map with { Kind = CborKind.Map, Entries = entries };
    }
}
