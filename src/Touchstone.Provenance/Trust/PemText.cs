using System.Security.Cryptography;

namespace Touchstone.Provenance.Trust;

// PEM as lists carry it: certificates among headings and comments (RFC 7468).
internal static class PemText
{
    private const int MaximumCertificates = 10_000;

    internal static IReadOnlyList<ReadOnlyMemory<byte>> Certificates(string text)
    {
        List<ReadOnlyMemory<byte>> certificates = [];
        var rest = text.AsSpan();
        while (certificates.Count < MaximumCertificates && PemEncoding.TryFind(rest, out var fields))
        {
            var bytes = new byte[fields.DecodedDataLength];
            if (rest[fields.Label] is "CERTIFICATE" && Convert.TryFromBase64Chars(rest[fields.Base64Data], bytes, out _)) certificates.Add(bytes);
            rest = rest[fields.Location.End..];
        }
        return certificates;
    }

    /// <summary>Fingerprints of single certificates: of each PEM block, and each line that is a SHA-256 in hexadecimal digits or base64.</summary>
    internal static IEnumerable<string> Fingerprints(string text)
    {
        foreach (var certificate in Certificates(text)) yield return Convert.ToHexStringLower(SHA256.HashData(certificate.Span));
        foreach (var line in text.Split('\n'))
        {
            var entry = line.Trim();
            var hash = new byte[32];
            if (entry.Length == 64 && entry.All(char.IsAsciiHexDigit)) yield return entry.ToLowerInvariant();
            else if (entry.Length == 44 && entry[^1] == '=' && Convert.TryFromBase64String(entry, hash, out var length) && length == hash.Length) yield return Convert.ToHexStringLower(hash);
        }
    }
}
