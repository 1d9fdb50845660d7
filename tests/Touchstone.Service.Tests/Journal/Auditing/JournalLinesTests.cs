using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Auditing;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Journal.Auditing;

public sealed class JournalLinesTests(PostgresCluster cluster)
{
    private static readonly string Ada = Actors.Of(Guid.Parse("01990000-0000-7000-8000-00000000000a")), Bob = Actors.Of(Guid.Parse("01990000-0000-7000-8000-00000000000b"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lines_come_newest_first_page_by_page_however_they_are_narrowed(bool postgres)
    {
        await using var service = await StartAsync(postgres);
        var (one, other) = (await OpenAsync(service), await OpenAsync(service));
        await WriteAsync(service, (Ada, JournalKinds.CaseViewed, one), (Bob, JournalKinds.NoteWritten, one), (Ada, JournalKinds.PasswordChanged, null));
        service.Clock.Move(TimeSpan.FromDays(1));
        await WriteAsync(service, (Bob, JournalKinds.CaseViewed, other), (Ada, JournalKinds.CaseAccessSet, one), (Ada, JournalKinds.CaseViewed, one));

        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 2, 1], await AllAsync(service, new()));
        Assert.Equal([9, 8, 7, 4], await AllAsync(service, new(KindGroup.Access)));
        Assert.Equal([9, 8, 6, 4], await AllAsync(service, new(Who: Ada)));
        Assert.Equal([9, 8, 4], await AllAsync(service, new(KindGroup.Access, Ada)));
        Assert.Equal([6], await AllAsync(service, new(KindGroup.Accounts, Ada)));
        Assert.Equal([9, 8, 5, 4, 2], await AllAsync(service, new(Case: one.ToString())));
        Assert.Equal([9, 8, 4], await AllAsync(service, new(KindGroup.Access, Case: "C-2026-0001")));
        var (first, next) = (new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 3));
        Assert.Equal([6, 5, 4, 3, 2, 1], await AllAsync(service, new(Until: first)));
        Assert.Equal([9, 8, 7], await AllAsync(service, new(From: next)));
        Assert.Equal([9, 8], await AllAsync(service, new(KindGroup.Access, Ada, From: next, Until: next)));
        Assert.Empty(await AllAsync(service, new(From: next.AddDays(1))));
        Assert.Empty(await AllAsync(service, new(KindGroup.Webhooks)));
        await Assert.ThrowsAsync<ServiceException>(() => AllAsync(service, new(Case: "C-2026-0099")));
    }

    [Fact]
    public async Task A_line_that_was_changed_does_not_hold_and_neither_does_one_after_a_changed_link()
    {
        await using var service = await StartAsync(postgres: false);
        await WriteAsync(service, [.. Enumerable.Repeat((Ada, JournalKinds.PasswordChanged, (Guid?)null), 9)]);
        Assert.All((await FindAsync(service, new())).Items, i => Assert.True(i.Holds));
        await using var database = await service.Get<IDbContextFactory<Database>>().CreateDbContextAsync();
        await database.Database.ExecuteSqlAsync($"UPDATE Journal SET Actor = {Bob} WHERE Sequence = 3");
        await database.Database.ExecuteSqlAsync($"UPDATE Journal SET Hash = zeroblob(32) WHERE Sequence = 6");
        await database.Database.ExecuteSqlAsync($"UPDATE Journal SET Body = x'7b7d' WHERE Sequence = 9");
        var holds = (await FindAsync(service, new())).Items.ToDictionary(i => i.Sequence, i => i.Holds);
        Assert.Equal([3, 6, 7, 9], holds.Where(h => h.Value == false).Select(h => h.Key).Order());
        // A page that begins in the middle is held against the line before it all the same.
        Assert.False((await FindAsync(service, new JournalQuery { Before = 8, Count = 1 })).Items.Single().Holds);
        Assert.True((await FindAsync(service, new JournalQuery { Before = 6, Count = 1 })).Items.Single().Holds);
    }

    [Fact]
    public async Task A_key_is_shown_no_line_about_a_case_it_may_not_see_nor_about_its_media()
    {
        await using var service = await StartAsync(postgres: false);
        var (open, closed) = (await OpenAsync(service, 'a'), await OpenAsync(service, 'b'));
        await service.Get<CaseAccess>().SetAsync(closed, new CaseOpenness(true, []), Person(Roles.Admin), CancellationToken.None);
        await service.Get<JournalStore>().WriteAsync((_, pen) =>
        {
            foreach (var content in "ab") pen.Write(Ada, JournalKinds.SpecimenDeleted, null, new JsonObject { ["sha256"] = new string(content, 64), ["reason"] = "over" });
            pen.Write(Bob, JournalKinds.CaseViewed, open.ToString(), []);
            pen.Write(Bob, JournalKinds.CaseViewed, closed.ToString(), []);
        }, CancellationToken.None);
        var key = new CaseViewer([$"key:{Guid.NewGuid()}"], SeesAll: false);
        Assert.Equal([7, 5, 2, 1], (await service.Get<JournalLines>().FindAsync(new(), key, prove: true, CancellationToken.None)).Items.Select(i => i.Sequence));
        await Assert.ThrowsAsync<ServiceException>(() => service.Get<JournalLines>().FindAsync(new(Case: closed.ToString()), key, prove: false, CancellationToken.None));
        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], await AllAsync(service, new()));
        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], (await service.Get<JournalLines>().FindAsync(new(), CaseViewer.Of(Person(Roles.Auditor)), prove: false, CancellationToken.None)).Items.Select(i => i.Sequence));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_page_is_read_from_an_index(bool postgres)
    {
        await using var service = await StartAsync(postgres);
        await using var database = await service.Get<IDbContextFactory<Database>>().CreateDbContextAsync();
        JournalQuery[] queries = [new(), new(KindGroup.Access), new(KindGroup.Accounts), new(Who: Ada), new(KindGroup.Keys, Ada), new(KindGroup.Webhooks), new(KindGroup.Access, Ada, "case")];
        foreach (var query in queries)
        {
            var plan = await PlanAsync(database, JournalLines.Narrowed(database, query, query.Case, 1, 1000));
            // The parts of a union, a page each, are gone through and put in order together.
            var parts = plan.Where(l => l.StartsWith("CO-ROUTINE ", StringComparison.Ordinal)).Select(l => l.Replace("CO-ROUTINE", "SCAN", StringComparison.Ordinal)).ToHashSet();
            Assert.False(plan.Any(l => l.Contains("Seq Scan", StringComparison.Ordinal) || (l.StartsWith("SCAN ", StringComparison.Ordinal) && !parts.Contains(l))), $"{query}:\n{string.Join('\n', plan)}");
            Assert.Contains(plan, l => l.Contains(postgres ? "Index Scan" : "SEARCH", StringComparison.Ordinal));
        }
    }

    private async Task<EmptyService> StartAsync(bool postgres) => await EmptyService.StartAsync(s =>
        s.AddSingleton<CaseList>().AddSingleton<AccountNames>().AddSingleton<JournalLines>().AddSingleton<CaseAccess>(), postgres ? await cluster.DatabaseAsync() : null);

    private static System.Security.Claims.ClaimsPrincipal Person(string role) =>
        new(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()), new(System.Security.Claims.ClaimTypes.Role, role)], "test"));

    private static Task<Guid> OpenAsync(EmptyService service, char content = 'a') => service.Get<JournalStore>().WriteAsync(async (database, pen) =>
        (await CaseBook.OpenAsync(database, pen, new NewCase("a", new string(content, 64), 1, MediaKind.Image, "PNG", Actors.System), CancellationToken.None)).Id, CancellationToken.None);

    private static Task WriteAsync(EmptyService service, params (string Actor, string Kind, Guid? Subject)[] lines) => service.Get<JournalStore>().WriteAsync((_, pen) =>
    {
        foreach (var (actor, kind, subject) in lines) pen.Write(actor, kind, subject?.ToString(), []);
    }, CancellationToken.None);

    private static Task<JournalPart> FindAsync(EmptyService service, JournalQuery query) => service.Get<JournalLines>().FindAsync(query, CaseViewer.System, prove: true, CancellationToken.None);

    private static async Task<List<long>> AllAsync(EmptyService service, JournalQuery query)
    {
        List<long> all = [];
        for (long? before = null; ;)
        {
            var part = await FindAsync(service, query with { Before = before, Count = 2 });
            Assert.All(part.Items, i => Assert.True(i.Holds));
            all.AddRange(part.Items.Select(i => i.Sequence));
            if (part.Next is null) return all;
            before = long.Parse(part.Next, System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static async Task<IReadOnlyList<string>> PlanAsync(Database database, IQueryable<JournalRow> rows)
    {
        await database.Database.OpenConnectionAsync();
        if (database is PostgresDatabase) await database.Database.ExecuteSqlAsync($"SET enable_seqscan = off");
        await using var command = rows.CreateDbCommand();
        command.CommandText = (database is PostgresDatabase ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + command.CommandText;
        await using var answer = await command.ExecuteReaderAsync();
        List<string> plan = [];
        while (await answer.ReadAsync()) plan.Add(answer.GetString(database is PostgresDatabase ? 0 : 3));
        return plan;
    }
}
