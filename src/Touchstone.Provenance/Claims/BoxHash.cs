using System.Security.Cryptography;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Provenance.Claims;

/// <summary>Whether a box is the one a hashed URI meant.</summary>
internal enum BoxHashOutcome
{
    Match,
    Mismatch,
    NoHash,
    NoAlgorithm,
}

/// <summary>Hashes of JUMBF boxes (C2PA 2.2 §8.4.2.3: the superbox without its own head) and the algorithms of §13.1.</summary>
internal static class BoxHash
{
    internal static BoxHashOutcome Compare(JumbfBox box, HashedUri reference, string? enclosingAlgorithm)
    {
        if (reference.Hash is not { } expected) return BoxHashOutcome.NoHash;
        var hash = Compute(box.Payload.Span, reference.Algorithm ?? enclosingAlgorithm);
        if (hash is null) return BoxHashOutcome.NoAlgorithm;
        return CryptographicOperations.FixedTimeEquals(hash, expected.Span) ? BoxHashOutcome.Match : BoxHashOutcome.Mismatch;
    }

    /// <summary>The hash, or null where the algorithm is none of SHA-256, SHA-384 and SHA-512.</summary>
    internal static byte[]? Compute(ReadOnlySpan<byte> bytes, string? algorithm) => algorithm switch
    {
        "sha256" => SHA256.HashData(bytes),
        "sha384" => SHA384.HashData(bytes),
        "sha512" => SHA512.HashData(bytes),
        _ => null,
    };
}
