using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.X509;

namespace Touchstone.Evaluation.Credentials;

/// <summary>A test certificate with its key, in memory only.</summary>
public sealed class TestCertificate
{
    internal TestCertificate(X509Certificate certificate, AsymmetricCipherKeyPair keys)
    {
        Certificate = certificate;
        Keys = keys;
    }

    /// <summary>The certificate, DER.</summary>
    public ReadOnlyMemory<byte> Der => Certificate.GetEncoded();

    internal X509Certificate Certificate { get; }

    internal AsymmetricCipherKeyPair Keys { get; }
}
