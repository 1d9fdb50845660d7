using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using Touchstone.Provenance;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Trust;

namespace Touchstone.Tests.Provenance.Signatures;

/// <summary>Builds COSE_Sign1 structures piece by piece and validates them.</summary>
internal sealed class Signed
{
    internal static readonly byte[] Claim = Encoding.UTF8.GetBytes("a claim, whose bytes the validator of signatures does not read");

    private readonly List<(object Label, Action<CborWriter> Value)> _protected = [];
    private readonly List<(string Label, Action<CborWriter> Value)> _unprotected = [];

    internal bool IsTagged { get; init; } = true;
    internal byte[]? Payload { get; init; }
    internal IReadOnlyList<byte[]> StampTokens { get; init; } = [];
    internal IReadOnlyList<byte[]> Responses { get; init; } = [];
    internal bool IsClaimV1 { get; init; }

    /// <summary>The usual one: ES256, chain protected under 33.</summary>
    internal static Signed By(params Issued[] chain) => new Signed().Algorithm(-7).Chain(33, chain);

    internal Signed Algorithm(long identifier) => Protect(1L, w => w.WriteInt64(identifier));

    internal Signed Chain(object label, params Issued[] chain) => Protect(label, w => WriteChain(w, chain));

    internal Signed ChainOutside(string label, params Issued[] chain) => Outside(label, w => WriteChain(w, chain));

    internal Signed ClaimedAt(DateTimeOffset time) => Protect("iat", w => w.WriteInt64(time.ToUnixTimeSeconds()));

    internal Signed Protect(object label, Action<CborWriter> value)
    {
        _protected.Add((label, value));
        return this;
    }

    internal Signed Outside(string label, Action<CborWriter> value)
    {
        _unprotected.Add((label, value));
        return this;
    }

    internal Signed Stamped(string label, params byte[][] values) => Outside(label, w =>
    {
        w.WriteStartMap(1);
        w.WriteTextString("tstTokens");
        w.WriteStartArray(values.Length);
        foreach (var value in values)
        {
            w.WriteStartMap(1);
            w.WriteTextString("val");
            w.WriteByteString(value);
            w.WriteEndMap();
        }
        w.WriteEndArray();
        w.WriteEndMap();
    });

    internal Signed Stapled(params byte[][] responses) => Outside("rVals", w =>
    {
        w.WriteStartMap(1);
        w.WriteTextString("ocspVals");
        w.WriteStartArray(responses.Length);
        foreach (var response in responses) w.WriteByteString(response);
        w.WriteEndArray();
        w.WriteEndMap();
    });

    /// <summary>Bytes a signature or a time-stamp of it covers.</summary>
    internal byte[] ToBeSigned(string context, byte[] payload)
    {
        var writer = new CborWriter();
        writer.WriteStartArray(4);
        writer.WriteTextString(context);
        writer.WriteByteString(ProtectedBytes());
        writer.WriteByteString([]);
        writer.WriteByteString(payload);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>What a version 2 time-stamp covers.</summary>
    internal byte[] Countersigned(byte[] signature)
    {
        var writer = new CborWriter();
        writer.WriteByteString(signature);
        return ToBeSigned("CounterSignature", writer.Encode());
    }

    internal byte[] Sign(Issued signer) => signer.Key switch
    {
        RSA rsa => rsa.SignData(ToBeSigned("Signature1", Claim), HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        var key => ((ECDsa)key).SignData(ToBeSigned("Signature1", Claim), HashAlgorithmName.SHA256),
    };

    internal byte[] Encode(byte[] signature)
    {
        var writer = new CborWriter();
        if (IsTagged) writer.WriteTag((CborTag)18);
        writer.WriteStartArray(4);
        writer.WriteByteString(ProtectedBytes());
        writer.WriteStartMap(_unprotected.Count);
        foreach (var (label, value) in _unprotected)
        {
            writer.WriteTextString(label);
            value(writer);
        }
        writer.WriteEndMap();
        if (Payload is null) writer.WriteNull();
        else writer.WriteByteString(Payload);
        writer.WriteByteString(signature);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Validates in the middle of the year the certificates start in, by the specification unless said.</summary>
    internal Judged Judge(Issued signer, TrustProfile trust, ValidationPolicy policy = ValidationPolicy.Strict, DateTimeOffset? at = null) => Judge(Encode(Sign(signer)), trust, policy, at);

    internal Judged Judge(byte[] cose, TrustProfile trust, ValidationPolicy policy = ValidationPolicy.Strict, DateTimeOffset? at = null)
    {
        var log = new StatusLog(1000);
        var input = new SignatureInput(cose, Claim, IsClaimV1, "self#jumbf=c2pa.signature", [.. StampTokens.Select(t => (ReadOnlyMemory<byte>)t)], [.. Responses.Select(t => (ReadOnlyMemory<byte>)t)]);
        var report = SignatureValidator.Validate(input, new ValidationOptions { At = at ?? Pki.Start.AddMonths(6), Policy = policy, Trust = trust }, log, CancellationToken.None);
        return new Judged(report, log.Entries);
    }

    private byte[] ProtectedBytes()
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        writer.WriteStartMap(_protected.Count);
        foreach (var (label, value) in _protected)
        {
            if (label is string text) writer.WriteTextString(text);
            else writer.WriteInt64(Convert.ToInt64(label, System.Globalization.CultureInfo.InvariantCulture));
            value(writer);
        }
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void WriteChain(CborWriter writer, Issued[] chain)
    {
        if (chain.Length == 1)
        {
            writer.WriteByteString(chain[0].Der);
            return;
        }
        writer.WriteStartArray(chain.Length);
        foreach (var certificate in chain) writer.WriteByteString(certificate.Der);
        writer.WriteEndArray();
    }
}

/// <summary>A report with its statuses.</summary>
internal sealed record Judged(SignatureReport Report, IReadOnlyList<Status> Statuses)
{
    internal string[] Codes => [.. Statuses.Select(s => s.Code).Distinct().Order(StringComparer.Ordinal)];
}
