using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Touchstone.Service.Accounts;
using Touchstone.Service.Journal;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Accounts;

/// <summary>What the journal says of signing in and out: on a service of its own, whose lines are then read.</summary>
public sealed class EntryJournalTests : IAsyncLifetime
{
    private const string Email = "watched.person@example.org";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-entry-");
    private readonly ServiceProgram _service;

    public EntryJournalTests() => _service = new ServiceProgram(RunningService.Program, _folder.FullName) { ServeArguments = ["--workers", "0"] };

    public async ValueTask InitializeAsync()
    {
        await _service.ServeAsync();
        await _service.SignInAsync();
        (await _service.Client.PostAsJsonAsync("/api/v1/accounts", new NewAccount(Email, "Watched", RunningService.Password, [Roles.Viewer]))).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Signing_in_a_new_password_and_signing_out_each_leave_a_line_of_the_account()
    {
        using var client = _service.NewClient();
        await EnterAsync(client, Email, RunningService.Password);
        await RunningService.SendFormAsync(client, "/account/self", "password", new() { ["Input.Old"] = RunningService.Password, ["Input.New"] = "another long phrase of words" });
        await EnterAsync(client, Email, "another long phrase of words");
        (await client.PostAsync("/account/sign-out", null)).EnsureSuccessStatusCode();
        var person = Actors.Of((await _service.Client.GetFromJsonAsync<AccountSummary[]>("/api/v1/accounts"))!.Single(a => a.Email == Email).Id);
        var lines = Lines().Where(l => l.Actor == person).ToList();
        Assert.Equal([JournalKinds.SignedIn, JournalKinds.PasswordChanged, JournalKinds.SessionsEnded, JournalKinds.SignedIn, JournalKinds.SignedOut], lines.Select(l => l.Kind));
        Assert.Equal(["password", "password"], lines.Where(l => l.Kind == JournalKinds.SignedIn).Select(l => l.DataText("by")));
        Assert.Equal(lines[3].DataText("session"), lines[4].DataText("session"));
        await RunningService.SendFormAsync(client, "/account/sign-in", "sign-in", new() { ["Input.Email"] = Email, ["Input.Password"] = "another long phrase of words" });
        await RunningService.SendFormAsync(client, "/account/self", "everywhere", []);
        Assert.Equal([JournalKinds.SignedIn, JournalKinds.SessionsEnded], Lines().Where(l => l.Actor == person).Skip(5).Select(l => l.Kind));
    }

    [Fact]
    public async Task Failures_are_told_without_what_was_typed_and_cannot_fill_the_journal()
    {
        using var client = _service.NewClient();
        for (var attempt = 0; attempt < 10; attempt++) await EnterAsync(client, Email, "wrong wrong wrong");
        for (var attempt = 0; attempt < 5; attempt++) await EnterAsync(client, $"typed{attempt}@example.org", "wrong wrong wrong");
        var failed = Lines().Where(l => l.Kind == JournalKinds.SignInFailed).ToList();
        // The first at the account, the one that locked it with those between, and the first at no account.
        Assert.Equal([1, 9, 1], failed.Select(l => (int)l.Data["attempts"]!));
        Assert.Equal([false, true, false], failed.Select(l => (bool)l.Data["locked"]!));
        Assert.Equal(failed[0].DataText("account"), failed[1].DataText("account"));
        Assert.Null(failed[2].DataText("account"));
        Assert.DoesNotContain(Lines(), l => System.Text.Encoding.UTF8.GetString(l.ToBody()) is var body && (body.Contains("typed", StringComparison.Ordinal) || body.Contains("watched", StringComparison.OrdinalIgnoreCase) || body.Contains("wrong", StringComparison.Ordinal)));
    }

    private static Task<HttpResponseMessage> EnterAsync(HttpClient client, string email, string password) =>
        RunningService.SendFormAsync(client, "/account/sign-in", "sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = password });

    private List<JournalEntry> Lines()
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "touchstone.db")};Mode=ReadOnly");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "SELECT Body FROM Journal ORDER BY Sequence";
        using var reader = command.ExecuteReader();
        List<JournalEntry> lines = [];
        while (reader.Read()) lines.Add(JournalEntry.Read((byte[])reader[0]));
        return lines;
    }
}
