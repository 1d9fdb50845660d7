using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Signing;

namespace Touchstone.Evaluation.Credentials;

/// <summary>Vectors of signatures, time-stamps, trust and revocation (C2PA 2.2 §15.7 to §15.9).</summary>
internal static class SignatureVectors
{
    private const string Responder = "http://ocsp.example.org/";

    internal static IEnumerable<StatusVector> All(VectorKit kit) => [.. Signatures(kit), .. ClaimedTimes(kit), .. TimeStamps(kit), .. Revocation(kit)];

    private static IEnumerable<StatusVector> Signatures(VectorKit kit)
    {
        foreach (var (code, what) in (IEnumerable<(string, string)>)[("assertion.hashedURI.match", "every assertion is as it was signed"), ("claimSignature.insideValidity", "the certificate is valid now"),
            ("claimSignature.validated", "the signature verifies"), ("signingCredential.trusted", "the signer is on the list")])
            yield return kit.Vector(code, what, kit.Parent);
        yield return kit.Vector("claimSignature.mismatch", "the signature is of another claim",
            kit.Deviant(VectorKit.Created(), new Deviation { Signature = (signer, claim, isDraft) => CoseWriter.Sign(signer, claim.AsMemory(0, claim.Length - 1), isDraft) }));
        yield return kit.Vector("claimSignature.outsideValidity", "the certificate has expired, and no time-stamp says that it was valid",
            kit.Signed(VectorKit.Created(), kit.Jpeg, Signer(kit, form => form with { NotAfter = kit.Authority.At.AddDays(-1) })));
        yield return kit.Vector("signingCredential.untrusted", "the signer is on no list", kit.Parent) with { Options = kit.Options with { Trust = kit.NoSigners } };
        yield return kit.Vector("signingCredential.invalid", "the certificate is for any purpose", kit.Signed(VectorKit.Created(), kit.Jpeg, Signer(kit, form => form with { Ekus = [.. form.Ekus, "2.5.29.37.0"] })));
    }

    private static IEnumerable<StatusVector> ClaimedTimes(VectorKit kit)
    {
        ManifestSigner At(int days) => new(kit.Signer.Key, kit.Signer.Chain) { ClaimedTime = kit.Authority.At.AddDays(days) };

        yield return kit.Vector("timeOfSigning.insideValidity", "the signer claims to have signed yesterday", kit.Signed(VectorKit.Created(), kit.Jpeg, At(-1)));
        yield return kit.Vector("timeOfSigning.outsideValidity", "the signer claims to have signed before the certificate began", kit.Signed(VectorKit.Created(), kit.Jpeg, At(-1000)));
    }

    private static IEnumerable<StatusVector> TimeStamps(VectorKit kit)
    {
        var proper = kit.Authority.TimeStamps();
        var stamped = kit.Signed(VectorKit.Created(), kit.Jpeg, Stamped(kit.Signer, proper));
        yield return kit.Vector("timeStamp.trusted", "the time-stamp authority is on the list", stamped);
        yield return kit.Vector("timeStamp.validated", "the time-stamp is of this signature", stamped);
        yield return kit.Vector("timeStamp.untrusted", "the time-stamp authority is on no list", kit.Signed(VectorKit.Created(), kit.Jpeg, Stamped(kit.Signer, new TestAuthority(kit.Authority.At, "another").TimeStamps())));
        var expired = kit.Authority.Issue(new CertificateForm("Touchstone Test Former Time-Stamp Authority") { Ekus = [TestServices.TimeStampingEku], NotAfter = kit.Authority.At.AddDays(-1) });
        yield return kit.Vector("timeStamp.outsideValidity", "the time-stamp authority's certificate had expired", WithTokens(kit, covered => [Token(kit.Authority.TimeStamps(certificate: expired), covered)]));
        yield return kit.Vector("timeStamp.mismatch", "the time-stamp is of another signature", WithTokens(kit, _ => [Token(proper, "another signature"u8.ToArray())]));
        yield return kit.Vector("timeStamp.malformed", "the signature carries two time-stamps", WithTokens(kit, covered => [Token(proper, covered), Token(proper, covered)]));
    }

    private static IEnumerable<StatusVector> Revocation(VectorKit kit)
    {
        yield return kit.Vector("signingCredential.ocsp.skipped", "revocation could be asked for, and is not", kit.Signed(VectorKit.Created(), kit.Jpeg, Signer(kit, form => form with { OcspUrl = Responder })));
        yield return kit.Vector("signingCredential.ocsp.notRevoked", "the stapled response says that the certificate is good", Stapled(kit, RevocationAnswer.Good));
        yield return kit.Vector("signingCredential.ocsp.revoked", "the stapled response says that the certificate is revoked", Stapled(kit, RevocationAnswer.Revoked));
        yield return kit.Vector("signingCredential.ocsp.unknown", "the stapled response does not know the certificate", Stapled(kit, RevocationAnswer.Unknown));
    }

    private static byte[] Stapled(VectorKit kit, RevocationAnswer answer)
    {
        var certificate = kit.Authority.Issue(new CertificateForm("Touchstone Test Signer") { OcspUrl = Responder });
        var signer = kit.Authority.SignerOf(certificate);
        // Answered an hour before signing, so that the time-stamped moment lies in what the answer holds for.
        var response = kit.Authority.Ocsp(certificate, answer, kit.Authority.At.AddHours(-2));
        return kit.Signed(VectorKit.Created(), kit.Jpeg, new ManifestSigner(signer.Key, signer.Chain) { TimeStamp = kit.Authority.TimeStamps(kit.Authority.At.AddHours(-1)), OcspResponses = [response] });
    }

    private static ManifestSigner Signer(VectorKit kit, Func<CertificateForm, CertificateForm> edit) => kit.Authority.SignerOf(kit.Authority.Issue(edit(new CertificateForm("Touchstone Test Signer"))));

    private static ManifestSigner Stamped(ManifestSigner signer, Func<ReadOnlyMemory<byte>, byte[]> timeStamp) => new(signer.Key, signer.Chain) { TimeStamp = timeStamp };

    private static byte[] WithTokens(VectorKit kit, Func<byte[], IEnumerable<ReadOnlyMemory<byte>>> tokens) => kit.Deviant(VectorKit.Created(), new Deviation
    {
        Signature = (signer, claim, _) =>
        {
            var header = CoseWriter.ProtectedHeader(signer);
            var signature = signer.Key.Sign(CoseWriter.ToBeSigned("Signature1", header, claim));
            var covered = CoseWriter.ToBeSigned("CounterSignature", header, CborEncoder.Encode(CborTree.Bytes(signature)));
            // Tokens differ by a byte or two in length.
            return CoseWriter.Padded(header, CborTree.Map(("sigTst2", CoseWriter.Token(tokens(covered)))), signature, 24 << 10);
        },
    });

    // As it comes: a client would refuse some of these.
    private static ReadOnlyMemory<byte> Token(Func<ReadOnlyMemory<byte>, byte[]> authority, byte[] covered) =>
        Touchstone.Provenance.Signing.TimeStamps.Token(authority(Touchstone.Provenance.Signing.TimeStamps.For(covered).Encode()));
}
