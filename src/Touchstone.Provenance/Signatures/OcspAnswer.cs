using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Ocsp;

namespace Touchstone.Provenance.Signatures;

/// <summary>What a responder says of one certificate (RFC 6960 §4.2.1).</summary>
internal enum OcspStatus
{
    Good,
    Revoked,
    Unknown,
}

/// <summary>What a responder says of one certificate, and when that holds.</summary>
internal sealed record OcspEntry(CertID Id, OcspStatus Status, DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate, DateTimeOffset? RevokedAt, int? Reason)
{
    private const int RemoveFromCrl = 8;

    /// <summary>Whether the certificate was on hold and no longer is, which counts as good (C2PA 2.2 §15.9.1).</summary>
    internal bool IsReinstated => Status == OcspStatus.Revoked && Reason == RemoveFromCrl;

    /// <summary>Whether the entry is about a certificate of an issuer.</summary>
    internal bool IsAbout(Certificate certificate, Certificate issuer)
    {
        HashAlgorithmName? hash = Id.HashAlgorithm.Algorithm.Id switch
        {
            "1.3.14.3.2.26" => HashAlgorithmName.SHA1,
            var oid => SignatureScheme.HashOf(oid),
        };
        return hash is { } name && Id.SerialNumber.Value.ToByteArray().AsSpan().SequenceEqual(certificate.Serial.Span)
            && Id.IssuerNameHash.GetOctets().AsSpan().SequenceEqual(CryptographicOperations.HashData(name, certificate.Issuer.Span))
            && Id.IssuerKeyHash.GetOctets().AsSpan().SequenceEqual(CryptographicOperations.HashData(name, issuer.Key.Span));
    }
}

/// <summary>A successful basic OCSP response (RFC 6960 §4.2.1).</summary>
internal sealed record OcspAnswer(
    ReadOnlyMemory<byte> Signed, AlgorithmId Algorithm, ReadOnlyMemory<byte> Signature, DateTimeOffset ProducedAt, IReadOnlyList<OcspEntry> Entries, IReadOnlyList<Certificate> Certificates)
{
    private const string BasicResponse = "1.3.6.1.5.5.7.48.1.1";
    private const int MaximumEntries = 64;

    /// <summary>Reads a response; null for one that says nothing or cannot be read, which counts as none.</summary>
    internal static OcspAnswer? Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            return Inner(der) is { } inner && Nesting.IsShallow(inner) ? Of(BasicOcspResponse.GetInstance(Asn1Object.FromByteArray(inner))) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
        // BouncyCastle tells what it cannot read by exceptions of many kinds.
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            return null;
        }
    }

    /// <summary>Whether the response is signed with a certificate's key.</summary>
    internal bool IsSignedBy(Certificate responder) =>
        SignatureScheme.OfCertificate(Algorithm) is { } scheme && SignatureCheck.Verify(responder, scheme, Signed.Span, Signature.Span, DSASignatureFormat.Rfc3279DerSequence);

    // OCSPResponse ::= SEQUENCE { responseStatus ENUMERATED, responseBytes [0] SEQUENCE { responseType OID, response OCTET STRING } }
    private static byte[]? Inner(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        if (outer.ReadEnumeratedBytes().Span is not [0] || !outer.HasData) return null;
        var response = outer.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)).ReadSequence();
        return response.ReadObjectIdentifier() == BasicResponse ? response.ReadOctetString() : null;
    }

    private static OcspAnswer Of(BasicOcspResponse basic)
    {
        var data = basic.TbsResponseData;
        List<OcspEntry> entries = [];
        foreach (var item in data.Responses)
            if (entries.Count < MaximumEntries) entries.Add(Entry(SingleResponse.GetInstance(item)));
        List<Certificate> certificates = [];
        foreach (var item in basic.Certs ?? DerSequence.Empty)
            if (certificates.Count < MaximumEntries && Certificate.Read(item.ToAsn1Object().GetEncoded(Asn1Encodable.Der)) is { } certificate) certificates.Add(certificate);
        var algorithm = new AlgorithmId(basic.SignatureAlgorithm.Algorithm.Id, basic.SignatureAlgorithm.Parameters?.ToAsn1Object().GetEncoded());
        return new OcspAnswer(data.GetEncoded(Asn1Encodable.Der), algorithm, basic.GetSignatureOctets(), data.ProducedAt.ToDateTime(), entries, certificates);
    }

    private static OcspEntry Entry(SingleResponse single)
    {
        DateTimeOffset? revokedAt = null;
        int? reason = null;
        var status = single.CertStatus.TagNo switch { 0 => OcspStatus.Good, 1 => OcspStatus.Revoked, _ => OcspStatus.Unknown };
        if (status == OcspStatus.Revoked)
        {
            var revoked = RevokedInfo.GetInstance(single.CertStatus.Status);
            revokedAt = revoked.RevocationTime.ToDateTime();
            reason = revoked.RevocationReason?.IntValueExact;
        }
        return new OcspEntry(single.CertId, status, single.ThisUpdate.ToDateTime(), single.NextUpdate?.ToDateTime(), revokedAt, reason);
    }
}
