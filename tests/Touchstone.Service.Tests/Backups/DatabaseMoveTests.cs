using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Analysis;
using Touchstone.Service.Backups;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Backups;

public sealed class DatabaseMoveTests(PostgresCluster cluster) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-move-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_waits_in_SQLite_is_examined_on_PostgreSQL_and_comes_back_from_a_backup()
    {
        var address = await cluster.DatabaseAsync();
        var data = Path.Combine(_folder.FullName, "data");
        List<Receipt> waiting = [];
        await using (var old = new ServiceProgram(RunningService.Program, data) { Arguments = ["--workers", "0"] })
        {
            await old.ServeAsync();
            await old.SignInAsync();
            for (var i = 0; i < 3; i++) waiting.Add(await old.BringAsync(Specimens.Recording(i), $"{i}.wav"));
            var (busy, why) = await Command.RunAsync("db", "move", "--data", data, "--to", address);
            Assert.Equal(2, busy);
            Assert.Contains($"({Codes.ServiceFolderInUse})", why, StringComparison.Ordinal);
        }

        var (code, output) = await Command.RunAsync("db", "move", "--data", data, "--to", address);
        Assert.True(code == 0, output);
        Assert.Contains("The journal holds.", output, StringComparison.Ordinal);
        Assert.Contains("noted      in the journal", output, StringComparison.Ordinal);

        await using (var moved = new ServiceProgram(RunningService.Program, data) { Arguments = ["--database", address, "--workers", "1"] })
        {
            await moved.ServeAsync();
            await moved.SignInAsync();
            foreach (var receipt in waiting) Assert.Equal(ExaminationState.Done, (await moved.EndOfAsync(receipt, Patience.Longest)).Progress);
            var archive = Path.Combine(_folder.FullName, "backup.zip");
            (code, output) = await Command.RunAsync("db", "backup", archive, "--data", data, "--database", address, "--with-keys");
            Assert.True(code == 0, output);
            (code, output) = await Command.RunAsync("db", "restore", archive, "--data", Path.Combine(_folder.FullName, "restored"));
            Assert.True(code == 0, output);
        }
        await using var restored = new ServiceProgram(RunningService.Program, Path.Combine(_folder.FullName, "restored"));
        await restored.ServeAsync();
        await restored.SignInAsync();
        Assert.Equal(ExaminationState.Done, (await restored.EndOfAsync(waiting[0], Patience.Longest)).Progress);
    }

    [Fact]
    public async Task A_service_does_not_begin_anew_in_a_folder_whose_database_was_moved()
    {
        var options = new ServiceOptions { DataFolder = _folder.FullName };
        await File.WriteAllTextAsync(options.MovedDatabaseFile, "");
        Assert.Contains("--database", Assert.Single(options.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_that_the_database_gives_out_go_on_after_a_move()
    {
        var (from, to) = (await FilledAsync(), new ServiceOptions { DataFolder = _folder.FullName, Database = await cluster.DatabaseAsync() });
        await DatabaseMove.RunAsync(from, to.Database!, TimeProvider.System, CancellationToken.None);
        await using var service = OpenedService.Existing(to);
        await using var database = await service.Databases.CreateDbContextAsync();
        var claim = new IdentityUserClaim<Guid> { UserId = (await database.Users.SingleAsync()).Id, ClaimType = "next" };
        database.Add(claim);
        await database.SaveChangesAsync();
        Assert.Equal(3, claim.Id);
    }

    [Fact]
    public async Task A_target_that_is_not_empty_or_changes_what_it_gets_is_refused_and_keeps_nothing()
    {
        var from = await FilledAsync();
        var to = new ServiceOptions { DataFolder = _folder.FullName, Database = await cluster.DatabaseAsync() };
        await DatabaseState.MigrateAsync(to, CancellationToken.None);
        await using var service = OpenedService.Existing(to);
        await using var database = await service.Databases.CreateDbContextAsync();
        await database.Database.ExecuteSqlRawAsync("""
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW."ClaimType" := 'other'; RETURN NEW; END $$;
            CREATE TRIGGER spoil BEFORE INSERT ON "AspNetUserClaims" FOR EACH ROW EXECUTE FUNCTION spoil();
            """);
        var refused = await Assert.ThrowsAsync<ServiceException>(() => DatabaseMove.RunAsync(from, to.Database!, TimeProvider.System, CancellationToken.None));
        Assert.Equal(Codes.BackupContradiction, refused.Code);
        Assert.Empty(await database.Users.ToListAsync());
        Assert.True(File.Exists(from.DatabaseFile));

        database.Add(new IdentityRole<Guid>("a role") { Id = Guid.NewGuid() });
        await database.SaveChangesAsync();
        refused = await Assert.ThrowsAsync<ServiceException>(() => DatabaseMove.RunAsync(from, to.Database!, TimeProvider.System, CancellationToken.None));
        Assert.Equal(Codes.BackupTargetNotEmpty, refused.Code);
    }

    private async Task<ServiceOptions> FilledAsync()
    {
        var options = new ServiceOptions { DataFolder = Path.Combine(_folder.FullName, "filled") };
        await DatabaseState.MigrateAsync(options, CancellationToken.None);
        await using var service = OpenedService.Existing(options);
        await using var database = await service.Databases.CreateDbContextAsync();
        var account = new Account { Id = Guid.NewGuid(), UserName = "one", Email = "one@example.org", DisplayName = "Zoë \u6771", CreatedAt = DateTimeOffset.UnixEpoch.AddMicroseconds(1) };
        database.Add(account);
        for (var i = 0; i < 2; i++) database.Add(new IdentityUserClaim<Guid> { UserId = account.Id, ClaimType = $"{i}" });
        await database.SaveChangesAsync();
        return options;
    }
}
