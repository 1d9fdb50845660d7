using System.Security.Cryptography;

namespace Touchstone.Media;

/// <summary>A SHA-256 digest (FIPS 180-4), printed as 64 lower-case hexadecimal digits.</summary>
/// <param name="Hex">The digits.</param>
public readonly record struct Sha256(string Hex)
{
    /// <summary>The digest of a source, read once in pieces.</summary>
    public static Sha256 Of(ByteSource source, CancellationToken cancel = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (long offset = 0; offset < source.Length;)
        {
            cancel.ThrowIfCancellationRequested();
            var read = source.Read(offset, buffer);
            if (read == 0) break;
            hash.AppendData(buffer, 0, read);
            offset += read;
        }
        return new Sha256(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The digest of bytes in memory.</summary>
    public static Sha256 Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <inheritdoc/>
    public override string ToString() => Hex;
}
