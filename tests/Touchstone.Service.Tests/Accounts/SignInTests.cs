using System.Net;
using System.Net.Http.Json;
using Touchstone.Service.Accounts;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Accounts;

/// <summary>Attempts at the door: with a service of their own, since they use up its patience with this address.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string WrongPassword = "wrong wrong wrong";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-sign-in-");
    private readonly ServiceProgram _service;

    public SignInTests() => _service = new ServiceProgram(RunningService.Program, _folder.FullName);

    public async ValueTask InitializeAsync()
    {
        await _service.ServeAsync();
        await _service.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Guessing_locks_the_account_and_then_the_address_out_and_says_the_same_all_along()
    {
        const string Email = "guessed@example.org";
        (await _service.Client.PostAsJsonAsync("/api/v1/accounts", new NewAccount(Email, "Guessed", RunningService.Password, [Roles.Viewer]))).EnsureSuccessStatusCode();
        var (client, cookies) = Browser();
        List<string> said = [];
        for (var attempt = 0; attempt < 10; attempt++) said.Add(await SaidAsync(await EnterAsync(client, Email, WrongPassword)));
        said.Add(await SaidAsync(await EnterAsync(client, Email, RunningService.Password)));
        Assert.Single(said.Distinct());
        Assert.Null(cookies.GetCookies(_service.Address)["touchstone"]);

        HttpStatusCode last = default;
        for (var attempt = 0; attempt < 15 && last != HttpStatusCode.TooManyRequests; attempt++) last = (await EnterAsync(client, "nobody@example.org", WrongPassword)).StatusCode;
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task A_session_begins_with_signing_in_ends_with_signing_out_and_everywhere_at_once()
    {
        var (client, cookies) = Browser();
        cookies.Add(_service.Address, new Cookie("touchstone", "chosen-by-an-attacker"));
        await EnterAsync(client, RunningService.Email, RunningService.Password);
        var first = cookies.GetCookies(_service.Address)["touchstone"]!.Value;
        Assert.NotEqual("chosen-by-an-attacker", first);
        var (elsewhere, _) = Browser();
        await EnterAsync(elsewhere, RunningService.Email, RunningService.Password);

        // Signing out kills the session itself: a copy of its cookie is worth nothing.
        (await client.PostAsync("/account/sign-out", null)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, await WithCookieAsync(first));
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/api/v1/cases")).StatusCode);

        await EnterAsync(client, RunningService.Email, RunningService.Password);
        var second = cookies.GetCookies(_service.Address)["touchstone"]!.Value;
        await RunningService.SendFormAsync(client, "/account/self", "everywhere", []);
        Assert.Equal(HttpStatusCode.Unauthorized, await WithCookieAsync(second));
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.GetAsync("/api/v1/cases")).StatusCode);
    }

    [Fact]
    public async Task A_session_that_is_there_already_is_never_gone_on_with_by_whoever_signs_in()
    {
        const string Email = "second@example.org";
        (await _service.Client.PostAsJsonAsync("/api/v1/accounts", new NewAccount(Email, "Second", RunningService.Password, [Roles.Viewer]))).EnsureSuccessStatusCode();
        var (client, cookies) = Browser();
        await EnterAsync(client, RunningService.Email, RunningService.Password);
        var planted = cookies.GetCookies(_service.Address)["touchstone"]!.Value;
        await EnterAsync(client, Email, RunningService.Password);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/v1/accounts")).StatusCode);
        // Whoever planted it stays who they were.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/accounts") { Headers = { { "Cookie", $"touchstone={planted}" } } };
        Assert.Equal(HttpStatusCode.OK, (await _service.NewClient(follow: false).SendAsync(request)).StatusCode);
    }

    private (HttpClient Client, CookieContainer Cookies) Browser()
    {
        var cookies = new CookieContainer();
        return (new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = _service.Address }, cookies);
    }

    private static Task<HttpResponseMessage> EnterAsync(HttpClient client, string email, string password) =>
        RunningService.SendFormAsync(client, "/account/sign-in", "sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = password });

    private static async Task<string> SaidAsync(HttpResponseMessage answer)
    {
        var page = await answer.Content.ReadAsStringAsync();
        var from = page.IndexOf("class=\"problems\"", StringComparison.Ordinal);
        Assert.True(from > 0, "The page names no problem.");
        return page[from..page.IndexOf("</p>", from, StringComparison.Ordinal)];
    }

    private async Task<HttpStatusCode> WithCookieAsync(string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/cases") { Headers = { { "Cookie", $"touchstone={value}" } } };
        return (await _service.NewClient(follow: false).SendAsync(request)).StatusCode;
    }
}
