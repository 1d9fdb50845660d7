using System.Security.Cryptography;
using System.Text;

namespace Touchstone.Workbench.Signing;

/// <summary>What a signature of a content hash turned out to be.</summary>
internal enum SignatureCheck
{
    Holds,
    Malformed,
    OtherKey,
    Broken,
}

/// <summary>ECDSA on P-256 over the ASCII name of what is signed, a line feed, and a SHA-256: a signature made for anything else does not fit.</summary>
/// <param name="Algorithm">Always ecdsa-p256-sha256.</param>
/// <param name="KeyId">SHA-256 of the public key's SubjectPublicKeyInfo, lower-case hexadecimal.</param>
/// <param name="Value">The signature, r and s of 32 bytes each, base64.</param>
internal sealed record ContentSignature(string Algorithm, string KeyId, string Value)
{
    private const string Known = "ecdsa-p256-sha256";
    private const int ValueBytes = 64;

    internal static ContentSignature Of(string what, ReadOnlySpan<byte> hash, ECDsa key) =>
        new(Known, Id(key), Convert.ToBase64String(key.SignData(Signed(what, hash), HashAlgorithmName.SHA256)));

    internal SignatureCheck Check(string what, ReadOnlySpan<byte> hash, ECDsa key)
    {
        if (Algorithm != Known) return SignatureCheck.Malformed;
        if (KeyId != Id(key)) return SignatureCheck.OtherKey;
        var value = new byte[ValueBytes];
        return Convert.TryFromBase64String(Value, value, out var written) && written == ValueBytes && key.VerifyData(Signed(what, hash), value, HashAlgorithmName.SHA256)
            ? SignatureCheck.Holds : SignatureCheck.Broken;
    }

    private static byte[] Signed(string what, ReadOnlySpan<byte> hash) => [.. Encoding.ASCII.GetBytes(what + "\n"), .. hash];

    private static string Id(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
}
