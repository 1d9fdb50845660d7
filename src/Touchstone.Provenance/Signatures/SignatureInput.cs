namespace Touchstone.Provenance.Signatures;

/// <summary>A claim signature to validate.</summary>
/// <param name="Cose">The COSE_Sign1 structure as it stands in the signature box.</param>
/// <param name="Claim">The claim's CBOR bytes: the detached payload.</param>
/// <param name="IsClaimV1">Whether the claim is a <c>c2pa.claim</c>, not a <c>c2pa.claim.v2</c>.</param>
/// <param name="Url">JUMBF URI of the signature box, for the statuses.</param>
/// <param name="TimeStampTokens">Tokens of <c>c2pa.time-stamp</c> assertions that name this manifest.</param>
/// <param name="OcspResponses">Responses of <c>c2pa.certificate-status</c> assertions of the store.</param>
internal sealed record SignatureInput(
    ReadOnlyMemory<byte> Cose,
    ReadOnlyMemory<byte> Claim,
    bool IsClaimV1,
    string Url,
    IReadOnlyList<ReadOnlyMemory<byte>> TimeStampTokens,
    IReadOnlyList<ReadOnlyMemory<byte>> OcspResponses);
