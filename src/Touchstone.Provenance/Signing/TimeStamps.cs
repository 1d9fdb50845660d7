using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Touchstone.Provenance.Signing;

/// <summary>Asks for time-stamps (RFC 3161).</summary>
internal static class TimeStamps
{
    /// <summary>Has bytes time-stamped.</summary>
    /// <param name="bytes">What is stamped: its SHA-256 goes into the request.</param>
    /// <param name="authority">Request in, response out.</param>
    /// <returns>The TimeStampToken, DER.</returns>
    /// <exception cref="InvalidOperationException">The authority refused, or gave no time-stamp of these bytes.</exception>
    internal static ReadOnlyMemory<byte> Request(ReadOnlySpan<byte> bytes, Func<ReadOnlyMemory<byte>, byte[]> authority)
    {
        var request = For(bytes);
        var response = authority(request.Encode());
        try
        {
            request.ProcessResponse(response, out _);
            return Token(response);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            throw new InvalidOperationException($"The time-stamp authority gave no time-stamp: {e.Message}", e);
        }
    }

    /// <summary>A request that asks for the authority's certificates too (C2PA 2.2 §10.3.2.5.3).</summary>
    internal static Rfc3161TimestampRequest For(ReadOnlySpan<byte> bytes) => Rfc3161TimestampRequest.CreateFromHash(SHA256.HashData(bytes), HashAlgorithmName.SHA256, requestSignerCertificates: true);

    /// <summary>The token of a response, unchecked.</summary>
    //  TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken ContentInfo OPTIONAL }
    internal static ReadOnlyMemory<byte> Token(ReadOnlyMemory<byte> response)
    {
        var sequence = new AsnReader(response, AsnEncodingRules.BER).ReadSequence();
        sequence.ReadEncodedValue();
        return sequence.ReadEncodedValue();
    }
}
