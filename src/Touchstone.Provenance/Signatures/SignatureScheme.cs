using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Touchstone.Provenance.Signatures;

/// <summary>How a signature is made, the hash aside.</summary>
internal enum SignatureFamily
{
    Ecdsa,
    RsaPkcs1,
    RsaPss,
    Ed25519,
}

/// <summary>A signature algorithm with its hash.</summary>
/// <param name="Family">The family.</param>
/// <param name="Hash">The hash; empty for Ed25519.</param>
/// <param name="SaltBytes">Salt of PSS, bytes.</param>
internal readonly record struct SignatureScheme(SignatureFamily Family, HashAlgorithmName Hash, int SaltBytes)
{
    /// <summary>The allowed algorithms of COSE (C2PA 2.2 §13.2.1; RFC 9053 §2, RFC 8230 §2): identifier and name.</summary>
    internal static (SignatureScheme Scheme, string Name)? OfCose(long identifier) => identifier switch
    {
        -7 => (new(SignatureFamily.Ecdsa, HashAlgorithmName.SHA256, 0), "es256"),
        -35 => (new(SignatureFamily.Ecdsa, HashAlgorithmName.SHA384, 0), "es384"),
        -36 => (new(SignatureFamily.Ecdsa, HashAlgorithmName.SHA512, 0), "es512"),
        -37 => (new(SignatureFamily.RsaPss, HashAlgorithmName.SHA256, 32), "ps256"),
        -38 => (new(SignatureFamily.RsaPss, HashAlgorithmName.SHA384, 48), "ps384"),
        -39 => (new(SignatureFamily.RsaPss, HashAlgorithmName.SHA512, 64), "ps512"),
        -8 => (new(SignatureFamily.Ed25519, default, 0), "ed25519"),
        _ => null,
    };

    /// <summary>The algorithms a certificate may be signed with (C2PA 2.2 §14.5.1.1), or null for any other.</summary>
    internal static SignatureScheme? OfCertificate(AlgorithmId algorithm) => algorithm.Oid switch
    {
        Oids.EcdsaSha256 => new(SignatureFamily.Ecdsa, HashAlgorithmName.SHA256, 0),
        Oids.EcdsaSha384 => new(SignatureFamily.Ecdsa, HashAlgorithmName.SHA384, 0),
        Oids.EcdsaSha512 => new(SignatureFamily.Ecdsa, HashAlgorithmName.SHA512, 0),
        Oids.RsaSha256 => new(SignatureFamily.RsaPkcs1, HashAlgorithmName.SHA256, 0),
        Oids.RsaSha384 => new(SignatureFamily.RsaPkcs1, HashAlgorithmName.SHA384, 0),
        Oids.RsaSha512 => new(SignatureFamily.RsaPkcs1, HashAlgorithmName.SHA512, 0),
        Oids.RsaPss => OfPssParameters(algorithm.Parameters),
        Oids.Ed25519 => new(SignatureFamily.Ed25519, default, 0),
        _ => null,
    };

    /// <summary>The hash an identifier names, or null for one that is not allowed (C2PA 2.2 §13.1).</summary>
    internal static HashAlgorithmName? HashOf(string? oid) => oid switch
    {
        Oids.Sha256 => HashAlgorithmName.SHA256,
        Oids.Sha384 => HashAlgorithmName.SHA384,
        Oids.Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };

    // RSASSA-PSS-params ::= SEQUENCE { hashAlgorithm [0], maskGenAlgorithm [1], saltLength [2] DEFAULT 20, trailerField [3] } (RFC 8017 A.2.3)
    private static SignatureScheme? OfPssParameters(ReadOnlyMemory<byte>? parameters)
    {
        if (parameters is not { } bytes) return null;
        try
        {
            var fields = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
            var hash = Certificate.Algorithm(fields.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)));
            var mask = Certificate.Algorithm(fields.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 1, isConstructed: true)));
            if (mask.Parameters is not { } maskHash || Certificate.Algorithm(new AsnReader(maskHash, AsnEncodingRules.BER)).Oid != hash.Oid) return null;
            var saltTag = new Asn1Tag(TagClass.ContextSpecific, 2, isConstructed: true);
            var salt = 20;
            if (fields.HasData && fields.PeekTag().HasSameClassAndValue(saltTag) && !fields.ReadSequence(saltTag).TryReadInt32(out salt)) return null;
            return HashOf(hash.Oid) is { } name && salt is >= 0 and <= 512 ? new(SignatureFamily.RsaPss, name, salt) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
