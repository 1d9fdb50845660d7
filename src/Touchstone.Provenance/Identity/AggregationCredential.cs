using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Touchstone.Provenance.Identity;

// The verifiable credential of an identity claims aggregation, as JSON (CAWG identity assertion 1.2 §8.1.2).
internal sealed record AggregationCredential(string Issuer, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil, IReadOnlyList<VerifiedIdentity> Identities)
{
    private const int MaximumIdentities = 200;

    private string? SignatureType { get; init; }

    private List<(string Url, string? Algorithm, byte[] Hash)> Referenced { get; init; } = [];

    // "" where there are no identities at all; a sentence where one lacks something.
    internal string? IdentityProblem { get; private init; }

    internal static AggregationCredential? Read(ReadOnlyMemory<byte> json, ProvenanceLimits limits)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = limits.MaximumDepth });
            return Of(document.RootElement);
        }
        // JSON by its form, with text that is none: half a surrogate pair, bytes that are no UTF-8.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // The credential repeats what the actor signs; both must agree.
    internal bool IsFor(SignerPayload payload)
    {
        if (SignatureType != payload.SignatureType || Referenced.Count != payload.Referenced.Count) return false;
        for (var i = 0; i < Referenced.Count; i++)
        {
            var (url, algorithm, hash) = Referenced[i];
            var own = payload.Referenced[i];
            // One of the two may leave the algorithm to the claim.
            if (url != own.Url || (algorithm ?? own.Algorithm) != (own.Algorithm ?? algorithm) || !hash.AsSpan().SequenceEqual(own.Hash!.Value.Span)) return false;
        }
        return true;
    }

    private static AggregationCredential? Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !HasType(root)) return null;
        var issuer = Json.Text(root, "issuer") ?? (Json.Member(root, "issuer") is { ValueKind: JsonValueKind.Object } named ? Json.Text(named, "id") : null);
        var subject = Json.Member(root, "credentialSubject");
        if (subject is { ValueKind: JsonValueKind.Array } several) subject = several.GetArrayLength() > 0 ? several[0] : null;
        if (issuer is null || subject is not { ValueKind: JsonValueKind.Object } of || Json.Member(of, "c2paAsset") is not { ValueKind: JsonValueKind.Object } asset) return null;
        if (!TryTime(root, "validFrom", out var from) || !TryTime(root, "validUntil", out var until)) return null;
        if (Json.Member(asset, "referenced_assertions") is not { ValueKind: JsonValueKind.Array } list) return null;
        List<(string, string?, byte[])> referenced = [];
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || Json.Text(item, "url") is not { } url || Hash(item) is not { } hash) return null;
            referenced.Add((url, Json.Text(item, "alg"), hash));
        }
        var identities = Verified(of, out var problem);
        return new AggregationCredential(issuer, from, until, identities) { SignatureType = Json.Text(asset, "sig_type"), Referenced = referenced, IdentityProblem = problem };
    }

    private static List<VerifiedIdentity> Verified(JsonElement subject, out string? problem)
    {
        problem = "";
        if (Json.Member(subject, "verifiedIdentities") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0) return [];
        problem = null;
        List<VerifiedIdentity> read = [];
        foreach (var item in list.EnumerateArray().Take(MaximumIdentities))
        {
            var provider = item.ValueKind == JsonValueKind.Object ? Json.Member(item, "provider") : null;
            var by = provider is { ValueKind: JsonValueKind.Object } named ? Json.Text(named, "name") : null;
            if (item.ValueKind != JsonValueKind.Object || Json.Text(item, "type") is not { Length: > 0 } type || by is not { Length: > 0 } || Json.Text(item, "verifiedAt") is not { } at)
            {
                problem = "A verified identity lacks its type, its provider or the time of its verification.";
                if (item.ValueKind != JsonValueKind.Object) continue;
                (type, at) = (Json.Text(item, "type") ?? "", Json.Text(item, "verifiedAt"));
            }
            read.Add(new VerifiedIdentity(type, Json.Text(item, "name"), Json.Text(item, "username"), Json.Text(item, "uri"), at, by));
        }
        return read;
    }

    private static bool HasType(JsonElement root) => Json.Member(root, "type") switch
    {
        { ValueKind: JsonValueKind.String } one => one.GetString() == "VerifiableCredential",
        { ValueKind: JsonValueKind.Array } several => several.EnumerateArray().Any(t => t.ValueKind == JsonValueKind.String && t.GetString() == "VerifiableCredential"),
        _ => false,
    };

    private static bool TryTime(JsonElement root, string name, out DateTimeOffset? time)
    {
        time = null;
        if (Json.Member(root, name) is not { ValueKind: not JsonValueKind.Null }) return true;
        var read = DateTimeOffset.TryParse(Json.Text(root, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value);
        if (read) time = value;
        return read;
    }

    // Base64 text, or that text as a list of its characters' codes, as early generators wrote it.
    private static byte[]? Hash(JsonElement item)
    {
        var hash = Json.Member(item, "hash");
        var text = hash switch
        {
            { ValueKind: JsonValueKind.String } written => written.GetString(),
            { ValueKind: JsonValueKind.Array } codes => Codes(codes),
            _ => null,
        };
        var bytes = new byte[text?.Length ?? 0];
        return text is not null && Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static string? Codes(JsonElement list)
    {
        var text = new StringBuilder();
        foreach (var code in list.EnumerateArray())
        {
            if (code.ValueKind != JsonValueKind.Number || !code.TryGetByte(out var character)) return null;
            text.Append((char)character);
        }
        return text.ToString();
    }
}
