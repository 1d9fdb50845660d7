using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Accounts.SingleSignOn;

/// <summary>The least that an OpenID provider is: discovery, keys, a code for everybody who asks, good for one token, what it knows of the person, and a way out.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    internal const string Client = "touchstone", Secret = "of the client";

    private readonly HttpListener _listener = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly Task _serving;
    private string? _nonce, _challenge;

    internal OpenIdProvider()
    {
        Address = $"http://127.0.0.1:{ServiceProgram.FreePort()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    internal string Address { get; }

    /// <summary>What it says of the person who comes next.</summary>
    internal Dictionary<string, object> Person { get; } = new() { ["sub"] = "1", ["email"] = "one@example.org", ["name"] = "One Person" };

    /// <summary>What is wrong with its tokens, if anything.</summary>
    internal string? Wrong { get; set; }

    /// <summary>How often somebody signed out of it.</summary>
    internal int SignedOut { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _key.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var query = context.Request.QueryString;
        switch (context.Request.Url!.AbsolutePath)
        {
            case "/.well-known/openid-configuration":
                Json(context, new { issuer = Address, authorization_endpoint = Address + "/authorize", token_endpoint = Address + "/token", jwks_uri = Address + "/keys", userinfo_endpoint = Address + "/person", end_session_endpoint = Address + "/end" });
                break;
            case "/keys":
                var parameters = _key.ExportParameters(false);
                Json(context, new { keys = new[] { new { kty = "RSA", use = "sig", kid = "k", alg = "RS256", n = Base64(parameters.Modulus!), e = Base64(parameters.Exponent!) } } });
                break;
            case "/authorize":
                (_nonce, _challenge) = (query["nonce"], query["code_challenge"]);
                Redirect(context, $"{query["redirect_uri"]}?code=c&state={Uri.EscapeDataString(Wrong == "state" ? "another" : query["state"]!)}");
                break;
            case "/person":
                // The address and the name stand here alone, as with many providers.
                Json(context, new Dictionary<string, object>(Person) { ["sub"] = Wrong == "another's userinfo" ? "another" : Person["sub"] });
                break;
            case "/end":
                SignedOut++;
                Redirect(context, $"{query["post_logout_redirect_uri"]}?state={Uri.EscapeDataString(query["state"]!)}");
                break;
            default:
                using (var reader = new StreamReader(context.Request.InputStream)) Token(context, System.Web.HttpUtility.ParseQueryString(await reader.ReadToEndAsync()));
                break;
        }
    }

    private void Token(HttpListenerContext context, System.Collections.Specialized.NameValueCollection form)
    {
        // Only who has the secret, and who began the way, gets a token.
        if (form["client_secret"] != Secret || Base64(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"] ?? ""))) != _challenge)
        {
            context.Response.StatusCode = 400;
            context.Response.Close();
            return;
        }
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["sub"] = Person["sub"], ["iss"] = Wrong == "issuer" ? "http://127.0.0.1:1" : Address, ["aud"] = Wrong == "audience" ? "another" : Client, ["nonce"] = Wrong == "nonce" ? "another" : _nonce!,
            ["iat"] = now, ["exp"] = Wrong == "time" ? now - 3600 : now + 300,
        };
        var signed = $"{Base64(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", kid = "k", typ = "JWT" }))}.{Base64(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        using var stranger = RSA.Create(2048);
        var signature = (Wrong == "signature" ? stranger : _key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Json(context, new { access_token = "a", token_type = "Bearer", id_token = $"{signed}.{Base64(signature)}" });
    }

    private static void Redirect(HttpListenerContext context, string to)
    {
        context.Response.Redirect(to);
        context.Response.Close();
    }

    private static void Json(HttpListenerContext context, object answer)
    {
        context.Response.ContentType = "application/json";
        context.Response.Close(JsonSerializer.SerializeToUtf8Bytes(answer), willBlock: true);
    }

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
