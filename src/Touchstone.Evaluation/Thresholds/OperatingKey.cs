using System.Security.Cryptography;
using Touchstone.Media;

namespace Touchstone.Evaluation.Thresholds;

/// <summary>The keys operating points are signed and checked with: ECDSA on P-256 (FIPS 186-5), kept as PEM.</summary>
public static class OperatingKey
{
    private const int Bits = 256;

    /// <summary>Makes a key.</summary>
    /// <returns>The private key (PKCS #8) and the public key (SubjectPublicKeyInfo), both PEM.</returns>
    public static (string Private, string Public) Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (key.ExportPkcs8PrivateKeyPem() + "\n", key.ExportSubjectPublicKeyInfoPem() + "\n");
    }

    /// <summary>Reads a private key, not encrypted; the caller disposes of it.</summary>
    /// <exception cref="OperatingPointException">It is no private key on P-256.</exception>
    public static ECDsa ReadPrivate(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var key = Read(pem, "a private key");
        try
        {
            key.ExportParameters(includePrivateParameters: true);
            return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            throw new OperatingPointException(Codes.OperatingPointKey, "The file holds a public key; signing needs the private one.");
        }
    }

    /// <summary>Reads a public key; a private one serves too. The caller disposes of it.</summary>
    /// <exception cref="OperatingPointException">It is no key on P-256.</exception>
    public static ECDsa ReadPublic(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        return Read(pem, "a public key");
    }

    /// <summary>The key's name in signatures: SHA-256 of its SubjectPublicKeyInfo, lower-case hexadecimal.</summary>
    public static string Id(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    private static ECDsa Read(string pem, string wanted)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.KeySize == Bits && key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value) return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new OperatingPointException(Codes.OperatingPointKey, $"The file is no PEM with {wanted} for ECDSA: {e.Message}");
        }
        key.Dispose();
        throw new OperatingPointException(Codes.OperatingPointKey, "The key is not on the curve P-256.");
    }
}
