using System.Security.Cryptography;

namespace Touchstone.Service.Journal;

/// <summary>How a line is tied to all lines before it.</summary>
/// <remarks>
/// link = SHA-256(link of the line before, 32 bytes ‖ SHA-256(body), 32 bytes); the signature is over the link. Because the link takes the digest of the body
/// and not the body, a line can be left out of a case package, by its digest alone, and the chain still be followed.
/// </remarks>
public static class JournalLink
{
    /// <summary>What stands for the line before the first, hexadecimal.</summary>
    public static string Beginning { get; } = new('0', 64);

    /// <summary>The link of a line by its body.</summary>
    public static byte[] Of(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> body)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, digest);
        return OfDigest(previous, digest);
    }

    /// <summary>The link of a line by the digest of its body.</summary>
    public static byte[] OfDigest(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> digest)
    {
        Span<byte> both = stackalloc byte[2 * SHA256.HashSizeInBytes];
        previous.CopyTo(both);
        digest.CopyTo(both[SHA256.HashSizeInBytes..]);
        return SHA256.HashData(both);
    }
}
