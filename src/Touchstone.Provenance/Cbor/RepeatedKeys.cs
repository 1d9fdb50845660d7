namespace Touchstone.Provenance.Cbor;

/// <summary>Finds a map that has a key twice: well-formed, not valid (RFC 8949 §5.6), and a way to show different readers different things.</summary>
internal static class RepeatedKeys
{
    /// <summary>The first text key that a map within the value has twice, or null.</summary>
    internal static string? First(CborValue value)
    {
        foreach (var item in value.Items)
            if (First(item) is { } found) return found;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var (key, part) in value.Entries)
        {
            if (key.Text is { } name && !seen.Add(name)) return name;
            if (First(part) is { } found) return found;
        }
        return null;
    }
}
