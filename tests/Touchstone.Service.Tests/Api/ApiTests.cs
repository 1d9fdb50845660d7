using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Api;

public sealed class ApiTests(RunningService service)
{
    [Fact]
    public async Task Sent_again_with_the_same_key_nothing_happens_again()
    {
        var bytes = Specimens.Recording(60);
        var first = await (await RunningService.UploadAsync(service.Client, bytes, "a.wav", ("Idempotency-Key", "k-60"))).Content.ReadFromJsonAsync<Receipt>();
        var second = await (await RunningService.UploadAsync(service.Client, bytes, "a.wav", ("Idempotency-Key", "k-60"))).Content.ReadFromJsonAsync<Receipt>();
        Assert.Equal(first, second);
        using var other = await RunningService.UploadAsync(service.Client, Specimens.Recording(61), "a.wav", ("Idempotency-Key", "k-60"));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
    }

    [Fact]
    public async Task Sent_at_the_same_time_with_the_same_key_one_case_opens()
    {
        var bytes = Specimens.Recording(62);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            await (await RunningService.UploadAsync(service.Client, bytes, "a.wav", ("Idempotency-Key", "k-62"))).Content.ReadFromJsonAsync<Receipt>()));
        Assert.Single(answers.Distinct());
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "null")]
    public async Task A_page_of_another_site_brings_nothing_in(string header, string value)
    {
        using var answer = await RunningService.UploadAsync(service.Client, Specimens.Recording(63), "a.wav", (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("service.cross-site", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Pages_of_the_list_hold_every_case_once()
    {
        for (byte i = 0; i < 5; i++) (await service.UploadAsync(Specimens.Recording((byte)(70 + i)), $"paged {i}.wav")).EnsureSuccessStatusCode();
        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = await service.Client.GetFromJsonAsync<JsonElement>($"/api/v1/cases?text=paged&count=2{(cursor is null ? "" : "&cursor=" + cursor)}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("title").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);
        Assert.Equal(["paged 4.wav", "paged 3.wav", "paged 2.wav", "paged 1.wav", "paged 0.wav"], seen);
    }

    [Theory]
    [InlineData("/api/v1/cases?cursor=nonsense", 422)]
    [InlineData("/api/v1/cases?count=0", 422)]
    [InlineData("/api/v1/cases?count=100000", 422)]
    [InlineData("/api/v1/cases/00000000-0000-0000-0000-000000000001", 404)]
    [InlineData("/api/v1/cases/00000000-0000-0000-0000-000000000001/findings", 404)]
    public async Task What_cannot_be_answered_is_a_problem_with_a_code(string path, int status)
    {
        using var answer = await service.Client.GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("service.", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Every_operation_is_described_with_a_summary()
    {
        var description = await service.Client.GetFromJsonAsync<JsonElement>("/api/v1/openapi.json");
        var operations = description.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (Path: p.Name, Operation: o.Value))).ToList();
        Assert.NotEmpty(operations);
        Assert.All(operations, o => Assert.False(string.IsNullOrEmpty(o.Operation.TryGetProperty("summary", out var summary) ? summary.GetString() : null), o.Path));
    }

    [Fact]
    public async Task Findings_are_the_document_the_command_line_writes()
    {
        var receipt = (await (await service.UploadAsync(Specimens.Recording(90), "document.wav")).Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(receipt);
        var document = await service.Client.GetFromJsonAsync<JsonElement>($"/api/v1/cases/{receipt.Case}/findings");
        Assert.Equal("document.wav", document.GetProperty("path").GetString());
        Assert.Equal(receipt.Sha256, document.GetProperty("specimen").GetProperty("sha256").GetString());
        Assert.NotEmpty(document.GetProperty("findings").EnumerateArray());
    }
}
