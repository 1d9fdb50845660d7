using System.Net;
using System.Net.Http.Json;
using Touchstone.Service.Accounts;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Accounts;

public sealed class AccountTests(RunningService service)
{
    private async Task<(AccountSummary Account, HttpClient Client, CookieContainer Cookies)> SomeoneAsync(string name, params string[] roles)
    {
        var email = $"{name}@example.org";
        (await service.Client.PostAsJsonAsync("/api/v1/accounts", new NewAccount(email, name, RunningService.Password, roles))).EnsureSuccessStatusCode();
        var cookies = new CookieContainer();
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = service.Address };
        await RunningService.SendFormAsync(client, "/account/sign-in", "sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = RunningService.Password });
        return ((await AllAsync()).Single(a => a.Email == email), client, cookies);
    }

    private async Task<AccountSummary[]> AllAsync() => (await service.Client.GetFromJsonAsync<AccountSummary[]>("/api/v1/accounts"))!;

    [Fact]
    public async Task A_person_may_what_the_roles_say_and_no_more()
    {
        var (_, viewer, _) = await SomeoneAsync("viewer", Roles.Viewer);
        Assert.Equal(HttpStatusCode.OK, (await viewer.GetAsync("/api/v1/cases")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await RunningService.UploadAsync(viewer, Specimens.Recording(1), "a.wav")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.GetAsync("/api/v1/accounts")).StatusCode);
        var (_, trainer, _) = await SomeoneAsync("trainer", Roles.Trainer);
        Assert.Equal(HttpStatusCode.Forbidden, (await trainer.GetAsync("/api/v1/cases")).StatusCode);
    }

    [Fact]
    public async Task A_session_that_was_ended_lets_its_cookie_open_nothing()
    {
        var (account, client, _) = await SomeoneAsync("leaving", Roles.Viewer);
        Assert.Single((await service.Client.GetFromJsonAsync<SessionSummary[]>($"/api/v1/accounts/{account.Id}/sessions"))!);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/cases")).StatusCode);
        (await service.Client.DeleteAsync($"/api/v1/accounts/{account.Id}/sessions")).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/cases")).StatusCode);
    }

    [Fact]
    public async Task A_closed_account_is_out_at_once_and_cannot_come_back()
    {
        var (account, client, _) = await SomeoneAsync("closed", Roles.Analyst);
        (await service.Client.PutAsJsonAsync($"/api/v1/accounts/{account.Id}", new { roles = account.Roles, locked = true })).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/cases")).StatusCode);
        await RunningService.SendFormAsync(client, "/account/sign-in", "sign-in", new() { ["Input.Email"] = account.Email, ["Input.Password"] = RunningService.Password });
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/cases")).StatusCode);
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        var first = (await AllAsync()).Single(a => a.Email == RunningService.Email);
        using var answer = await service.Client.PutAsJsonAsync($"/api/v1/accounts/{first.Id}", new { roles = new[] { Roles.Viewer }, locked = false });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(Roles.Admin, (await AllAsync()).Single(a => a.Email == RunningService.Email).Roles);
    }

    [Fact]
    public async Task A_forged_cookie_opens_nothing()
    {
        var (_, _, cookies) = await SomeoneAsync("forger", Roles.Viewer);
        var cookie = cookies.GetCookies(service.Address).Single(c => c.Name == "touchstone");
        foreach (var forged in new[] { "CfDJ8", cookie.Value[..^2] + (cookie.Value[^2] == 'A' ? "BA" : "AA"), new string('A', cookie.Value.Length) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/cases") { Headers = { { "Cookie", $"touchstone={forged}" } } };
            Assert.Equal(HttpStatusCode.Unauthorized, (await service.Stranger.SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_other_sites()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = service.Address };
        using var page = await client.GetAsync("/account/sign-in");
        Assert.All(page.Headers.TryGetValues("Set-Cookie", out var set) ? set : [], c => Assert.Contains("httponly", c, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
