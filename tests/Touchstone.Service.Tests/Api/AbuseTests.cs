using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Touchstone.Service.Accounts;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Api;

/// <summary>What people send who want to do harm, or do not read the description.</summary>
public sealed class AbuseTests(RunningService service)
{
    private static readonly string Long = new('x', 100_000);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { ExpectContinue = true } };
        if (body is not null) request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body, RunningService.Json), Encoding.UTF8, "application/json");
        return await service.Client.SendAsync(request);
    }

    private async Task RefusedAsync(HttpMethod method, string path, object? body)
    {
        using var answer = await SendAsync(method, path, body);
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{method} {path[..Math.Min(60, path.Length)]} was answered with {(int)answer.StatusCode}.");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var code = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
        Assert.Matches("^(service|fetch|limit)\\.", code);
    }

    public static TheoryData<string, string, object?> Overlong => new()
    {
        { "POST", "accounts", new { email = "long-name@example.org", displayName = Long, password = RunningService.Password, roles = new[] { Roles.Viewer } } },
        { "POST", "accounts", new { email = Long + "@example.org", displayName = "x", password = RunningService.Password, roles = new[] { Roles.Viewer } } },
        { "POST", "accounts", new { email = "long-password@example.org", displayName = "x", password = Long, roles = new[] { Roles.Viewer } } },
        { "POST", "keys", new { name = Long, scopes = new[] { "cases.read" } } },
        { "POST", "webhooks", new { url = "https://example.org/" + Long } },
        { "POST", "specimens/from-url", new { url = "https://example.org/" + Long } },
        { "PUT", "cases/{case}/rights", new { basis = "own", source = Long } },
        { "PUT", "cases/{case}/rights", new { basis = "own", consentedBy = Long } },
        { "PUT", "cases/{case}/rights", new { basis = "own", restrictions = Long } },
        { "DELETE", "cases/{case}/specimen?reason=" + new string('x', 5000), null },
        { "GET", "cases?text=" + new string('x', 5000), null },
        { "GET", "cases?cursor=" + new string('x', 5000), null },
    };

    [Theory]
    [MemberData(nameof(Overlong))]
    public async Task A_text_without_end_is_refused_with_a_code(string method, string path, object? body) => await RefusedAsync(new HttpMethod(method), "/api/v1/" + await WithCaseAsync(path), body);

    public static TheoryData<string, string, string?> Malformed => new()
    {
        { "POST", "accounts", "{}" },
        { "POST", "accounts", "{\"email\":null,\"displayName\":null,\"password\":null,\"roles\":null}" },
        { "POST", "accounts", "{\"email\":\"norole@example.org\",\"displayName\":\"x\",\"password\":\"a long pass phrase\",\"roles\":[\"Emperor\"]}" },
        { "POST", "accounts", "{not json" },
        { "POST", "accounts", new string('[', 100_000) },
        { "PUT", "accounts/00000000-0000-0000-0000-000000000001", "{\"roles\":null}" },
        { "POST", "keys", "{}" },
        { "POST", "webhooks", "{}" },
        { "POST", "specimens/from-url", "{}" },
        { "PUT", "cases/{case}/rights", "{\"basis\":\"own\",\"source\":null}" },
        { "PUT", "cases/{case}/rights", "{\"basis\":\"nonsense\"}" },
        { "PUT", "cases/{case}/rights", "{\"basis\":99}" },
        { "DELETE", "cases/{case}/specimen", null },
        { "GET", "cases?outcome=nonsense", null },
        { "GET", "cases?count=many", null },
        { "GET", "nothing", null },
        { "PATCH", "cases", null },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_not_as_described_is_refused_with_a_code_and_breaks_nothing(string method, string path, string? body) => await RefusedAsync(new HttpMethod(method), "/api/v1/" + await WithCaseAsync(path), body);

    [Fact]
    public async Task A_refused_account_is_not_made_in_part()
    {
        await RefusedAsync(HttpMethod.Post, "/api/v1/accounts", new { email = "half@example.org", displayName = "x", password = RunningService.Password, roles = new[] { Roles.Viewer, "Emperor" } });
        Assert.DoesNotContain("half@example.org", await service.Client.GetStringAsync("/api/v1/accounts"));
    }

    [Fact]
    public async Task Only_media_may_be_large()
    {
        using var answer = await SendAsync(HttpMethod.Post, "/api/v1/keys", $"\"{new string('x', 2 << 20)}\"");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("limit.bytes", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Media_above_the_limit_are_refused_before_they_come()
    {
        using var keyed = await service.WithKeyAsync("cases.write");
        using var connection = new TcpClient(service.Address.Host, service.Address.Port);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/specimens HTTP/1.1\r\nHost: {service.Address.Authority}\r\nAuthorization: {keyed.DefaultRequestHeaders.Authorization}\r\nContent-Length: {5L << 30}\r\n\r\nRIFF"));
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync());
        while (await reader.ReadLineAsync() is { Length: > 0 }) { }
        Assert.Contains("limit.bytes", await reader.ReadLineAsync() + await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Fields_that_a_request_does_not_have_set_nothing()
    {
        var claimed = Guid.NewGuid();
        (await SendAsync(HttpMethod.Post, "/api/v1/accounts", new { id = claimed, email = "mass@example.org", displayName = "x", password = RunningService.Password, roles = new[] { Roles.Viewer }, passwordHash = "x", emailConfirmed = true, securityStamp = "x", createdAt = DateTimeOffset.UnixEpoch })).EnsureSuccessStatusCode();
        var made = (await service.Client.GetFromJsonAsync<AccountSummary[]>("/api/v1/accounts"))!.Single(a => a.Email == "mass@example.org");
        Assert.NotEqual(claimed, made.Id);
        Assert.Equal([Roles.Viewer], made.Roles);
        Assert.NotEqual(DateTimeOffset.UnixEpoch, made.CreatedAt);

        using var keyMade = await SendAsync(HttpMethod.Post, "/api/v1/keys", new { id = claimed, name = "mass", scopes = new[] { "cases.read" }, secret = "tsk_mine", expiresAt = DateTimeOffset.MaxValue });
        var key = (await keyMade.Content.ReadFromJsonAsync<JsonElement>());
        Assert.NotEqual(claimed, key.GetProperty("key").GetProperty("id").GetGuid());
        Assert.NotEqual("tsk_mine", key.GetProperty("secret").GetString());
    }

    [Theory]
    [InlineData("/cases/{case}/pictures/..%2f..%2f..%2fkeys%2fjournal.pem")]
    [InlineData("/cases/{case}/layers/..%2f..%2f..%2fkeys/journal.pem")]
    [InlineData("/cases/{case}/layers/picture/..%2f..%2f..%2fkeys%2fjournal.pem")]
    [InlineData("/parts/..%2f..%2fkeys%2fjournal.pem")]
    [InlineData("/parts/%2e%2e/%2e%2e/keys/journal.pem")]
    [InlineData("/../keys/journal.pem")]
    [InlineData("//etc/passwd")]
    [InlineData("/..%5c..%5ckeys%5cjournal.pem")]
    [InlineData("/parts/viewer.js%00.pem")]
    public async Task No_address_leads_to_files_of_the_service(string path)
    {
        using var answer = await service.Client.GetAsync(new Uri(service.Address + (await WithCaseAsync(path))[1..]));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("PRIVATE KEY", body);
        Assert.DoesNotContain("root:", body);
        Assert.NotEqual("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task What_belongs_to_one_case_is_not_reached_through_another()
    {
        var (one, other) = (await TakenInAsync(2210), await TakenInAsync(2220));
        await service.EndOfAsync(one);
        await service.EndOfAsync(other);
        var findings = await service.Client.GetFromJsonAsync<JsonElement>($"/api/v1/cases/{other.Case}/findings");
        Assert.Equal(other.Sha256, findings.GetProperty("specimen").GetProperty("sha256").GetString());
        using var viewer = await service.WithKeyAsync("cases.read");
        foreach (var (method, path) in new[] { ("PUT", $"/api/v1/cases/{one.Case}/rights"), ("DELETE", $"/api/v1/cases/{one.Case}/specimen?reason=x"), ("GET", "/api/v1/accounts"), ("GET", "/api/v1/webhooks"), ("GET", $"/api/v1/accounts/{Guid.NewGuid()}/sessions") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "PUT" ? JsonContent.Create(new { basis = "own" }) : null };
            Assert.Equal(HttpStatusCode.Forbidden, (await viewer.SendAsync(request)).StatusCode);
        }
    }

    private async Task<Receipt> TakenInAsync(int number) => (await (await service.UploadAsync(Specimens.Recording(number), "abuse.wav")).Content.ReadFromJsonAsync<Receipt>())!;

    private async Task<string> WithCaseAsync(string path) => path.Contains("{case}", StringComparison.Ordinal) ? path.Replace("{case}", (await TakenInAsync(2200)).Case.ToString(), StringComparison.Ordinal) : path;
}
