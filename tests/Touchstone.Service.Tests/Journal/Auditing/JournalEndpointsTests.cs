using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Touchstone.Service.Accounts;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Auditing;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Journal.Auditing;

public sealed class JournalEndpointsTests(RunningService service)
{
    private static readonly string[] Paths = ["/api/v1/journal", "/api/v1/journal/export?format=csv", "/api/v1/journal/export?format=jsonl"];

    [Fact]
    public async Task Only_auditors_administrators_and_keys_for_it_read_the_journal()
    {
        foreach (var path in Paths) Assert.Equal(HttpStatusCode.Unauthorized, (await service.Stranger.GetAsync(path)).StatusCode);
        using var everyOther = await service.SomeoneAsync("no-journal-auditor", Roles.Viewer, Roles.Analyst, Roles.Examiner, Roles.Reviewer, Roles.Trainer);
        using var otherKey = await service.WithKeyAsync(Permissions.Read, Permissions.Write, Permissions.Watch);
        foreach (var client in new[] { everyOther, otherKey })
            foreach (var path in Paths) Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(path)).StatusCode);
        Assert.Contains("/account/denied", (await everyOther.GetAsync("/journal")).RequestMessage!.RequestUri!.ToString());
        using var auditor = await service.SomeoneAsync("journal-auditor", Roles.Auditor);
        using var key = await service.WithKeyAsync(Permissions.Audit);
        foreach (var client in new[] { auditor, key, service.Client })
            foreach (var path in Paths) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
        Assert.DoesNotContain("/account/denied", (await auditor.GetAsync("/journal")).RequestMessage!.RequestUri!.ToString());
    }

    [Fact]
    public async Task Pages_follow_one_another_and_every_line_holds()
    {
        var newest = await PartAsync(service.Client, "count=3");
        var older = await PartAsync(service.Client, $"count=3&cursor={newest.Next}");
        Assert.Equal(newest.Items[^1].Sequence - 1, older.Items[0].Sequence);
        Assert.All(newest.Items.Concat(older.Items), i => Assert.True(i.Holds));
    }

    [Theory]
    [InlineData("cursor=next")]
    [InlineData("cursor=0")]
    [InlineData("count=201")]
    [InlineData("who=Ada")]
    [InlineData("who=role:Admin")]
    [InlineData("from=2026-02-01&until=2026-01-01")]
    [InlineData("group=secrets")]
    [InlineData("from=yesterday")]
    public async Task A_question_that_is_none_is_refused_with_a_code(string query)
    {
        using var answer = await service.Client.GetAsync($"/api/v1/journal?{query}");
        Assert.True(answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
        Assert.Equal("service.invalid", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_key_that_reads_the_journal_is_told_nothing_of_a_restricted_case_until_it_is_named_and_an_auditor_all()
    {
        var receipt = (await (await service.UploadAsync(Specimens.Recording(4711), "sealed.wav")).Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(receipt);
        using var key = await service.WithKeyAsync(Permissions.Audit);
        using var auditor = await service.SomeoneAsync("journal-case-auditor", Roles.Auditor);
        Assert.NotEmpty((await PartAsync(key, $"case={receipt.Case}")).Items);
        await RestrictAsync(receipt.Case);
        foreach (var path in Paths) Assert.Equal(HttpStatusCode.NotFound, (await key.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}case={receipt.Case}")).StatusCode);
        Assert.DoesNotContain((await PartAsync(key, "count=200")).Items, i => i.Case == receipt.Case);
        Assert.DoesNotContain(receipt.Case.ToString(), await key.GetStringAsync("/api/v1/journal/export?format=jsonl"));
        Assert.Contains((await PartAsync(auditor, $"case={receipt.Case}&group=access")).Items, i => i.Kind == JournalKinds.CaseAccessSet);
        var name = (await PartAsync(service.Client, "who=system&count=1")).Items.Single().Name;
        Assert.Equal("the service", name);
        await RestrictAsync(receipt.Case, [.. (await PartAsync(auditor, "group=keys&count=200")).Items.Where(i => i.Kind == JournalKinds.KeyMade).Select(i => $"key:{i.Data["key"]}").Take(50)]);
        Assert.NotEmpty((await PartAsync(key, $"case={receipt.Case}")).Items);
    }

    [Fact]
    public async Task What_is_taken_away_stands_in_the_journal()
    {
        using var taker = await service.SomeoneAsync("takes-away", Roles.Auditor);
        var csv = await taker.GetStringAsync("/api/v1/journal/export?format=csv&group=accounts");
        Assert.StartsWith("sequence,at,actor,name,kind,words,case,number,data,key,link,signature\r\n", csv, StringComparison.Ordinal);
        Assert.Contains(",takes-away,account.signed-in,Signed in by password.,", csv);
        var lines = (await taker.GetStringAsync("/api/v1/journal/export?format=jsonl&group=access")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        // The export of before is a line itself; this one is not among what it takes away.
        Assert.Contains("csv", lines[0].GetProperty("data").GetProperty("format").GetString());
        var noted = (await PartAsync(service.Client, "group=access&count=1")).Items.Single();
        Assert.Equal((JournalKinds.JournalExported, "takes-away", "group=access"), (noted.Kind, noted.Name, (string?)noted.Data["filter"]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await taker.GetAsync("/api/v1/journal/export?format=xlsx")).StatusCode);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-a,\"b\"", "\"'-a,\"\"b\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public void A_spreadsheet_runs_nothing_of_a_cell_and_breaks_at_none(string text, string cell) => Assert.Equal(cell, JournalExport.Cell(text));

    private async Task RestrictAsync(Guid subject, params string[] to) =>
        (await service.Client.PutAsJsonAsync($"/api/v1/cases/{subject}/access", new CaseOpenness(true, to))).EnsureSuccessStatusCode();

    private static async Task<JournalPart> PartAsync(HttpClient client, string query) => (await client.GetFromJsonAsync<JournalPart>($"/api/v1/journal?{query}", RunningService.Json))!;
}
