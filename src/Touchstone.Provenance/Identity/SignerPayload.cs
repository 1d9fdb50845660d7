using System.Formats.Cbor;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;

namespace Touchstone.Provenance.Identity;

// What the named actor signs: references to assertions, the kind of signature, roles (CAWG identity assertion 1.2 §5.2).
internal sealed record SignerPayload(string SignatureType, IReadOnlyList<HashedUri> Referenced, IReadOnlyList<string> Roles, CborValue Value)
{
    internal static SignerPayload? Read(CborValue? value)
    {
        if (value?["sig_type"]?.Text is not { } type || value["referenced_assertions"] is not { Kind: CborKind.List } list) return null;
        List<HashedUri> referenced = [];
        foreach (var item in list.Items)
        {
            if (HashedUri.Of(item) is not { Hash: not null } uri) return null;
            referenced.Add(uri);
        }
        return new SignerPayload(type, referenced, [.. (value["role"]?.Items ?? []).Select(r => r.Text).OfType<string>()], value);
    }

    // The bytes that may have been signed: as they stand in the assertion; encoded anew in the fixed form;
    // and, for generators that sign what they understood, the known members in the order of their definition.
    internal IEnumerable<ReadOnlyMemory<byte>> Signable(ReadOnlyMemory<byte> assertion)
    {
        if (Raw(assertion) is { } raw) yield return raw;
        yield return CborEncoder.Encode(Value);
        yield return Known();
    }

    private static ReadOnlyMemory<byte>? Raw(ReadOnlyMemory<byte> assertion)
    {
        try
        {
            var reader = new CborReader(assertion, CborConformanceMode.Lax);
            reader.ReadStartMap();
            while (reader.PeekState() != CborReaderState.EndMap)
            {
                if (reader.PeekState() == CborReaderState.TextString && reader.ReadTextString() == "signer_payload") return reader.ReadEncodedValue();
                reader.SkipValue();
            }
        }
        // The assertion was decoded once; what fails here has keys that are no text.
        catch (Exception e) when (e is CborContentException or InvalidOperationException)
        {
        }
        return null;
    }

    private byte[] Known()
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        writer.WriteStartMap(Roles.Count == 0 ? 2 : 3);
        writer.WriteTextString("referenced_assertions");
        writer.WriteStartArray(Referenced.Count);
        foreach (var uri in Referenced)
        {
            writer.WriteStartMap(uri.Algorithm is null ? 2 : 3);
            writer.WriteTextString("url");
            writer.WriteTextString(uri.Url);
            if (uri.Algorithm is not null)
            {
                writer.WriteTextString("alg");
                writer.WriteTextString(uri.Algorithm);
            }
            writer.WriteTextString("hash");
            writer.WriteByteString(uri.Hash!.Value.Span);
            writer.WriteEndMap();
        }
        writer.WriteEndArray();
        writer.WriteTextString("sig_type");
        writer.WriteTextString(SignatureType);
        if (Roles.Count > 0)
        {
            writer.WriteTextString("role");
            writer.WriteStartArray(Roles.Count);
            foreach (var role in Roles) writer.WriteTextString(role);
            writer.WriteEndArray();
        }
        writer.WriteEndMap();
        return writer.Encode();
    }
}
