using System.Security.Cryptography;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Trust;

namespace Touchstone.Provenance.Signing.Signers;

/// <summary>What is wrong with a signer.</summary>
public enum SignerFlawKind
{
    /// <summary>A certificate cannot be read.</summary>
    CertificateUnreadable,
    /// <summary>The key is another one than the certificate's.</summary>
    KeyMismatch,
    /// <summary>A certificate is not valid yet or has expired.</summary>
    OutsideValidity,
    /// <summary>The certificate breaks the profile of C2PA 2.2 §14.5.1.</summary>
    UnfitCertificate,
    /// <summary>A certificate of the chain is not signed by the next one.</summary>
    BrokenChain,
}

/// <summary>A reason why what a signer signs would not hold.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record SignerFlaw(SignerFlawKind Kind, string Sentence);

/// <summary>Checks a signer before it signs, by the rules that validation applies afterwards. It says nothing of trust.</summary>
public static class SignerCheck
{
    /// <summary>Every flaw of a signer; none where what it signs will hold.</summary>
    /// <param name="signer">The signer.</param>
    /// <param name="at">When it is about to sign.</param>
    public static IReadOnlyList<SignerFlaw> Of(ManifestSigner signer, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var read = signer.Chain.Select(Certificate.Read).ToArray();
        if (Array.IndexOf(read, null) is >= 0 and var unreadable) return [new(SignerFlawKind.CertificateUnreadable, $"Certificate {unreadable + 1} of the chain cannot be read.")];
        Certificate[] chain = [.. read.OfType<Certificate>()];
        List<SignerFlaw> flaws = [];
        if (!IsKeyOf(signer.Key, chain[0])) flaws.Add(new(SignerFlawKind.KeyMismatch, $"The key is not the one of the certificate of {chain[0].Holder}."));
        flaws.AddRange(chain.Where(c => !c.IsValidAt(at)).Select(c => new SignerFlaw(SignerFlawKind.OutsideValidity,
            $"The certificate of {c.Holder} is valid from {Moment.Text(c.NotBefore)} to {Moment.Text(c.NotAfter)}.")));
        flaws.AddRange(CertificateProfile.Broken(chain[0], CertificatePurpose.Claim, TrustProfile.None, ValidationPolicy.Strict).Select(b => new SignerFlaw(SignerFlawKind.UnfitCertificate, b)));
        for (var i = 1; i < chain.Length; i++)
            if (!SignatureCheck.IsSignedBy(chain[i - 1], chain[i])) flaws.Add(new(SignerFlawKind.BrokenChain, $"The certificate of {chain[i - 1].Holder} is not signed by that of {chain[i].Holder}, which follows it."));
        return flaws;
    }

    // A signature over any bytes tells whether key and certificate belong together, whatever kind they are of.
    private static bool IsKeyOf(SigningKey key, Certificate certificate)
    {
        if (SignatureScheme.OfCose((long)key.Algorithm) is not { } scheme) return false;
        var probe = SHA256.HashData(certificate.Der.Span);
        return SignatureCheck.Verify(certificate, scheme.Scheme, probe, key.Sign(probe), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
