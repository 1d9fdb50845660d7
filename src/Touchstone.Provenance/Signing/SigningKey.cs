using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.OpenSsl;

namespace Touchstone.Provenance.Signing;

/// <summary>A signature algorithm that C2PA allows (C2PA 2.2 §13.2.1). The number is the COSE algorithm identifier.</summary>
public enum SigningAlgorithm
{
    /// <summary>Ed25519.</summary>
    EdDsa = -8,
    /// <summary>ECDSA with SHA-256.</summary>
    Es256 = -7,
    /// <summary>ECDSA with SHA-384.</summary>
    Es384 = -35,
    /// <summary>ECDSA with SHA-512.</summary>
    Es512 = -36,
    /// <summary>RSASSA-PSS with SHA-256.</summary>
    Ps256 = -37,
    /// <summary>RSASSA-PSS with SHA-384.</summary>
    Ps384 = -38,
    /// <summary>RSASSA-PSS with SHA-512.</summary>
    Ps512 = -39,
}

/// <summary>A private key and the algorithm it signs with.</summary>
public sealed class SigningKey
{
    private readonly AsymmetricKeyParameter _key;

    internal SigningKey(AsymmetricKeyParameter key, SigningAlgorithm? algorithm)
    {
        _key = key;
        var natural = Natural(key);
        Algorithm = algorithm ?? natural;
        if (key is RsaKeyParameters { Modulus.BitLength: < 2048 }) throw new ArgumentException("An RSA key has at least 2048 bits (C2PA 2.2 §13.2.1).", nameof(key));
        var fits = key switch
        {
            ECPrivateKeyParameters => Algorithm is SigningAlgorithm.Es256 or SigningAlgorithm.Es384 or SigningAlgorithm.Es512,
            RsaKeyParameters => Algorithm is SigningAlgorithm.Ps256 or SigningAlgorithm.Ps384 or SigningAlgorithm.Ps512,
            _ => Algorithm is SigningAlgorithm.EdDsa,
        };
        if (!fits) throw new ArgumentException($"The key cannot sign with {Algorithm}.", nameof(algorithm));
    }

    /// <summary>The algorithm.</summary>
    public SigningAlgorithm Algorithm { get; }

    /// <summary>A key from PEM text: PKCS #8, SEC 1 or PKCS #1, not encrypted.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="algorithm">The algorithm, or null for the one that goes with the key: ES256 for P-256, ES384 for P-384, ES512 for P-521, PS256 for RSA, Ed25519.</param>
    /// <exception cref="ArgumentException">The text holds no such key, or the key cannot sign with the algorithm.</exception>
    public static SigningKey FromPem(string pem, SigningAlgorithm? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(pem);
        object? read;
        try
        {
            using var text = new StringReader(pem);
            read = new PemReader(text).ReadObject();
        }
        catch (Exception e) when (e is IOException or FormatException or InvalidOperationException or CryptoException or ArgumentException)
        {
            throw new ArgumentException("The text holds no private key that can be read.", nameof(pem), e);
        }
        return read switch
        {
            AsymmetricCipherKeyPair pair => new SigningKey(pair.Private, algorithm),
            AsymmetricKeyParameter { IsPrivate: true } key => new SigningKey(key, algorithm),
            _ => throw new ArgumentException("The text holds no private key.", nameof(pem)),
        };
    }

    /// <summary>Signs; an ECDSA signature is the two numbers side by side, as COSE has it (RFC 8152 §8.1), and deterministic (RFC 6979).</summary>
    internal byte[] Sign(ReadOnlySpan<byte> message)
    {
        ISigner signer = _key switch
        {
            ECPrivateKeyParameters => new DsaDigestSigner(new ECDsaSigner(new HMacDsaKCalculator(Digest())), Digest(), PlainDsaEncoding.Instance),
            RsaKeyParameters => new PssSigner(new RsaBlindedEngine(), Digest(), Digest().GetDigestSize()),
            _ => new Ed25519Signer(),
        };
        signer.Init(true, _key);
        signer.BlockUpdate(message);
        return signer.GenerateSignature();
    }

    private IDigest Digest() => Algorithm switch
    {
        SigningAlgorithm.Es256 or SigningAlgorithm.Ps256 => new Sha256Digest(),
        SigningAlgorithm.Es384 or SigningAlgorithm.Ps384 => new Sha384Digest(),
        _ => new Sha512Digest(),
    };

    private static SigningAlgorithm Natural(AsymmetricKeyParameter key) => key switch
    {
        ECPrivateKeyParameters ec when CurveOf(ec) is { } curve => curve,
        RsaKeyParameters => SigningAlgorithm.Ps256,
        Ed25519PrivateKeyParameters => SigningAlgorithm.EdDsa,
        _ => throw new ArgumentException("C2PA signs with keys on P-256, P-384 and P-521, with RSA and with Ed25519 only (C2PA 2.2 §13.2.1).", nameof(key)),
    };

    // By the curve's own parameters: a key may name its curve or spell it out.
    private static SigningAlgorithm? CurveOf(ECPrivateKeyParameters key)
    {
        foreach (var (name, algorithm) in (IEnumerable<(string, SigningAlgorithm)>)[("P-256", SigningAlgorithm.Es256), ("P-384", SigningAlgorithm.Es384), ("P-521", SigningAlgorithm.Es512)])
            if (ECNamedCurveTable.GetByName(name) is { } curve && curve.Curve.Equals(key.Parameters.Curve) && curve.G.Equals(key.Parameters.G)) return algorithm;
        return null;
    }
}
