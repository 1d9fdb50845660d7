using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Api;

public sealed class KeyTests(RunningService service)
{
    [Fact]
    public async Task A_key_may_what_its_scopes_say_and_no_more()
    {
        using var reader = await service.WithKeyAsync("cases.read");
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/api/v1/cases")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await RunningService.UploadAsync(reader, Specimens.Recording(1), "a.wav")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/api/v1/keys")).StatusCode);
    }

    [Fact]
    public async Task A_key_makes_no_keys_whatever_its_scopes()
    {
        using var all = await service.WithKeyAsync("cases.read", "cases.write", "journal.read", "admin");
        Assert.Equal(HttpStatusCode.Forbidden, (await all.PostAsJsonAsync("/api/v1/keys", new { name = "more", scopes = new[] { "admin" }, days = 1 })).StatusCode);
    }

    [Fact]
    public async Task A_revoked_key_is_one_no_longer()
    {
        using var made = await service.Client.PostAsJsonAsync("/api/v1/keys", new { name = "short-lived", scopes = new[] { "cases.read" }, days = 1 });
        var answer = await made.Content.ReadFromJsonAsync<JsonElement>();
        using var client = new HttpClient { BaseAddress = service.Address, DefaultRequestHeaders = { Authorization = new("Bearer", answer.GetProperty("secret").GetString()) } };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/cases")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await service.Client.DeleteAsync($"/api/v1/keys/{answer.GetProperty("key").GetProperty("id").GetString()}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/cases")).StatusCode);
    }

    [Theory]
    [InlineData("{\"name\":\"\",\"scopes\":[\"cases.read\"]}")]
    [InlineData("{\"name\":\"x\",\"scopes\":[]}")]
    [InlineData("{\"name\":\"x\",\"scopes\":[\"everything\"]}")]
    [InlineData("{\"name\":\"x\",\"scopes\":[\"cases.read\"],\"days\":100000}")]
    public async Task A_key_that_says_too_little_or_too_much_is_not_made(string asked)
    {
        using var content = new StringContent(asked, System.Text.Encoding.UTF8, "application/json");
        using var answer = await service.Client.PostAsync("/api/v1/keys", content);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("service.invalid", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_text_of_a_key_is_nowhere_in_the_data()
    {
        using var made = await service.Client.PostAsJsonAsync("/api/v1/keys", new { name = "secret", scopes = new[] { "cases.read" }, days = 1 });
        var secret = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
        Assert.DoesNotContain(secret, await service.Client.GetStringAsync("/api/v1/keys"));
        foreach (var file in Directory.EnumerateFiles(service.DataFolder, "touchstone.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret[4..])));
        }
    }
}
