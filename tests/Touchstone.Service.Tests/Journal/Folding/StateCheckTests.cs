using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Cases.Notes;
using Touchstone.Service.Consent;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Folding;
using Touchstone.Service.Platform;
using Touchstone.Service.Reports;

namespace Touchstone.Service.Tests.Journal.Folding;

public abstract class StateCheckTests
{
    /// <summary>The address of the database; null for a SQLite file.</summary>
    protected abstract Task<string?> DatabaseAsync();

    private static readonly string Content = new('c', 64);
    private static readonly string Result = new('d', 64);

    [Fact]
    public async Task The_tables_say_what_the_journal_says_also_after_erasing_and_deleting()
    {
        await using var service = await StartAsync();
        var subject = await OpenAsync(service);
        Assert.Empty(await DifferencesAsync(service));
        var notes = service.Get<CaseNotes>();
        await notes.EraseAsync(subject, (await notes.NotesAsync(subject, CancellationToken.None))[0].Id, Actors.System, CancellationToken.None);
        await notes.RemoveTagAsync(subject, "roof", Actors.System, CancellationToken.None);
        Assert.Empty(await DifferencesAsync(service));
        Assert.NotNull(await service.Get<Disposal>().DeleteAsync(Content, "test", Actors.System, CancellationToken.None));
        Assert.Empty(await DifferencesAsync(service));
        Assert.Empty(await notes.NotesAsync(subject, CancellationToken.None));
        Assert.Empty(await notes.TagsAsync(subject, CancellationToken.None));
        Assert.All(await service.Get<OpinionBook>().OfAsync(subject, CancellationToken.None), o => Assert.Null(o.Texts));
    }

    [Theory]
    [InlineData("""UPDATE "Cases" SET "Outcome" = 0""", "standing")]
    [InlineData("""UPDATE "Cases" SET "IsRestricted" = false""", "access")]
    [InlineData("""DELETE FROM "CaseGrants" WHERE "Grantee" = 'role:Reviewer'""", "access")]
    [InlineData("""UPDATE "Cases" SET "Sha256" = 'other'""", "specimen")]
    [InlineData("""UPDATE "Notes" SET "Text" = 'Nothing to see.'""", "note")]
    [InlineData("""UPDATE "Notes" SET "Status" = 2""", "note")]
    [InlineData("""DELETE FROM "Notes" """, "note")]
    [InlineData("""UPDATE "Tags" SET "Text" = 'harmless'""", "tag")]
    [InlineData("""UPDATE "Opinions" SET "Text" = 'I am sure.' WHERE "Version" = 1""", "opinion 1")]
    [InlineData("""DELETE FROM "Opinions" WHERE "Version" = 2""", "opinion 2")]
    [InlineData("""UPDATE "Rights" SET "Source" = 'somebody else'""", "rights")]
    [InlineData("""UPDATE "Rights" SET "ExpiresAt" = 4102444800000000""", "rights")]
    [InlineData("""UPDATE "Examinations" SET "DocumentSha256" = 'other'""", "examination")]
    [InlineData("""DELETE FROM "Examinations" """, "examination")]
    [InlineData("""UPDATE "Specimens" SET "DeletedAt" = 1""", "media")]
    public async Task A_row_that_was_changed_behind_the_journal_is_named(string change, string named)
    {
        await using var service = await StartAsync();
        await OpenAsync(service);
        await using (var database = await service.Get<IDbContextFactory<Database>>().CreateDbContextAsync(CancellationToken.None))
            Assert.NotEqual(0, await database.Database.ExecuteSqlRawAsync(change, CancellationToken.None));
        var fault = Assert.Single((await StateCheck.RunAsync(service.Get<IDbContextFactory<Database>>(), CancellationToken.None)).DistinctBy(f => f.Text.Split(':')[0].Split(", ")[^1].Split(' ')[0]));
        Assert.Equal(Codes.JournalState, fault.Code);
        Assert.Contains($", {named}", fault.Text);
    }

    private async Task<EmptyService> StartAsync() => await EmptyService.StartAsync(s => s.AddSingleton<CaseNotes>().AddSingleton<CaseAccess>().AddSingleton<OpinionBook>().AddSingleton<RightsRegister>().AddSingleton<Disposal>(), await DatabaseAsync());

    private static async Task<IReadOnlyList<string>> DifferencesAsync(EmptyService service) => [.. (await StateCheck.RunAsync(service.Get<IDbContextFactory<Database>>(), CancellationToken.None)).Select(f => f.Text)];

    /// <summary>A case with all that people and the program leave at one.</summary>
    private static async Task<Guid> OpenAsync(EmptyService service)
    {
        var examination = Guid.NewGuid();
        var subject = await service.Get<JournalStore>().WriteAsync(async (database, pen) =>
        {
            var opened = await CaseBook.OpenAsync(database, pen, new NewCase("roof.png", Content, 1, MediaKind.Image, "PNG", Actors.System), CancellationToken.None);
            database.Add(new SpecimenRow { Sha256 = Content, Bytes = 1, Kind = MediaKind.Image, Format = "PNG", ReceivedAt = pen.Now });
            pen.Write(Actors.System, JournalKinds.SpecimenReceived, opened.Id.ToString(), new() { ["sha256"] = Content });
            var row = new ExaminationRow
            {
                Id = examination, Sha256 = Content, EngineVersion = "1", PolicyHash = "p", Kind = MediaKind.Image, State = ExaminationState.Done, RequestedAt = pen.Now, DocumentSha256 = Result, Outcome = Engine.Decisions.Outcome.Review,
            };
            database.Add(row);
            pen.Write(Actors.System, JournalKinds.ExaminationRequested, opened.Id.ToString(), new() { ["examination"] = examination.ToString(), ["sha256"] = Content, ["state"] = "Queued" });
            await CaseBook.TellAsync(database, ExaminationStatus.Of(row), CancellationToken.None);
            pen.Write(Actors.System, JournalKinds.ExaminationDone, opened.Id.ToString(), new() { ["examination"] = examination.ToString(), ["sha256"] = Content, ["document"] = Result, ["outcome"] = "Review" });
            return opened.Id;
        }, CancellationToken.None);
        await service.Get<CaseNotes>().WriteAsync(new NewNote(subject, "Look at the roof.", null, NoteStatus.Open, Actors.System), CancellationToken.None);
        await service.Get<CaseNotes>().AddTagAsync(subject, "roof", Actors.System, CancellationToken.None);
        foreach (var text in new[] { "A first view.", "A second view." }) await service.Get<OpinionBook>().WriteAsync(subject, new OpinionTexts("", text, ""), Actors.System, CancellationToken.None);
        await service.Get<RightsRegister>().RecordAsync(subject, Content, new Rights(RightsBasis.Consent, "the owner", ExpiresAt: service.Clock.GetUtcNow().AddDays(9)), Actors.System, CancellationToken.None);
        await service.Get<CaseAccess>().SetAsync(subject, new CaseOpenness(true, ["role:Reviewer"]), new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()), new Claim(ClaimTypes.Role, Roles.Admin)], "test")), CancellationToken.None);
        return subject;
    }
}

/// <summary>In a SQLite file.</summary>
public sealed class SqliteStateCheckTests(RunningService running) : StateCheckTests
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    // Whatever other tests did to the running service meanwhile.
    [Fact]
    public async Task The_tables_of_the_running_service_say_what_its_journal_says() =>
        Assert.Empty(await Service.Journal.Checking.JournalCheck.StatesAsync(new ServiceOptions { DataFolder = running.DataFolder }, CancellationToken.None));
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresStateCheckTests(PostgresCluster cluster) : StateCheckTests
{
    protected override async Task<string?> DatabaseAsync() => await cluster.DatabaseAsync();
}
