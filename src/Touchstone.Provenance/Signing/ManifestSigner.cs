using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Pkcs;

namespace Touchstone.Provenance.Signing;

/// <summary>Signs claims with a local key (C2PA 2.2 §13.2). Nothing is fetched: a time-stamp comes from a function of the caller's.</summary>
public sealed class ManifestSigner
{
    /// <summary>A signer.</summary>
    /// <param name="key">The key.</param>
    /// <param name="chain">Its certificate, then the authorities above it up to, but without, the trust anchor; DER.</param>
    /// <exception cref="ArgumentException">There is no certificate.</exception>
    public ManifestSigner(SigningKey key, IReadOnlyList<ReadOnlyMemory<byte>> chain)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(chain);
        if (chain.Count == 0) throw new ArgumentException("A signer has a certificate.", nameof(chain));
        Key = key;
        Chain = chain;
    }

    /// <summary>The key.</summary>
    public SigningKey Key { get; }

    /// <summary>The signer's certificate and those above it, DER.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Chain { get; }

    /// <summary>Asks a time-stamp authority (RFC 3161): request bytes in, response bytes out. Null for no time-stamp; without one the manifest is valid only while the certificate is.</summary>
    public Func<ReadOnlyMemory<byte>, byte[]>? TimeStamp { get; init; }

    /// <summary>Room kept for the time-stamp, bytes, 1 KiB to 60 KiB; a larger one fails the signing (default 16 KiB).</summary>
    public int TimeStampRoom
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1 << 10);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 60 << 10);
            field = value;
        }
    } = 16 << 10;

    /// <summary>Time of signing as the signer claims it (the <c>iat</c> header, C2PA 2.2 §13.2.4), or null to claim none.</summary>
    public DateTimeOffset? ClaimedTime { get; init; }

    /// <summary>OCSP responses to staple, DER (C2PA 2.2 §14.5.2).</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> OcspResponses { get; init; } = [];

    /// <summary>A signer from PEM text.</summary>
    /// <param name="certificates">The chain, signer's certificate first.</param>
    /// <param name="privateKey">The key.</param>
    /// <param name="algorithm">The algorithm, or null for the one that goes with the key.</param>
    /// <exception cref="ArgumentException">A text holds nothing that can be read.</exception>
    public static ManifestSigner FromPem(string certificates, string privateKey, SigningAlgorithm? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        List<ReadOnlyMemory<byte>> chain = [];
        var rest = certificates.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (rest[fields.Label] is "CERTIFICATE") chain.Add(Convert.FromBase64String(rest[fields.Base64Data].ToString()));
            rest = rest[fields.Location.End..];
        }
        return new ManifestSigner(SigningKey.FromPem(privateKey, algorithm), chain);
    }

    /// <summary>A signer from a PFX (PKCS #12) file's bytes.</summary>
    /// <param name="pfx">The bytes.</param>
    /// <param name="password">Its password, or null.</param>
    /// <param name="algorithm">The algorithm, or null for the one that goes with the key.</param>
    /// <exception cref="ArgumentException">The bytes hold no key with a certificate, or the password is wrong.</exception>
    public static ManifestSigner FromPfx(ReadOnlySpan<byte> pfx, string? password, SigningAlgorithm? algorithm = null)
    {
        var store = new Pkcs12StoreBuilder().Build();
        try
        {
            using var stream = new MemoryStream(pfx.ToArray(), writable: false);
            store.Load(stream, (password ?? "").ToCharArray());
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or CryptoException or ArgumentException)
        {
            throw new ArgumentException("The bytes are no PFX file that this password opens.", nameof(pfx), e);
        }
        var alias = store.Aliases.FirstOrDefault(store.IsKeyEntry) ?? throw new ArgumentException("The PFX file holds no key.", nameof(pfx));
        ReadOnlyMemory<byte>[] chain = [.. store.GetCertificateChain(alias).Select(c => (ReadOnlyMemory<byte>)c.Certificate.GetEncoded())];
        return new ManifestSigner(new SigningKey(store.GetKey(alias).Key, algorithm), chain);
    }
}
