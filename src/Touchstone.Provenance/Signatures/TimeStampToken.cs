using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.X509;

namespace Touchstone.Provenance.Signatures;

/// <summary>A time-stamp token taken apart (RFC 3161 §2.4.2, RFC 5652 §5).</summary>
internal sealed record TimeStampToken
{
    internal required DateTimeOffset Time { get; init; }
    internal required string ImprintAlgorithm { get; init; }
    internal required ReadOnlyMemory<byte> Imprint { get; init; }
    internal Certificate? Authority { get; init; }
    internal IReadOnlyList<Certificate> Certificates { get; init; } = [];
    internal bool SignatureHolds { get; init; }

    /// <summary>Whether the token is bound to its authority's certificate and names it for time-stamping as RFC 3161 asks; not looked into where reading is lenient.</summary>
    internal bool Conforms { get; init; }

    private const int MaximumCertificates = 32;

    /// <summary>The token within a response, or the bytes themselves where they are a token.</summary>
    /// <param name="bytes">TimeStampResp or TimeStampToken.</param>
    /// <param name="error">Why there is no token.</param>
    // TimeStampResp ::= SEQUENCE { PKIStatusInfo SEQUENCE { status INTEGER … }, timeStampToken ContentInfo OPTIONAL }
    internal static (ReadOnlyMemory<byte> Token, bool IsResponse)? Unwrap(ReadOnlyMemory<byte> bytes, out string error)
    {
        error = "The time-stamp is no time-stamp response or token.";
        try
        {
            var outer = new AsnReader(bytes, AsnEncodingRules.BER);
            var whole = outer.PeekEncodedValue();
            var parts = outer.ReadSequence();
            if (parts.PeekTag() == Asn1Tag.ObjectIdentifier) return (whole, false);
            if (!parts.ReadSequence().TryReadInt32(out var status) || status is not (0 or 1))
            {
                error = $"The time-stamp authority did not grant the time-stamp (status {status}).";
                return null;
            }
            if (parts.HasData) return (parts.ReadEncodedValue(), true);
        }
        catch (AsnContentException)
        {
            return null;
        }
        return null;
    }

    /// <summary>Reads a token and verifies its own signature; null where it holds no time-stamp.</summary>
    /// <param name="bytes">The token.</param>
    /// <param name="lenient">Whether an ECDSA signature may be written as COSE writes it.</param>
    internal static TimeStampToken? Read(ReadOnlyMemory<byte> bytes, bool lenient)
    {
        try
        {
            // The framework loads every certificate of the token for this, which is most of its cost.
            Rfc3161TimestampToken? token = null;
            var conforms = !lenient && Rfc3161TimestampToken.TryDecode(bytes, out token, out _);
            return Read(conforms ? token!.AsSignedCms() : Decode(bytes), bytes, lenient) is { } read ? read with { Conforms = conforms } : null;
        }
        // What the decoders throw for bytes that are no such message.
        catch (Exception e) when (e is CryptographicException or AsnContentException or ArgumentException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    private static SignedCms Decode(ReadOnlyMemory<byte> bytes)
    {
        var cms = new SignedCms();
        cms.Decode(bytes.Span);
        return cms;
    }

    private static TimeStampToken? Read(SignedCms cms, ReadOnlyMemory<byte> bytes, bool lenient)
    {
        if (cms.ContentInfo.ContentType.Value != Oids.TimeStampInfo || cms.SignerInfos.Count == 0) return null;
        if (!Rfc3161TimestampTokenInfo.TryDecode(cms.ContentInfo.Content, out var info, out _)) return null;
        var signer = cms.SignerInfos[0];
        using var holder = signer.Certificate;
        var authority = holder is null ? null : Certificate.Read(holder.RawData);
        var certificates = new List<Certificate>();
        foreach (var certificate in cms.Certificates)
        {
            if (certificates.Count < MaximumCertificates && Certificate.Read(certificate.RawData) is { } read) certificates.Add(read);
            certificate.Dispose();
        }
        return new TimeStampToken
        {
            Time = info.Timestamp,
            ImprintAlgorithm = info.HashAlgorithmId.Value ?? "",
            Imprint = info.GetMessageHash(),
            Authority = authority,
            Certificates = certificates,
            SignatureHolds = authority is not null && SignatureCheck.IsBounded(authority) && Holds(signer, bytes, authority, lenient),
        };
    }

    private static bool Holds(System.Security.Cryptography.Pkcs.SignerInfo signer, ReadOnlyMemory<byte> bytes, Certificate authority, bool lenient)
    {
        try
        {
            signer.CheckSignature(verifySignatureOnly: true);
            return true;
        }
        // Said of a signature that does not hold and of a key the framework cannot use alike.
        catch (CryptographicException)
        {
            return HoldsElsewhere(bytes, authority, lenient);
        }
    }

    // For keys the framework does not know, and for r and s one after the other, which c2pa-rs takes and RFC 5753 §2 does not.
    private static bool HoldsElsewhere(ReadOnlyMemory<byte> bytes, Certificate key, bool lenient)
    {
        try
        {
            // A plain RSA or ECDSA signature the framework has judged already.
            if (key.KeyAlgorithm.Oid == Oids.Rsa || (key.KeyAlgorithm.Oid == Oids.EcPublicKey && !lenient) || !Nesting.IsShallow(bytes.Span)) return false;
            var signer = new CmsSignedData(bytes.ToArray()).GetSignerInfos().GetSigners().First();
            if (key.KeyAlgorithm.Oid == Oids.EcPublicKey) return HoldsAsPair(signer, bytes, key);
            return signer.Verify(new X509CertificateParser().ReadCertificate(key.Der.ToArray()).GetPublicKey());
        }
        // BouncyCastle tells what it cannot read by exceptions of many kinds.
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            return false;
        }
    }

    private static bool HoldsAsPair(SignerInformation signer, ReadOnlyMemory<byte> bytes, Certificate key) =>
        SignatureScheme.HashOf(signer.DigestAlgorithmID.Algorithm.Id) is { } hash
        && SignatureCheck.Verify(key, new(SignatureFamily.Ecdsa, hash, 0), signer.GetEncodedSignedAttributes(), signer.GetSignature(), DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        && signer.SignedAttributes[CmsAttributes.MessageDigest]?.AttrValues[0] is Asn1OctetString digest
        && digest.GetOctets().AsSpan().SequenceEqual(CryptographicOperations.HashData(hash, Decode(bytes).ContentInfo.Content));
}
