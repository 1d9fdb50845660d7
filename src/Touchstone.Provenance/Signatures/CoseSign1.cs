using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Touchstone.Provenance.Cbor;

namespace Touchstone.Provenance.Signatures;

/// <summary>A COSE_Sign1 structure (RFC 9052 §4.2): four parts, the first a map encoded as bytes, the payload usually absent.</summary>
internal sealed record CoseSign1
{
    private const ulong Sign1Tag = 18;
    private const long AlgorithmLabel = 1, ChainLabel = 33;
    private const int MaximumCertificates = 16;

    internal required bool IsTagged { get; init; }
    internal required ReadOnlyMemory<byte> ProtectedBytes { get; init; }
    internal required CborValue Protected { get; init; }
    internal required CborValue Unprotected { get; init; }
    internal ReadOnlyMemory<byte>? Payload { get; init; }
    internal required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Reads the structure.</summary>
    internal static bool TryRead(ReadOnlyMemory<byte> bytes, ProvenanceLimits limits, [NotNullWhen(true)] out CoseSign1? cose, [NotNullWhen(false)] out string? error)
    {
        cose = null;
        if (!CborDecoder.TryDecode(bytes, limits, out var value, out error)) return false;
        error = "The signature is no COSE_Sign1 structure.";
        if (value.Tag is not (null or Sign1Tag) || value.Items is not [{ Bytes: { } head }, { Kind: CborKind.Map } unprotected, var payload, { Bytes: { } signature }]) return false;
        if (payload.Kind is not (CborKind.Null or CborKind.Bytes)) return false;
        var protectedMap = new CborValue { Kind = CborKind.Map };
        if (!head.IsEmpty)
        {
            if (!CborDecoder.TryDecode(head, limits, out var map, out error)) return false;
            error = "The protected headers are no map.";
            if (map.Kind != CborKind.Map) return false;
            protectedMap = map;
        }
        error = null;
        cose = new CoseSign1
        {
            IsTagged = value.Tag == Sign1Tag,
            ProtectedBytes = head,
            Protected = protectedMap,
            Unprotected = unprotected,
            Payload = payload.Bytes,
            Signature = signature,
        };
        return true;
    }

    /// <summary>The algorithm's COSE identifier; it counts only where it is protected (C2PA 2.2 §13.2.3).</summary>
    internal long? Algorithm => Protected[AlgorithmLabel]?.Integer;

    /// <summary>The certificates as sent, or why there are none (C2PA 2.2 §14.2, §14.5).</summary>
    /// <param name="policy">The reference rejects any two chains; the specification lets 33 win over "x5chain".</param>
    internal (IReadOnlyList<ReadOnlyMemory<byte>> Certificates, string? Error) Chain(ValidationPolicy policy)
    {
        CborValue? numbered = Protected[ChainLabel], numberedOutside = Unprotected[ChainLabel], named = Protected["x5chain"], namedOutside = Unprotected["x5chain"];
        const string Twice = "The signature carries its certificates twice, protected and unprotected.";
        if (policy == ValidationPolicy.Reference && (numbered ?? named) is not null && (numberedOutside ?? namedOutside) is not null) return ([], Twice);
        if (numbered is not null && numberedOutside is not null) return ([], Twice);
        var chain = numbered ?? numberedOutside;
        if (chain is null && named is not null && namedOutside is not null) return ([], Twice);
        chain ??= named ?? namedOutside;
        if (chain is null) return ([], "The signature carries no certificate.");
        if (chain.Bytes is { } single) return ([single], null);
        var certificates = new List<ReadOnlyMemory<byte>>();
        foreach (var item in chain.Items)
        {
            if (item.Bytes is not { } bytes) return ([], "The list of certificates holds something else.");
            if (certificates.Count == MaximumCertificates) return ([], $"The signature carries more than {MaximumCertificates} certificates.");
            certificates.Add(bytes);
        }
        return certificates.Count == 0 ? ([], "The list of certificates is empty.") : (certificates, null);
    }

    /// <summary>A header from either bucket, the protected one first.</summary>
    internal CborValue? Header(string label) => Protected[label] ?? Unprotected[label];

    /// <summary>What is signed: <c>["Signature1", protected, h'', payload]</c> (RFC 9052 §4.4), or "CounterSignature" for time-stamps (C2PA 2.2 §10.3.2.5.3).</summary>
    internal byte[] ToBeSigned(string context, ReadOnlySpan<byte> payload)
    {
        var bytes = new byte[1 + Head(context.Length) + context.Length + Head(ProtectedBytes.Length) + ProtectedBytes.Length + 1 + Head(payload.Length) + payload.Length];
        bytes[0] = 0x84;
        var at = 1;
        WriteHead(bytes, ref at, 0x60, context.Length);
        at += Encoding.ASCII.GetBytes(context, bytes.AsSpan(at));
        WriteHead(bytes, ref at, 0x40, ProtectedBytes.Length);
        ProtectedBytes.Span.CopyTo(bytes.AsSpan(at));
        at += ProtectedBytes.Length;
        bytes[at++] = 0x40;
        WriteHead(bytes, ref at, 0x40, payload.Length);
        payload.CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    /// <summary>The signature as the byte string it is written as, which a version 2 time-stamp covers (C2PA 2.2 §10.3.2.5.2).</summary>
    internal byte[] SignatureAsByteString()
    {
        var bytes = new byte[Head(Signature.Length) + Signature.Length];
        var at = 0;
        WriteHead(bytes, ref at, 0x40, Signature.Length);
        Signature.Span.CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    private static int Head(int length) => length < 24 ? 1 : length < 256 ? 2 : length < 65_536 ? 3 : 5;

    private static void WriteHead(byte[] bytes, ref int at, int major, int length)
    {
        var head = Head(length);
        bytes[at] = (byte)(major | (head == 1 ? length : head == 2 ? 24 : head == 3 ? 25 : 26));
        if (head == 2) bytes[at + 1] = (byte)length;
        if (head == 3) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 1), (ushort)length);
        if (head == 5) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 1), (uint)length);
        at += head;
    }
}
