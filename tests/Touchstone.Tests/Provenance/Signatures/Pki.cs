using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Ocsp;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tsp;
using Org.BouncyCastle.Utilities.Collections;
using Touchstone.Provenance.Trust;
using BcCertificate = Org.BouncyCastle.X509.X509Certificate;

namespace Touchstone.Tests.Provenance.Signatures;

/// <summary>How a certificate of the tests is made; the defaults give a good signing certificate.</summary>
internal sealed record CertificateSpec(string Name)
{
    internal string[]? Purposes { get; init; } = ["1.3.6.1.4.1.62558.2.1"];
    internal X509KeyUsageFlags? Usage { get; init; } = X509KeyUsageFlags.DigitalSignature;
    internal bool IsAuthority { get; init; }
    internal int? PathLength { get; init; }
    internal bool NamesIssuerKey { get; init; } = true;
    internal bool NamesResponder { get; init; }
    internal DateTimeOffset From { get; init; } = Pki.Start;
    internal DateTimeOffset To { get; init; } = Pki.Start.AddYears(2);
    internal HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;
    internal AsymmetricAlgorithm? Key { get; init; }
    internal X509Extension? Extra { get; init; }
    internal string? Holder { get; init; }

    internal static CertificateSpec Authority(string name) =>
        new(name) { IsAuthority = true, Purposes = null, Usage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, To = Pki.Start.AddYears(20) };
}

/// <summary>A certificate and its key. The origin of every certificate here is this file: made afresh for each run.</summary>
internal sealed record Issued(X509Certificate2 Certificate, AsymmetricAlgorithm Key)
{
    internal byte[] Der => Certificate.RawData;

    internal AsymmetricKeyParameter BouncyKey => PrivateKeyFactory.CreateKey(Key.ExportPkcs8PrivateKey());

    internal BcCertificate Bouncy => new(Der);
}

/// <summary>A small authority for tests: certificates, time-stamps, OCSP responses.</summary>
internal static class Pki
{
    internal static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int KeyCompromise = 1;

    private static int _serial = 1000;

    internal static Issued Root(string name = "Root") => Issue(null, CertificateSpec.Authority(name));

    internal static Issued Issue(Issued? issuer, CertificateSpec spec)
    {
        var key = spec.Key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedName(spec.Holder ?? $"CN={spec.Name}, O=Touchstone Tests, C=XX");
        var request = key is RSA rsa ? new CertificateRequest(name, rsa, spec.Hash, RSASignaturePadding.Pss) : new CertificateRequest(name, (ECDsa)key, spec.Hash);
        if (spec.IsAuthority || spec.PathLength is not null) request.CertificateExtensions.Add(new X509BasicConstraintsExtension(spec.IsAuthority, spec.PathLength is not null, spec.PathLength ?? 0, true));
        if (spec.Usage is { } usage) request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        if (spec.Purposes is { } purposes)
        {
            var oids = new OidCollection();
            foreach (var purpose in purposes) oids.Add(new Oid(purpose));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, true));
        }
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (spec.NamesIssuerKey && issuer is not null) request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer.Certificate, true, false));
        if (spec.NamesResponder) request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(["http://ocsp.example"], null));
        if (spec.Extra is not null) request.CertificateExtensions.Add(spec.Extra);
        var signer = (issuer?.Key ?? key) switch
        {
            RSA issuerRsa => X509SignatureGenerator.CreateForRSA(issuerRsa, RSASignaturePadding.Pss),
            var issuerKey => X509SignatureGenerator.CreateForECDsa((ECDsa)issuerKey),
        };
        var serial = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(serial, Interlocked.Increment(ref _serial));
        return new Issued(request.Create(issuer?.Certificate.SubjectName ?? name, signer, spec.From, spec.To, serial), key);
    }

    internal static TrustProfile Trusting(params Issued[] signers) => new() { Name = "tests", Signers = [List("signers", signers)] };

    internal static TrustList List(string name, params Issued[] anchors) => new(name, "1", new DateOnly(2025, 1, 1), [.. anchors.Select(a => (ReadOnlyMemory<byte>)a.Der)]);

    /// <summary>A time-stamp response over bytes; its token where <paramref name="tokenOnly"/>.</summary>
    internal static byte[] Stamp(Issued authority, byte[] covered, DateTimeOffset at, bool tokenOnly, params Issued[] others)
    {
        var generator = new TimeStampTokenGenerator(authority.BouncyKey, authority.Bouncy, TspAlgorithms.Sha256, "1.2.3.4");
        generator.SetCertificates(CollectionUtilities.CreateStore(new[] { authority }.Concat(others).Select(o => o.Bouncy)));
        var request = new TimeStampRequestGenerator();
        request.SetCertReq(true);
        var asked = request.Generate(TspAlgorithms.Sha256, SHA256.HashData(covered), BigInteger.ValueOf(7));
        if (tokenOnly) return generator.Generate(asked, BigInteger.One, at.UtcDateTime).GetEncoded();
        return new TimeStampResponseGenerator(generator, TspAlgorithms.Allowed).Generate(asked, BigInteger.One, at.UtcDateTime).GetEncoded();
    }

    /// <summary>An OCSP response about a certificate.</summary>
    internal static byte[] Ocsp(Issued responder, Issued issuer, Issued about, CertificateStatus? status, DateTimeOffset from, DateTimeOffset? to, bool withCertificate = true)
    {
        var generator = new BasicOcspRespGenerator(new RespID(responder.Bouncy.SubjectDN));
        var id = new CertificateID(CertificateID.DigestSha1, issuer.Bouncy, about.Bouncy.SerialNumber);
        generator.AddResponse(id, status ?? CertificateStatus.Good, from.UtcDateTime, to?.UtcDateTime, null);
        var basic = generator.Generate(new Asn1SignatureFactory("SHA256withECDSA", responder.BouncyKey), withCertificate ? [responder.Bouncy] : null, from.UtcDateTime);
        return new OCSPRespGenerator().Generate(OcspRespStatus.Successful, basic).GetEncoded();
    }

    internal static RevokedStatus Revoked(DateTimeOffset at, int reason = KeyCompromise) => new(at.UtcDateTime, reason);
}
