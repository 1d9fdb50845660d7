using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Ocsp;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Ocsp;
using Org.BouncyCastle.Tsp;
using Org.BouncyCastle.Utilities.Collections;
using Org.BouncyCastle.X509;

namespace Touchstone.Evaluation.Credentials;

/// <summary>What an OCSP responder says of a certificate.</summary>
public enum RevocationAnswer
{
    /// <summary>Not revoked.</summary>
    Good,
    /// <summary>Revoked, because its key was compromised.</summary>
    Revoked,
    /// <summary>Not known to the responder.</summary>
    Unknown,
}

/// <summary>Time-stamps and OCSP responses of a test authority, without any network.</summary>
public static class TestServices
{
    /// <summary>Extended key usage of time-stamping.</summary>
    public const string TimeStampingEku = "1.3.6.1.5.5.7.3.8";

    /// <summary>Extended key usage of OCSP signing.</summary>
    public const string OcspSigningEku = "1.3.6.1.5.5.7.3.9";

    // A policy from the arc for documentation and examples, RFC 7229 §2: id-TEST-certPolicyOne.
    private const string Policy = "1.3.6.1.5.5.7.13.1";

    /// <summary>A time-stamp authority (RFC 3161) whose clock stands still.</summary>
    /// <param name="authority">Whose certificate it has.</param>
    /// <param name="at">What its clock says; null for the authority's time.</param>
    /// <param name="certificate">Its certificate, or null for a new, proper one.</param>
    public static Func<ReadOnlyMemory<byte>, byte[]> TimeStamps(this TestAuthority authority, DateTimeOffset? at = null, TestCertificate? certificate = null)
    {
        ArgumentNullException.ThrowIfNull(authority);
        var own = certificate ?? authority.Issue(new CertificateForm("Touchstone Test Time-Stamp Authority") { Ekus = [TimeStampingEku] });
        var serial = 0;
        return request =>
        {
            // SHA-256 names the certificate in the signed attributes; the signature is the key's own.
            var tokens = new TimeStampTokenGenerator(own.Keys.Private, own.Certificate, TspAlgorithms.Sha256, Policy);
            tokens.SetCertificates(CollectionUtilities.CreateStore<X509Certificate>([own.Certificate, authority.Intermediate.Certificate]));
            var responses = new TimeStampResponseGenerator(tokens, TspAlgorithms.Allowed);
            return responses.Generate(new TimeStampRequest(request.ToArray()), BigInteger.ValueOf(++serial), (at ?? authority.At).UtcDateTime).GetEncoded();
        };
    }

    /// <summary>An OCSP response (RFC 6960) of a responder that the intermediate authorises.</summary>
    /// <param name="authority">Who issued the certificate.</param>
    /// <param name="certificate">The certificate asked about.</param>
    /// <param name="answer">What is said of it.</param>
    /// <param name="thisUpdate">From when on the answer holds; null for the authority's time. It holds for a week.</param>
    public static ReadOnlyMemory<byte> Ocsp(this TestAuthority authority, TestCertificate certificate, RevocationAnswer answer, DateTimeOffset? thisUpdate = null)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(certificate);
        var from = (thisUpdate ?? authority.At).UtcDateTime;
        var responder = authority.Issue(new CertificateForm("Touchstone Test OCSP Responder") { Ekus = [OcspSigningEku] });
        var generator = new BasicOcspRespGenerator(new RespID(responder.Certificate.SubjectDN));
        var id = new CertificateID(CertificateID.DigestSha1, authority.Intermediate.Certificate, certificate.Certificate.SerialNumber);
        Org.BouncyCastle.Ocsp.CertificateStatus? status = answer switch
        {
            RevocationAnswer.Good => Org.BouncyCastle.Ocsp.CertificateStatus.Good,
            RevocationAnswer.Revoked => new RevokedStatus(from.AddDays(-1), Org.BouncyCastle.Asn1.X509.CrlReason.KeyCompromise),
            _ => new UnknownStatus(),
        };
        generator.AddResponse(id, status, from, from.AddDays(7), null);
        var basic = generator.Generate(TestKeys.Factory(responder.Keys.Private, "ocsp"), [responder.Certificate], from);
        return new OcspResponse(new OcspResponseStatus(OcspResponseStatus.Successful), new ResponseBytes(new DerObjectIdentifier("1.3.6.1.5.5.7.48.1.1"), new DerOctetString(basic.GetEncoded()))).GetDerEncoded();
    }
}
