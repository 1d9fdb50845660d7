using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Accounts.SingleSignOn;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Accounts.SingleSignOn;

/// <summary>The real program and a provider that this test is.</summary>
public sealed class SignOnTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-sso-");
    private readonly OpenIdProvider _provider = new();
    private ServiceProgram? _program;

    public ValueTask InitializeAsync() => StartAsync("--oidc-role-claim", "groups", "--oidc-role", "lab=Examiner", "--oidc-role", "a=b=Auditor");

    public async ValueTask DisposeAsync()
    {
        await _program!.DisposeAsync();
        await _provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_person_comes_in_with_the_roles_that_the_provider_names_each_time_anew()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await CasesAsync(await EnterAsync()));
        Assert.Empty(await RolesAsync());
        _provider.Person["groups"] = new[] { "lab", "elsewhere" };
        Assert.Equal(HttpStatusCode.OK, await CasesAsync(await EnterAsync()));
        Assert.Equal([Roles.Examiner], await RolesAsync());
        _provider.Person["groups"] = "a=b";
        await EnterAsync();
        Assert.Equal([Roles.Auditor], await RolesAsync());
        Assert.Equal(3, (await SessionsAsync()).Length);
        // Another subject with the same address is another person, whom the address must not let in.
        _provider.Person["sub"] = "2";
        var (client, page) = await EnterAsync();
        Assert.StartsWith("/account/sign-in", page.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await CasesAsync((client, page)));
    }

    [Fact]
    public async Task The_address_of_an_account_that_was_made_here_opens_nothing_until_its_person_links_it()
    {
        await StartAsync();
        _provider.Person["email"] = ServiceProgram.Email;
        var (stranger, page) = await EnterAsync();
        Assert.Contains("link it with your organisation", await stranger.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await CasesAsync((stranger, page)));

        using var linked = await _program!.Client.GetAsync("/account/sso/link");
        Assert.Contains("Linked: you can sign in", await linked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // From now on the subject is known, whatever the address; without a claim for roles the account keeps its own.
        _provider.Person["email"] = "elsewhere@example.org";
        using var entered = (await EnterAsync()).Client;
        Assert.Equal(HttpStatusCode.OK, (await entered.GetAsync("/api/v1/accounts")).StatusCode);
    }

    [Fact]
    public async Task Linking_is_begun_by_the_person_on_a_page_of_this_service()
    {
        await StartAsync();
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/account/sso/link") { Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        using var refused = await _program!.Client.SendAsync(foreign);
        Assert.Contains("could not be linked", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // An answer to signing in ties nothing to whoever is signed in already.
        using var answered = await _program.Client.GetAsync("/account/sso?returnUrl=/account/sso/linked");
        using var again = _program.NewClient();
        await ServiceProgram.SendFormAsync(again, "/account/sign-in", "sign-in", new() { ["Input.Email"] = ServiceProgram.Email, ["Input.Password"] = ServiceProgram.Password });
        Assert.Contains("Not linked yet", await again.GetStringAsync("/account/self"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_closed_out_here_stays_out()
    {
        await EnterAsync();
        var id = (await AccountAsync()).GetProperty("id").GetGuid();
        (await _program!.Client.PutAsJsonAsync($"/api/v1/accounts/{id}", new { roles = Array.Empty<string>(), locked = true })).EnsureSuccessStatusCode();
        _provider.Person["groups"] = "lab";
        Assert.Equal(HttpStatusCode.Unauthorized, await CasesAsync(await EnterAsync()));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_shows_the_way_out_of_the_provider()
    {
        _provider.Person["groups"] = "lab";
        var (client, page) = await EnterAsync();
        using var left = await client.PostAsync("/account/sign-out", null);
        Assert.Contains("/account/sso/leave", await left.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var there = await client.GetAsync("/account/sso/leave");
        Assert.Equal("/account/sign-in", there.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(1, _provider.SignedOut);
        Assert.Equal(HttpStatusCode.Unauthorized, await CasesAsync((client, page)));
    }

    [Theory]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("nonce")]
    [InlineData("signature")]
    [InlineData("time")]
    [InlineData("state")]
    [InlineData("another's userinfo")]
    public async Task A_token_that_is_wrong_in_any_part_opens_nothing(string part)
    {
        _provider.Person["groups"] = "lab";
        _provider.Wrong = part;
        var entered = await EnterAsync();
        Assert.Equal("/account/sign-in", entered.Page.AbsolutePath);
        Assert.Equal(HttpStatusCode.Unauthorized, await CasesAsync(entered));
        _provider.Wrong = null;
        Assert.Equal(HttpStatusCode.OK, await CasesAsync(await EnterAsync()));
    }

    [Fact]
    public async Task An_answer_that_another_browser_asked_for_opens_nothing()
    {
        _provider.Person["groups"] = "lab";
        using var asking = _program!.NewClient(follow: false);
        using var sent = await asking.GetAsync("/account/sso");
        using var asked = await asking.GetAsync(sent.Headers.Location);
        using var other = _program.NewClient();
        using var page = await other.GetAsync(asked.Headers.Location);
        Assert.Equal("/account/sign-in", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/v1/cases")).StatusCode);
    }

    [Fact]
    public async Task With_the_provider_alone_no_password_opens_anything()
    {
        var fields = new Dictionary<string, string> { ["Input.Email"] = ServiceProgram.Email, ["Input.Password"] = ServiceProgram.Password };
        using var client = _program!.NewClient();
        // A form of the time before is still good where it stands; it must open nothing any more.
        var token = Regex.Match(await client.GetStringAsync("/account/sign-in"), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        (await _program.Client.GetAsync("/account/sso/link")).EnsureSuccessStatusCode();
        await StartAsync("--oidc-only");
        Assert.DoesNotContain("Input.Password", await client.GetStringAsync(new Uri(_program!.Address, "/account/sign-in")), StringComparison.Ordinal);
        using var posted = await client.PostAsync(new Uri(_program.Address, "/account/sign-in"), new FormUrlEncodedContent(fields.Append(new("_handler", "sign-in")).Append(new("__RequestVerificationToken", token))));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri(_program.Address, "/api/v1/cases"))).StatusCode);
        // The person that the provider vouches for is the administrator who linked.
        Assert.Equal(HttpStatusCode.OK, await CasesAsync(await EnterAsync()));
    }

    [Fact]
    public async Task With_the_provider_alone_the_service_does_not_start_where_no_administrator_could_come_in()
    {
        // The administrator is not linked; somebody else is.
        await EnterAsync();
        await StopAsync();
        Assert.Contains("no open account of an administrator is linked", await RefusalAsync("data"), StringComparison.Ordinal);
        // Before the first account: unless some value of the claim stands for Admin.
        Assert.Contains("no --oidc-role gives Admin", await RefusalAsync("fresh", "--oidc-role-claim", "groups", "--oidc-role", "lab=Examiner"), StringComparison.Ordinal);
        await using var fresh = Program("fresh", "--oidc-only", "--oidc-role-claim", "groups", "--oidc-role", "lab=Admin");
        await fresh.ServeAsync();
    }

    [Fact]
    public async Task Options_that_cannot_work_are_all_said_at_the_start()
    {
        var (code, output) = await Command.RunAsync("serve", "--data", Path.Combine(_folder.FullName, "other"), "--oidc-authority", "http://provider.example.org", "--oidc-role", "lab=King");
        Assert.Equal(2, code);
        foreach (var said in new[] { "--oidc-authority takes", "--oidc-client-id", SignOnOptions.SecretVariable, "--oidc-role-claim", "'lab=King'" }) Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Equal(5, output.Split($"({Codes.ServiceOption})").Length - 1);
    }

    // The first account is made before, so that a start with other arguments finds it.
    private async ValueTask StartAsync(params string[] arguments)
    {
        var secret = Path.Combine(_folder.FullName, "client.secret");
        await File.WriteAllTextAsync(secret, OpenIdProvider.Secret + "\n");
        var first = _program is null;
        if (_program is not null) await _program.DisposeAsync();
        _program = Program("data", arguments);
        await _program.ServeAsync();
        if (first || !arguments.Contains("--oidc-only")) await _program.SignInAsync();
    }

    private ServiceProgram Program(string data, params string[] arguments) => new(RunningService.Program, Path.Combine(_folder.FullName, data)) { ServeArguments = ["--workers", "0", .. Provider, .. arguments] };

    private string[] Provider => ["--oidc-authority", _provider.Address, "--oidc-client-id", OpenIdProvider.Client, "--oidc-secret-file", Path.Combine(_folder.FullName, "client.secret")];

    private async Task StopAsync()
    {
        await _program!.DisposeAsync();
        _program = Program("data");
    }

    private async Task<string> RefusalAsync(string data, params string[] arguments)
    {
        var (code, output) = await Command.RunAsync(["serve", "--data", Path.Combine(_folder.FullName, data), "--url", $"http://127.0.0.1:{ServiceProgram.FreePort()}", .. Provider, "--oidc-only", .. arguments]);
        Assert.Equal(2, code);
        Assert.Contains($"({Codes.ServiceSignOnOnly})", output, StringComparison.Ordinal);
        return output;
    }

    private async Task<(HttpClient Client, Uri Page)> EnterAsync()
    {
        var client = _program!.NewClient();
        using var page = await client.GetAsync("/account/sso?returnUrl=%2Faccount%2Fself");
        return (client, page.RequestMessage!.RequestUri!);
    }

    private static async Task<HttpStatusCode> CasesAsync((HttpClient Client, Uri Page) entered)
    {
        using var client = entered.Client;
        return (await client.GetAsync("/api/v1/cases")).StatusCode;
    }

    private async Task<JsonElement> AccountAsync() =>
        (await _program!.Client.GetFromJsonAsync<JsonElement>("/api/v1/accounts")).EnumerateArray().Single(a => a.GetProperty("email").GetString() == "one@example.org");

    private async Task<JsonElement[]> SessionsAsync() =>
        (await _program!.Client.GetFromJsonAsync<JsonElement[]>($"/api/v1/accounts/{(await AccountAsync()).GetProperty("id").GetGuid()}/sessions"))!;

    private async Task<IEnumerable<string?>> RolesAsync() => (await AccountAsync()).GetProperty("roles").EnumerateArray().Select(r => r.GetString());
}
