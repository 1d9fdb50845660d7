using System.Security.Cryptography;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Provenance.Signing;

/// <summary>Writes manifests and stores from their parts (C2PA 2.2 §10.3, §11.1.4).</summary>
internal static class ManifestWriter
{
    internal const string StandardType = "c2ma", UpdateType = "c2um";

    /// <summary>A claim of version 2, without the address of its signature.</summary>
    /// <param name="builder">What was gathered.</param>
    /// <param name="assertions">All assertions, the binding too.</param>
    internal static CborValue Claim(ManifestBuilder builder, IReadOnlyList<StoredAssertion> assertions) => CborTree.Map(
        ("claim_generator_info", builder.Generator.ToCbor()),
        ("created_assertions", CborTree.List(assertions.Select(a => a.Reference()))),
        ("redacted_assertions", builder.Redactions.Count == 0 ? null : CborTree.List(builder.Redactions.Select(CborTree.Text))),
        ("dc:title", builder.Title is null ? null : CborTree.Text(builder.Title)),
        ("alg", CborTree.Text("sha256")));

    /// <summary>The identifier of a manifest: the caller's, or one derived from the claim and the signer.</summary>
    internal static Guid Identity(ManifestBuilder builder, CborValue claim, ManifestSigner signer)
    {
        if (builder.Identity is { } given) return given;
        var digest = SHA256.HashData([.. CborEncoder.Encode(claim), .. CoseWriter.ProtectedHeader(signer)]);
        // The form of a random UUID (RFC 9562 §5.4): version 4, variant 10.
        digest[6] = (byte)((digest[6] & 0x0F) | 0x40);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest.AsSpan(0, 16), bigEndian: true);
    }

    /// <summary>Label of a manifest (C2PA 2.2 §8.2).</summary>
    internal static string Label(Guid identity) => $"urn:c2pa:{identity:D}";

    /// <summary>The claim with what depends on the manifest's identity.</summary>
    internal static CborValue Identified(CborValue claim, Guid identity) => claim
        .With("instanceID", CborTree.Text($"xmp:iid:{identity:D}"))
        .With("signature", CborTree.Text($"self#jumbf=/c2pa/{Label(identity)}/c2pa.signature"));

    internal static byte[] AssertionStore(IEnumerable<StoredAssertion> assertions) =>
        JumbfWriter.Superbox("c2as", "c2pa.assertions", [.. assertions.Select(a => (ReadOnlyMemory<byte>)a.Box)]);

    internal static byte[] ClaimBox(ReadOnlyMemory<byte> claim) => JumbfWriter.Superbox("c2cl", "c2pa.claim.v2", JumbfWriter.Box("cbor", claim));

    internal static byte[] SignatureBox(ReadOnlyMemory<byte> cose) => JumbfWriter.Superbox("c2cs", "c2pa.signature", JumbfWriter.Box("cbor", cose));

    internal static byte[] Manifest(string type, string label, params IReadOnlyList<ReadOnlyMemory<byte>> boxes) => JumbfWriter.Superbox(type, label, boxes);

    internal static byte[] Store(params IReadOnlyList<ReadOnlyMemory<byte>> manifests) => JumbfWriter.Superbox("c2pa", "c2pa", manifests);
}
