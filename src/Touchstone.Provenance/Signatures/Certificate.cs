using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Touchstone.Provenance.Signatures;

/// <summary>An algorithm with its parameters as encoded, or none.</summary>
internal sealed record AlgorithmId(string Oid, ReadOnlyMemory<byte>? Parameters);

/// <summary>An extension of a certificate.</summary>
internal sealed record CertificateExtension(string Oid, bool Critical, ReadOnlyMemory<byte> Value);

/// <summary>A certificate (RFC 5280 §4.1) as bytes and parts; read without any store or library of the machine.</summary>
internal sealed record Certificate
{
    // Real chains hold far fewer; the bound keeps a hostile one from costing time.
    private const int MaximumExtensions = 64;

    internal required ReadOnlyMemory<byte> Der { get; init; }
    internal required ReadOnlyMemory<byte> Tbs { get; init; }
    internal required AlgorithmId SignatureAlgorithm { get; init; }
    internal required ReadOnlyMemory<byte> Signature { get; init; }
    internal required int Version { get; init; }
    internal required ReadOnlyMemory<byte> Serial { get; init; }
    internal required ReadOnlyMemory<byte> Issuer { get; init; }
    internal required ReadOnlyMemory<byte> Subject { get; init; }
    internal required DateTimeOffset NotBefore { get; init; }
    internal required DateTimeOffset NotAfter { get; init; }
    internal required AlgorithmId KeyAlgorithm { get; init; }
    internal required ReadOnlyMemory<byte> Key { get; init; }
    internal bool HasUniqueIds { get; init; }
    internal IReadOnlyList<CertificateExtension> Extensions { get; init; } = [];
    internal X509KeyUsageFlags? KeyUsage { get; init; }
    internal IReadOnlyList<string>? Purposes { get; init; }
    internal bool IsAuthority { get; init; }
    internal int? PathLength { get; init; }

    internal bool IsSelfIssued => Issuer.Span.SequenceEqual(Subject.Span);

    internal string Sha256 => field ??= Convert.ToHexStringLower(SHA256.HashData(Der.Span));

    internal CertificateExtension? Extension(string oid) => Extensions.FirstOrDefault(e => e.Oid == oid);

    internal bool IsValidAt(DateTimeOffset time) => time >= NotBefore && time <= NotAfter;

    /// <summary>Reads a certificate; null for bytes that are none.</summary>
    internal static Certificate? Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            return Parse(der);
        }
        catch (AsnContentException)
        {
            return null;
        }
        // A set date that no calendar has, or a key usage longer than its type.
        catch (Exception e) when (e is ArgumentException or CryptographicException or OverflowException)
        {
            return null;
        }
    }

    // Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signature BIT STRING }
    private static Certificate Parse(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.BER);
        var whole = outer.PeekEncodedValue();
        var certificate = outer.ReadSequence();
        var tbs = certificate.PeekEncodedValue();
        var body = certificate.ReadSequence();
        var algorithm = Algorithm(certificate);
        var signature = certificate.ReadBitString(out _);

        var version = 1;
        var explicitVersion = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        if (body.PeekTag().HasSameClassAndValue(explicitVersion))
        {
            if (!body.ReadSequence(explicitVersion).TryReadInt32(out var encoded)) throw new AsnContentException("The version is no small number.");
            version = encoded + 1;
        }
        var serial = body.ReadIntegerBytes();
        _ = Algorithm(body);
        var issuer = body.ReadEncodedValue();
        var validity = body.ReadSequence();
        var notBefore = Time(validity);
        var notAfter = Time(validity);
        var subject = body.ReadEncodedValue();
        var keyInfo = body.ReadSequence();
        var keyAlgorithm = Algorithm(keyInfo);
        var key = keyInfo.ReadBitString(out _);
        var (uniqueIds, extensions) = Tail(body);
        return Described(new Certificate
        {
            Der = whole,
            Tbs = tbs,
            SignatureAlgorithm = algorithm,
            Signature = signature,
            Version = version,
            Serial = serial,
            Issuer = issuer,
            Subject = subject,
            NotBefore = notBefore,
            NotAfter = notAfter,
            KeyAlgorithm = keyAlgorithm,
            Key = key,
            HasUniqueIds = uniqueIds,
            Extensions = extensions,
        });
    }

    // issuerUniqueID [1], subjectUniqueID [2], extensions [3]
    private static (bool UniqueIds, List<CertificateExtension> Extensions) Tail(AsnReader body)
    {
        var uniqueIds = false;
        List<CertificateExtension> extensions = [];
        while (body.HasData)
        {
            var tag = body.PeekTag();
            if (tag is { TagClass: TagClass.ContextSpecific, TagValue: 1 or 2 })
            {
                uniqueIds = true;
                body.ReadEncodedValue();
            }
            else
            {
                var list = body.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 3, isConstructed: true)).ReadSequence();
                while (list.HasData && extensions.Count < MaximumExtensions) extensions.Add(ReadExtension(list.ReadSequence()));
                if (list.HasData) throw new AsnContentException("The certificate has too many extensions.");
            }
        }
        return (uniqueIds, extensions);
    }

    private static CertificateExtension ReadExtension(AsnReader extension)
    {
        var oid = extension.ReadObjectIdentifier();
        var critical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
        return new CertificateExtension(oid, critical, extension.ReadOctetString());
    }

    private static Certificate Described(Certificate certificate)
    {
        if (certificate.Extension(Oids.KeyUsage) is { } usage)
            certificate = certificate with { KeyUsage = Usage(new AsnReader(usage.Value, AsnEncodingRules.BER).ReadBitString(out _)) };
        if (certificate.Extension(Oids.ExtendedKeyUsage) is { } purposes)
        {
            var list = new AsnReader(purposes.Value, AsnEncodingRules.BER).ReadSequence();
            List<string> oids = [];
            while (list.HasData && oids.Count < MaximumExtensions) oids.Add(list.ReadObjectIdentifier());
            certificate = certificate with { Purposes = oids };
        }
        if (certificate.Extension(Oids.BasicConstraints) is { } constraints)
        {
            var parts = new AsnReader(constraints.Value, AsnEncodingRules.BER).ReadSequence();
            var authority = parts.HasData && parts.PeekTag() == Asn1Tag.Boolean && parts.ReadBoolean();
            int? length = parts.HasData && parts.TryReadInt32(out var value) ? value : null;
            certificate = certificate with { IsAuthority = authority, PathLength = length };
        }
        return certificate;
    }

    // Named bits count from the most significant one (X.680 §22): the flags of the framework keep that order in the first octet.
    private static X509KeyUsageFlags Usage(byte[] bits)
    {
        var flags = bits.Length > 0 ? bits[0] : 0;
        if (bits.Length > 1 && (bits[1] & 0x80) != 0) flags |= (int)X509KeyUsageFlags.DecipherOnly;
        return (X509KeyUsageFlags)flags;
    }

    private static DateTimeOffset Time(AsnReader reader) => reader.PeekTag() == Asn1Tag.UtcTime ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    internal static AlgorithmId Algorithm(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var oid = sequence.ReadObjectIdentifier();
        return new AlgorithmId(oid, sequence.HasData ? sequence.ReadEncodedValue() : null);
    }

    /// <summary>The facts people read.</summary>
    internal CertificateFacts Facts()
    {
        var subject = Name(Subject);
        return new CertificateFacts(
            Text(subject), Part(subject, "2.5.4.3"), Part(subject, "2.5.4.10"), Text(Name(Issuer)),
            Convert.ToHexStringLower(Serial.Span), NotBefore, NotAfter, Sha256);
    }

    /// <summary>What to call the holder: common name, or the whole name where there is none.</summary>
    internal string Holder
    {
        get
        {
            var name = Name(Subject);
            return Part(name, "2.5.4.3") is { Length: > 0 } common ? common : Text(name);
        }
    }

    internal static string NameText(ReadOnlyMemory<byte> name) => Text(Name(name));

    private static string Part(X500DistinguishedName? name, string oid)
    {
        if (name is null) return "";
        try
        {
            foreach (var part in name.EnumerateRelativeDistinguishedNames())
                if (!part.HasMultipleElements && part.GetSingleElementType().Value == oid) return part.GetSingleElementValue() ?? "";
        }
        catch (CryptographicException)
        {
            return "";
        }
        return "";
    }

    private static X500DistinguishedName? Name(ReadOnlyMemory<byte> der)
    {
        try
        {
            return new X500DistinguishedName(der.Span);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Text(X500DistinguishedName? name)
    {
        try
        {
            return name?.Name ?? "";
        }
        catch (CryptographicException)
        {
            return "";
        }
    }
}
