using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Measures;
using Touchstone.Service.Tests.Accounts;
using Touchstone.Service.Tests.Accounts.SingleSignOn;

namespace Touchstone.Service.Tests.Platform.Hosting;

/// <summary>The real program behind a proxy that ends TLS.</summary>
public sealed class ProxySetupTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-proxy-");
    private readonly OpenIdProvider _provider = new();
    private readonly List<string> _said = [];
    private readonly ServiceProgram _service;
    private readonly TlsProxy _proxy;

    public ProxySetupTests()
    {
        ServiceProgram? service = null;
        _proxy = new TlsProxy(() => service!.Address);
        _service = service = new ServiceProgram(RunningService.Program, Path.Combine(_folder.FullName, "data"))
        {
            ServeArguments = ["--workers", "0", "--public-url", _proxy.Address.ToString(), "--proxy", "127.0.0.1", "--oidc-authority", _provider.Address, "--oidc-client-id", OpenIdProvider.Client],
            Variables = new Dictionary<string, string> { ["TOUCHSTONE_OIDC_SECRET"] = OpenIdProvider.Secret },
            Heard = line => { lock (_said) _said.Add(line); },
        };
    }

    public async ValueTask InitializeAsync() => await _service.ServeAsync();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _proxy.DisposeAsync();
        await _provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task People_come_in_by_the_address_that_browsers_know_with_cookies_for_it_alone()
    {
        var (client, cookies) = Browser();
        await FirstAsync(client);
        var session = cookies.GetCookies(_proxy.Address)["__Host-touchstone"]!;
        Assert.True(session is { Secure: true, HttpOnly: true });
        Assert.All(cookies.GetAllCookies(), c => Assert.True(c.Secure, c.Name));
        using var cases = await client.GetAsync("/api/v1/cases");
        Assert.Equal(HttpStatusCode.OK, cases.StatusCode);
        Assert.True(cases.Headers.Contains("Strict-Transport-Security"));
        var description = await client.GetFromJsonAsync<JsonElement>("/api/v1/openapi.json");
        Assert.Equal(_proxy.Address.ToString(), description.GetProperty("servers")[0].GetProperty("url").GetString());
    }

    [Fact]
    public async Task The_guard_against_other_sites_goes_by_the_address_that_browsers_know()
    {
        var (client, _) = Browser();
        await FirstAsync(client);
        Assert.Equal(HttpStatusCode.OK, await FromAsync(client, _proxy.Address.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Forbidden, await FromAsync(client, _service.Address.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Forbidden, await FromAsync(client, "https://elsewhere.example.org"));
    }

    [Fact]
    public async Task The_provider_is_told_to_send_people_back_to_it_whatever_host_is_asked_for()
    {
        using var direct = _service.NewClient(follow: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/sso") { Headers = { Host = "attacker.example.org" } };
        request.Headers.Add("X-Forwarded-Host", "attacker.example.org");
        using var sent = await direct.SendAsync(request);
        Assert.Contains($"redirect_uri={Uri.EscapeDataString(_proxy.Address + "account/sso/back")}", sent.Headers.Location!.Query, StringComparison.Ordinal);
        var (client, _) = Browser();
        // Nobody comes in before the first administrator, whose link would be good for nothing then.
        using var early = await client.GetAsync((await direct.GetAsync((await client.GetAsync("/account/sso")).Headers.Location)).Headers.Location);
        Assert.Contains("no administrator yet", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await FirstAsync(Browser().Client);
        // The client follows no way from https to http by itself, as the provider of this test is.
        using var away = await client.GetAsync("/account/sso?returnUrl=/account/self");
        using var back = await direct.GetAsync(away.Headers.Location);
        using var entered = await client.GetAsync(back.Headers.Location);
        Assert.Equal(new Uri(_proxy.Address, "/account/self"), entered.RequestMessage!.RequestUri);
    }

    [Fact]
    public async Task Who_asks_is_what_the_named_proxy_says_and_nobody_else()
    {
        // The last in the list is what the proxy adds; what stands before it anybody could have written.
        Assert.Equal(HttpStatusCode.TooManyRequests, await TriesAsync(_service, i => $"198.51.100.{i}, 203.0.113.7"));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await TriesAsync(_service, i => $"198.51.100.{i}"));

        await using var plain = new ServiceProgram(RunningService.Program, Path.Combine(_folder.FullName, "plain")) { ServeArguments = ["--workers", "0"] };
        await plain.ServeAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, await TriesAsync(plain, i => $"198.51.100.{i}"));
    }

    [Fact]
    public async Task A_passkey_is_made_used_and_removed_at_the_address_that_browsers_know_and_each_leaves_a_line()
    {
        var (client, _) = Browser();
        await FirstAsync(client);
        using var passkey = new SoftwarePasskey(_proxy.Address.GetLeftPart(UriPartial.Authority));
        using var made = await passkey.MakeAsync(client);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        using var elsewhere = new SoftwarePasskey("https://elsewhere.example.org");
        using var refused = await elsewhere.MakeAsync(client);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);

        var (device, _) = Browser();
        using var entered = await passkey.UseAsync(device);
        Assert.True(entered.IsSuccessStatusCode, await entered.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await device.GetAsync("/api/v1/accounts")).StatusCode);
        await ServiceProgram.SendFormAsync(device, "/account/self", "passkey", new() { ["Input.Passkey"] = passkey.Digest });
        using var after = await passkey.UseAsync(Browser().Client);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);

        var lines = (await client.GetFromJsonAsync<JsonElement>("/api/v1/journal?group=accounts")).GetProperty("items").EnumerateArray().Reverse().Select(i => (Kind: i.GetProperty("kind").GetString(), Data: i.GetProperty("data"))).ToList();
        Assert.Equal([JournalKinds.AccountChanged, JournalKinds.SignedIn, JournalKinds.PasskeyAdded, JournalKinds.SignedIn, JournalKinds.PasskeyRemoved, JournalKinds.SignInFailed], lines.Select(l => l.Kind));
        Assert.Equal("passkey", lines[3].Data.GetProperty("by").GetString());
        Assert.Equal([passkey.Digest, passkey.Digest], lines.Where(l => l.Data.TryGetProperty("passkey", out _)).Select(l => l.Data.GetProperty("passkey").GetString()));
    }

    [Fact]
    public async Task Addresses_that_cannot_be_are_said_at_the_start()
    {
        var (code, output) = await Command.RunAsync("serve", "--data", Path.Combine(_folder.FullName, "other"), "--public-url", "https://example.org/path", "--proxy", "proxy.example.org");
        Assert.Equal(2, code);
        Assert.Contains("--public-url takes", output, StringComparison.Ordinal);
        Assert.Contains("not 'proxy.example.org'", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split($"({Codes.ServiceOption})").Length - 1);
    }

    // By the link that the service prints, which has to be one that works from outside.
    private async Task FirstAsync(HttpClient client)
    {
        Assert.True(await Patience.UntilAsync(() => Link() is not null));
        var link = Link();
        Assert.StartsWith(_proxy.Address.ToString(), link, StringComparison.Ordinal);
        await ServiceProgram.SendFormAsync(client, link!, "first", new() { ["Input.Name"] = "First", ["Input.Email"] = ServiceProgram.Email, ["Input.Password"] = ServiceProgram.Password });
        await ServiceProgram.SendFormAsync(client, "/account/sign-in", "sign-in", new() { ["Input.Email"] = ServiceProgram.Email, ["Input.Password"] = ServiceProgram.Password });
    }

    private string? Link()
    {
        lock (_said) return _said.Select(l => l[(l.LastIndexOf(' ') + 1)..]).FirstOrDefault(l => l.Contains("/account/first?token=", StringComparison.Ordinal));
    }

    private (HttpClient Client, CookieContainer Cookies) Browser()
    {
        var cookies = new CookieContainer();
        return (new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _proxy.Thumbprint } }) { BaseAddress = _proxy.Address }, cookies);
    }

    private static async Task<HttpStatusCode> FromAsync(HttpClient client, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/passkeys/ask") { Headers = { { "Origin", origin } } };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> TriesAsync(ServiceProgram service, Func<int, string> from)
    {
        using var client = service.NewClient();
        HttpStatusCode last = default;
        for (var attempt = 1; attempt <= 22; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/account/passkeys/ask") { Headers = { { "X-Forwarded-For", from(attempt) } } };
            using var answer = await client.SendAsync(request);
            last = answer.StatusCode;
        }
        return last;
    }
}
