using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Touchstone.Service.Accounts;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Accounts.SingleSignOn;

/// <summary>The way through a provider that others wrote: discovery, code with PKCE, keys, claims by userinfo, the client's secret, the way out.</summary>
public sealed class StockProviderTests(StockProvider provider) : IClassFixture<StockProvider>
{
    [Fact]
    public async Task A_person_comes_in_with_the_roles_of_their_claim_and_without_one_with_none()
    {
        Start();
        await provider.SignedInIsAsync(new { sub = "with", email = "with@example.org", name = "With Role", groups = new[] { "lab", "elsewhere" } });
        using var examiner = await EnterAsync(provider.Service);
        Assert.Equal(HttpStatusCode.OK, (await examiner.GetAsync("/api/v1/cases")).StatusCode);
        Assert.Contains("With Role", await examiner.GetStringAsync("/account/self"), StringComparison.Ordinal);
        Assert.Equal([Roles.Examiner], await RolesAsync("with@example.org"));
        await provider.SignedInIsAsync(new { sub = "with", email = "with@example.org", name = "With Role", groups = new[] { "audit" } });
        using var auditor = await EnterAsync(provider.Service);
        Assert.Equal([Roles.Auditor], await RolesAsync("with@example.org"));

        await provider.SignedInIsAsync(new { sub = "without", email = "without@example.org", name = "Without" });
        using var nobody = await EnterAsync(provider.Service);
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.GetAsync("/api/v1/cases")).StatusCode);
        Assert.Empty(await RolesAsync("without@example.org"));
    }

    [Fact]
    public async Task Signing_out_leads_through_the_provider_and_back()
    {
        Start();
        await provider.SignedInIsAsync(new { sub = "out", email = "out@example.org", name = "Out", groups = "lab" });
        using var client = await EnterAsync(provider.Service);
        (await client.PostAsync("/account/sign-out", null)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/cases")).StatusCode);
        using var asked = await client.GetAsync("/account/sso/leave");
        // The provider asks whether it is meant; its form goes back to it.
        var page = await asked.Content.ReadAsStringAsync();
        var token = Regex.Match(page, "name=\"xsrf\" value=\"([^\"]+)\"").Groups[1].Value;
        var action = Regex.Match(page, "action=\"([^\"]+)\"").Groups[1].Value;
        using var left = await client.PostAsync(new Uri(asked.RequestMessage!.RequestUri!, action), new FormUrlEncodedContent([new("xsrf", token), new("logout", "yes")]));
        Assert.Equal(new Uri(provider.Service.Address, "/account/sign-in"), left.RequestMessage!.RequestUri);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(40, true)]
    // Its tokens are good for 60 s, and clocks may differ by 60 s.
    [InlineData(-90, true)]
    [InlineData(-180, false)]
    public async Task Clocks_may_differ_a_little(int skew, bool admitted)
    {
        Start();
        await provider.SignedInIsAsync(new { sub = "late", email = "late@example.org", name = "Late", groups = "lab" }, skew);
        using var client = await EnterAsync(provider.Service);
        Assert.Equal(admitted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/cases")).StatusCode);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("code")]
    public async Task An_answer_that_was_changed_on_its_way_opens_nothing(string part)
    {
        Start();
        await provider.SignedInIsAsync(new { sub = "changed", email = "changed@example.org", name = "Changed", groups = "lab" });
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var address = new Uri(provider.Service.Address, "/account/sso?returnUrl=%2Faccount%2Fself");
        // What is asked for goes to this provider past the browser (RFC 9126): only its answer can be changed here.
        var changed = false;
        for (var step = 0; step < 12; step++)
        {
            using var answer = await client.GetAsync(address);
            if (answer.Headers.Location is not { } next) break;
            var text = new Uri(address, next).AbsoluteUri;
            var other = part switch
            {
                "state" => Regex.Replace(text, "(sso/back.*[?&]state=)[^&]+", "$1another"),
                _ => Regex.Replace(text, "([?&]code=)[^&]+", "$1another"),
            };
            changed |= other != text;
            address = new Uri(other);
        }
        Assert.True(changed, $"It ended at {address}.");
        Assert.Equal("/account/sign-in", address.AbsolutePath);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri(provider.Service.Address, "/api/v1/cases"))).StatusCode);
    }

    [Theory]
    [InlineData("of the client", "http://127.0.0.1:9")]
    [InlineData("another", null)]
    public async Task Another_issuer_than_discovery_says_and_another_secret_open_nothing(string secret, string? issuer)
    {
        Start();
        await using var own = new StockProvider();
        await using var service = await own.StartAsync(secret, issuer);
        await own.SignedInIsAsync(new { sub = "1", email = "1@example.org", name = "One", groups = "lab" });
        using var client = await EnterAsync(service);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/cases")).StatusCode);
    }

    private static void Start()
    {
        if (StockProvider.Missing is { } why) Assert.Skip("skipped: " + why);
    }

    private static async Task<HttpClient> EnterAsync(ServiceProgram service)
    {
        var client = service.NewClient();
        using var page = await client.GetAsync("/account/sso?returnUrl=%2Faccount%2Fself");
        return client;
    }

    private async Task<IEnumerable<string?>> RolesAsync(string email) =>
        (await provider.Service.Client.GetFromJsonAsync<JsonElement>("/api/v1/accounts")).EnumerateArray().Single(a => a.GetProperty("email").GetString() == email).GetProperty("roles").EnumerateArray().Select(r => r.GetString());
}
