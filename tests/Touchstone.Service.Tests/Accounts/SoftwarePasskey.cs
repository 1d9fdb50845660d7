using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Touchstone.Service.Tests.Accounts;

/// <summary>A passkey as a device would hold it: ES256, attestation "none" (Web Authentication, level 3).</summary>
internal sealed class SoftwarePasskey(string origin) : IDisposable
{
    // Somebody is there and was verified; credential data follow (§6.1).
    private const byte Present = 0x05, WithCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private string? _user;
    private uint _count;

    /// <summary>How the journal names it.</summary>
    internal string Digest => Convert.ToHexStringLower(SHA256.HashData(_id));

    /// <summary>Made for whoever is signed in.</summary>
    internal async Task<HttpResponseMessage> MakeAsync(HttpClient client)
    {
        using var asked = await SendAsync(client, "/account/passkeys/new", null);
        var options = await asked.Content.ReadFromJsonAsync<JsonElement>();
        _user = options.GetProperty("user").GetProperty("id").GetString();
        var point = _key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Head(options.GetProperty("rp").GetProperty("id").GetString()!, Present | WithCredential), .. new byte[16], 0, (byte)_id.Length, .. _id, .. cose];
        byte[] attested = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x59, (byte)(data.Length >> 8), (byte)data.Length, .. data];
        return await SendAsync(client, "/account/passkeys", Answer(new { clientDataJSON = Base64(Said("webauthn.create", options)), attestationObject = Base64(attested), transports = new[] { "internal" } }));
    }

    /// <summary>Signs in with it.</summary>
    internal async Task<HttpResponseMessage> UseAsync(HttpClient client)
    {
        using var asked = await SendAsync(client, "/account/passkeys/ask", null);
        var options = await asked.Content.ReadFromJsonAsync<JsonElement>();
        var said = Said("webauthn.get", options);
        var data = Head(options.GetProperty("rpId").GetString()!, Present);
        var signature = _key.SignData([.. data, .. SHA256.HashData(said)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return await SendAsync(client, "/account/passkeys/use", Answer(new { clientDataJSON = Base64(said), authenticatorData = Base64(data), signature = Base64(signature), userHandle = _user }));
    }

    public void Dispose() => _key.Dispose();

    // A browser names the origin of the page with every such request.
    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, object? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { "Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority) } } };
        if (body is not null) request.Content = JsonContent.Create(body);
        return await client.SendAsync(request);
    }

    private object Answer(object response) => new { id = Base64(_id), rawId = Base64(_id), type = "public-key", clientExtensionResults = new { }, response };

    private byte[] Said(string type, JsonElement options) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { type, challenge = options.GetProperty("challenge").GetString(), origin, crossOrigin = false }));

    private byte[] Head(string party, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++_count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(party)), flags, .. count];
    }

    private static string Base64(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
