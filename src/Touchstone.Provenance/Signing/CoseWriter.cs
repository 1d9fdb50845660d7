using Touchstone.Provenance.Cbor;

namespace Touchstone.Provenance.Signing;

/// <summary>Writes the COSE_Sign1 structure of a claim signature (RFC 8152 §4.2; C2PA 2.2 §13.2.2).</summary>
internal static class CoseWriter
{
    private const int AlgorithmHeader = 1, ChainHeader = 33;

    // Enough that the head of the padding's byte string always has three bytes, so that any total length can be met.
    private const int LeastPadding = 256;

    /// <summary>Signs a claim.</summary>
    /// <param name="signer">The signer.</param>
    /// <param name="claim">The claim's CBOR: the detached payload.</param>
    /// <param name="isDraft">Whether only the length matters: nobody is asked for a time-stamp.</param>
    /// <returns>COSE_Sign1_Tagged, of a length that depends on the signer alone.</returns>
    internal static byte[] Sign(ManifestSigner signer, ReadOnlyMemory<byte> claim, bool isDraft)
    {
        var header = ProtectedHeader(signer);
        var signature = signer.Key.Sign(ToBeSigned("Signature1", header, claim));
        var unprotected = Revocation(signer.OcspResponses);
        if (signer.TimeStamp is null) return Message(header, unprotected, signature);
        var room = Message(header, unprotected, signature).Length + signer.TimeStampRoom;
        if (isDraft) return Padded(header, unprotected, signature, room);
        var token = TimeStamps.Request(ToBeSigned("CounterSignature", header, CborEncoder.Encode(CborTree.Bytes(signature))), signer.TimeStamp);
        return Padded(header, unprotected.With("sigTst2", Token(token)), signature, room);
    }

    /// <summary>The protected header: algorithm, certificates, claimed time.</summary>
    internal static byte[] ProtectedHeader(ManifestSigner signer)
    {
        var chain = signer.Chain.Count == 1 ? CborTree.Bytes(signer.Chain[0]) : CborTree.List(signer.Chain.Select(CborTree.Bytes));
        List<KeyValuePair<CborValue, CborValue>> header =
        [
            new(CborTree.Integer(AlgorithmHeader), CborTree.Integer((long)signer.Key.Algorithm)),
            new(CborTree.Integer(ChainHeader), chain),
        ];
        if (signer.ClaimedTime is { } time) header.Add(new(CborTree.Text("iat"), CborTree.Integer(time.ToUnixTimeSeconds())));
        return CborEncoder.Encode(CborTree.Map(header));
    }

    /// <summary>The Sig_structure (RFC 8152 §4.4), without external data.</summary>
    internal static byte[] ToBeSigned(string context, ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> payload) =>
        CborEncoder.Encode(CborTree.List(CborTree.Text(context), CborTree.Bytes(header), CborTree.Bytes(default), CborTree.Bytes(payload)));

    /// <summary>COSE_Sign1_Tagged with its payload detached.</summary>
    internal static byte[] Message(ReadOnlyMemory<byte> header, CborValue unprotected, ReadOnlyMemory<byte> signature) =>
        CborEncoder.Encode(CborTree.List(CborTree.Bytes(header), unprotected, CborValue.Null, CborTree.Bytes(signature)) with { Tag = 18 });

    /// <summary>A container of time-stamp tokens (C2PA 2.2 §10.3.2.5.4).</summary>
    internal static CborValue Token(params IEnumerable<ReadOnlyMemory<byte>> tokens) =>
        CborTree.Map(("tstTokens", CborTree.List(tokens.Select(t => CborTree.Map(("val", CborTree.Bytes(t)))))));

    private static CborValue Revocation(IReadOnlyList<ReadOnlyMemory<byte>> responses) => responses.Count == 0
        ? CborTree.Map()
        : CborTree.Map(("rVals", CborTree.Map(("ocspVals", CborTree.List(responses.Select(CborTree.Bytes))))));

    /// <summary>The message filled up to a length with zeros in the header <c>pad</c>.</summary>
    internal static byte[] Padded(ReadOnlyMemory<byte> header, CborValue unprotected, ReadOnlyMemory<byte> signature, int length)
    {
        var least = Message(header, unprotected.With("pad", CborTree.Bytes(new byte[LeastPadding])), signature).Length;
        if (least > length) throw new InvalidOperationException($"The time-stamp needs {least - length} bytes more than {nameof(ManifestSigner.TimeStampRoom)} keeps for it.");
        return Message(header, unprotected.With("pad", CborTree.Bytes(new byte[LeastPadding + length - least])), signature);
    }
}
