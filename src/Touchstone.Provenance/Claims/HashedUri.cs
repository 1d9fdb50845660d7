using Touchstone.Provenance.Cbor;

namespace Touchstone.Provenance.Claims;

/// <summary>A reference with the hash of what it refers to (C2PA 2.2 §8.4.2).</summary>
/// <param name="Url">A JUMBF URI.</param>
/// <param name="Algorithm">Hash algorithm, or null where an enclosing structure says it.</param>
/// <param name="Hash">The hash, or null where it is missing.</param>
public sealed record HashedUri(string Url, string? Algorithm, ReadOnlyMemory<byte>? Hash)
{
    /// <summary>Reads a hashed URI; null where the value has no <c>url</c>.</summary>
    internal static HashedUri? Of(CborValue? value) =>
        value?["url"]?.Text is { } url ? new HashedUri(url, value["alg"]?.Text, value["hash"]?.Bytes ?? FromText(value["hash"]?.Text)) : null;

    // Early generators wrote hashes as base64 text.
    private static ReadOnlyMemory<byte>? FromText(string? text)
    {
        var bytes = new byte[text?.Length ?? 0];
        return text is not null && Convert.TryFromBase64String(text, bytes, out var length) ? bytes.AsMemory(0, length) : null;
    }
}
