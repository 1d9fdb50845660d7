namespace Touchstone.Provenance.Signatures;

/// <summary>Tells whether ASN.1 nests shallowly enough for a reader that recurses.</summary>
internal static class Nesting
{
    private const int MaximumDepth = 48;

    /// <summary>Whether the bytes are one well-formed BER value of bounded depth. Walks it without recursion; values within octet strings are not looked at.</summary>
    internal static bool IsShallow(ReadOnlySpan<byte> bytes)
    {
        // Ends of the constructed values around the place; -1 where the end is marked by two zero octets (X.690 §8.1.3.6).
        Span<int> ends = stackalloc int[MaximumDepth];
        var depth = 0;
        var at = 0;
        while (at < bytes.Length)
        {
            if (depth > 0 && ends[depth - 1] == -1 && at + 1 < bytes.Length && bytes[at] == 0 && bytes[at + 1] == 0)
            {
                at += 2;
                depth--;
            }
            else
            {
                var constructed = (bytes[at] & 0x20) != 0;
                if (!Head(bytes, ref at, out var length) || length > bytes.Length - at) return false;
                if (constructed)
                {
                    if (depth == MaximumDepth) return false;
                    ends[depth++] = length < 0 ? -1 : at + length;
                }
                else if (length < 0) return false;
                else at += length;
            }
            while (depth > 0 && ends[depth - 1] >= 0 && at >= ends[depth - 1]) depth--;
            if (depth == 0) return true;
        }
        return false;
    }

    // Tag of one or more octets, then the length: -1 for the indefinite form.
    private static bool Head(ReadOnlySpan<byte> bytes, ref int at, out int length)
    {
        length = 0;
        if ((bytes[at++] & 0x1F) == 0x1F)
        {
            while (at < bytes.Length && (bytes[at] & 0x80) != 0) at++;
            at++;
        }
        if (at >= bytes.Length) return false;
        int first = bytes[at++];
        if (first == 0x80)
        {
            length = -1;
            return true;
        }
        if (first < 0x80)
        {
            length = first;
            return true;
        }
        var octets = first & 0x7F;
        if (octets > 4 || at + octets > bytes.Length) return false;
        long value = 0;
        for (var i = 0; i < octets; i++) value = (value << 8) | bytes[at++];
        length = (int)Math.Min(value, int.MaxValue);
        return true;
    }
}
