using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Org.BouncyCastle.Security;

namespace Touchstone.Provenance.Signatures;

/// <summary>Verifies a signature with the key of a certificate. The framework does ECDSA and RSA, BouncyCastle what it lacks.</summary>
internal static class SignatureCheck
{
    // C2PA 2.2 §13.2.1 lets implementations refuse longer ones.
    private const int MaximumRsaBits = 16_384;

    private const int MaximumExponentBits = 64;
    private const int MaximumSlowRsaBits = 4_096;

    // Some 200 bytes each: half a megabyte.
    private const int MaximumKept = 2_048;

    private static readonly ConcurrentDictionary<(string Certificate, string Issuer), bool> _signed = new();

    /// <summary>Whether the signature verifies; false too for a key that does not suit the algorithm.</summary>
    /// <param name="key">Certificate whose key is used.</param>
    /// <param name="scheme">Algorithm.</param>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="encoding">How r and s of ECDSA are written: one after the other in COSE, as a sequence in certificates.</param>
    internal static bool Verify(Certificate key, SignatureScheme scheme, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, DSASignatureFormat encoding)
    {
        try
        {
            return scheme.Family switch
            {
                SignatureFamily.Ecdsa => Ecdsa(key, scheme, data, signature, encoding),
                SignatureFamily.RsaPkcs1 or SignatureFamily.RsaPss => Rsa(key, scheme, data, signature),
                _ => EdDsa(key, data, signature),
            };
        }
        // A key that is no point of its curve or no modulus; a signature of the wrong form.
        catch (Exception e) when (e is CryptographicException or ArgumentException or CryptoException or AsnContentException)
        {
            return false;
        }
    }

    /// <summary>Whether <paramref name="issuer"/>'s key signed <paramref name="certificate"/>. The answer is kept: the same few authorities stand above most files, and P-384 takes over a millisecond.</summary>
    internal static bool IsSignedBy(Certificate certificate, Certificate issuer)
    {
        if (SignatureScheme.OfCertificate(certificate.SignatureAlgorithm) is not { } scheme) return false;
        var pair = (certificate.Sha256, issuer.Sha256);
        if (_signed.TryGetValue(pair, out var known)) return known;
        var signed = Verify(issuer, scheme, certificate.Tbs.Span, certificate.Signature.Span, DSASignatureFormat.Rfc3279DerSequence);
        if (_signed.Count >= MaximumKept) _signed.Clear();
        _signed[pair] = signed;
        return signed;
    }

    /// <summary>The curve of an elliptic-curve key as OID, or null.</summary>
    internal static string? CurveOf(Certificate certificate)
    {
        if (certificate.KeyAlgorithm.Oid != Oids.EcPublicKey || certificate.KeyAlgorithm.Parameters is not { } parameters) return null;
        try
        {
            return new AsnReader(parameters, AsnEncodingRules.BER).ReadObjectIdentifier();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Bits of the modulus and the exponent of an RSA key, or null.</summary>
    internal static (int Bits, System.Numerics.BigInteger Exponent)? RsaKeyOf(Certificate certificate)
    {
        if (certificate.KeyAlgorithm.Oid is not (Oids.Rsa or Oids.RsaPss)) return null;
        try
        {
            var key = new AsnReader(certificate.Key, AsnEncodingRules.BER).ReadSequence();
            var modulus = key.ReadIntegerBytes().Span;
            var bits = modulus.Length * 8;
            foreach (var octet in modulus)
            {
                bits -= octet == 0 ? 8 : System.Numerics.BitOperations.LeadingZeroCount(octet) - 24;
                if (octet != 0) break;
            }
            return (bits, key.ReadInteger());
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Whether verifying with a key takes bounded time: an RSA exponent of thousands of bits, which no issuer chooses, makes it take seconds.</summary>
    internal static bool IsBounded(Certificate key) =>
        RsaKeyOf(key) is { } rsa ? rsa.Bits <= MaximumRsaBits && rsa.Exponent.GetBitLength() <= MaximumExponentBits : key.KeyAlgorithm.Oid is not (Oids.Rsa or Oids.RsaPss);

    private static bool Ecdsa(Certificate key, SignatureScheme scheme, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, DSASignatureFormat encoding)
    {
        ECCurve? curve = CurveOf(key) switch
        {
            Oids.P256 => ECCurve.NamedCurves.nistP256,
            Oids.P384 => ECCurve.NamedCurves.nistP384,
            Oids.P521 => ECCurve.NamedCurves.nistP521,
            _ => null,
        };
        // 04 | x | y (RFC 5480 §2.2); compressed points are not met in certificates and not read.
        if (curve is null || key.Key.Length % 2 == 0 || key.Key.Span[0] != 4) return false;
        var half = (key.Key.Length - 1) / 2;
        var point = new ECPoint { X = key.Key.Slice(1, half).ToArray(), Y = key.Key.Slice(1 + half, half).ToArray() };
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = curve.Value, Q = point });
        return ecdsa.VerifyData(data, signature, scheme.Hash, encoding);
    }

    private static bool Rsa(Certificate key, SignatureScheme scheme, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        // A key kept for PSS signs nothing else (RFC 4055 §1.2).
        if (!IsBounded(key) || (scheme.Family == SignatureFamily.RsaPkcs1 && key.KeyAlgorithm.Oid == Oids.RsaPss)) return false;
        if (scheme.Family == SignatureFamily.RsaPss && scheme.SaltBytes != HashBytes(scheme.Hash)) return PssWithSalt(key, scheme, data, signature);
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(key.Key.Span, out _);
        return rsa.VerifyData(data, signature, scheme.Hash, scheme.Family == SignatureFamily.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    // The framework knows only a salt as long as the hash. BouncyCastle tests the modulus first, which takes tens of milliseconds and grows fast.
    private static bool PssWithSalt(Certificate key, SignatureScheme scheme, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (RsaKeyOf(key) is not { Bits: <= MaximumSlowRsaBits }) return false;
        var numbers = new AsnReader(key.Key, AsnEncodingRules.BER).ReadSequence();
        var modulus = new BigInteger(numbers.ReadIntegerBytes().ToArray());
        var exponent = new BigInteger(numbers.ReadIntegerBytes().ToArray());
        var signer = new PssSigner(new RsaEngine(), DigestUtilities.GetDigest(scheme.Hash.Name), scheme.SaltBytes);
        signer.Init(false, new RsaKeyParameters(false, modulus, exponent));
        signer.BlockUpdate(data);
        return signer.VerifySignature(signature.ToArray());
    }

    private static bool EdDsa(Certificate key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (key.KeyAlgorithm.Oid != Oids.Ed25519 || key.Key.Length != Ed25519.PublicKeySize || signature.Length != Ed25519.SignatureSize) return false;
        return Ed25519.Verify(signature.ToArray(), 0, key.Key.ToArray(), 0, data.ToArray(), 0, data.Length);
    }

    private static int HashBytes(HashAlgorithmName hash) => hash == HashAlgorithmName.SHA256 ? 32 : hash == HashAlgorithmName.SHA384 ? 48 : 64;
}
