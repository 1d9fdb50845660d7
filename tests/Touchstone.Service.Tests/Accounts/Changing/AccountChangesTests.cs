using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts;
using Touchstone.Service.Accounts.Changing;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Accounts.Changing;

public sealed class AccountChangesTests
{
    private const string Password = "a long phrase of words", Another = "another phrase of words";

    private static readonly Dictionary<string, Func<EmptyService, Account, Task<IReadOnlyList<string>>>> Changes = new()
    {
        [JournalKinds.PasswordChanged] = (service, account) => service.Get<OwnAccount>().ChangePasswordAsync(account.Id, Password, Another, CancellationToken.None),
        [JournalKinds.PasskeyAdded] = (service, account) => service.Get<OwnAccount>().AddPasskeyAsync(account.Id, Passkey(2), CancellationToken.None),
        [JournalKinds.PasskeyRemoved] = (service, account) => service.Get<OwnAccount>().RemovePasskeyAsync(account.Id, [1], CancellationToken.None),
        [JournalKinds.SessionsEnded] = (service, account) => service.Get<OwnAccount>().ChangePasswordAsync(account.Id, Password, Another, CancellationToken.None),
        [JournalKinds.AccountChanged] = (service, account) => service.Get<AccountDirectory>().ChangeAsync(account.Id, [Roles.Viewer], locked: true, Actors.System, CancellationToken.None),
    };

    public static TheoryData<string> Kinds => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_change_whose_line_cannot_be_written_is_not_made(string kind)
    {
        await using var service = await StartAsync();
        var account = await MadeAsync(service);
        var before = await StateAsync(service);
        await RunAsync(service, $"CREATE TRIGGER refuse BEFORE INSERT ON Journal WHEN NEW.Kind = '{kind}' BEGIN SELECT RAISE(ABORT, 'no line'); END");
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => Changes[kind](service, account));
        Assert.Equal(before, await StateAsync(service));
        await RunAsync(service, "DROP TRIGGER refuse");
        Assert.Empty(await Changes[kind](service, account));
        var after = await StateAsync(service);
        Assert.NotEqual(before[0], after[0]);
        Assert.Contains(kind, after[1].Split(' '));
    }

    [Fact]
    public async Task An_account_whose_line_or_role_cannot_be_written_is_not_there()
    {
        await using var service = await StartAsync();
        await MadeAsync(service);
        var before = await StateAsync(service);
        var asked = new NewAccount("two@example.org", "Two", Password, [Roles.Viewer]);
        await RunAsync(service, $"CREATE TRIGGER refuse BEFORE INSERT ON Journal WHEN NEW.Kind = '{JournalKinds.AccountChanged}' BEGIN SELECT RAISE(ABORT, 'no line'); END");
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => service.Get<AccountDirectory>().CreateAsync(asked, Actors.System, CancellationToken.None));
        await RunAsync(service, "DROP TRIGGER refuse");
        await RunAsync(service, "DELETE FROM AspNetRoles WHERE NormalizedName = 'REVIEWER'");
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => service.Get<AccountDirectory>().CreateAsync(asked with { Roles = [Roles.Reviewer] }, Actors.System, CancellationToken.None));
        Assert.Equal(before, await StateAsync(service));
        Assert.Empty(await service.Get<AccountDirectory>().CreateAsync(asked, Actors.System, CancellationToken.None));
    }

    [Fact]
    public async Task What_Identity_refuses_leaves_neither_a_change_nor_a_line()
    {
        await using var service = await StartAsync();
        var account = await MadeAsync(service);
        var before = await StateAsync(service);
        Assert.NotEmpty(await service.Get<OwnAccount>().ChangePasswordAsync(account.Id, "not the password", Another, CancellationToken.None));
        Assert.NotEmpty(await service.Get<OwnAccount>().ChangePasswordAsync(account.Id, Password, "short", CancellationToken.None));
        Assert.NotEmpty(await service.Get<AccountDirectory>().CreateAsync(new NewAccount("one@example.org", "Twice", Password, []), Actors.System, CancellationToken.None));
        Assert.Equal(before, await StateAsync(service));
    }

    private static Task<EmptyService> StartAsync() => EmptyService.StartAsync(s =>
    {
        s.AddIdentityCore<Account>().AddRoles<IdentityRole<Guid>>().AddEntityFrameworkStores<Database>();
        s.AddSingleton<AccountChanges>().AddSingleton<OwnAccount>().AddSingleton<AccountDirectory>();
    });

    /// <summary>An account with a passkey and a session, beside an administrator.</summary>
    private static async Task<Account> MadeAsync(EmptyService service)
    {
        var directory = service.Get<AccountDirectory>();
        await directory.PrepareAsync(CancellationToken.None);
        Assert.Empty(await directory.CreateAsync(new NewAccount("admin@example.org", "Admin", Password, [Roles.Admin]), Actors.System, CancellationToken.None));
        Assert.Empty(await directory.CreateAsync(new NewAccount("one@example.org", "One", Password, [Roles.Analyst]), Actors.System, CancellationToken.None));
        await using var database = await DatabaseAsync(service);
        var account = await database.Users.SingleAsync(u => u.Email == "one@example.org");
        database.Add(new SessionRow { Id = Guid.NewGuid(), KeyHash = [1], Account = account.Id, Ticket = [], StartedAt = service.Clock.GetUtcNow(), SeenAt = service.Clock.GetUtcNow(), ExpiresAt = service.Clock.GetUtcNow(), Agent = "" });
        await database.SaveChangesAsync();
        Assert.Empty(await service.Get<OwnAccount>().AddPasskeyAsync(account.Id, Passkey(1), CancellationToken.None));
        return account;
    }

    private static UserPasskeyInfo Passkey(byte id) => new([id], [9], DateTimeOffset.UnixEpoch, 0, null, true, false, false, [], []);

    /// <summary>All of the accounts, and the kinds of all lines.</summary>
    private static async Task<string[]> StateAsync(EmptyService service)
    {
        await using var database = await DatabaseAsync(service);
        var accounts = await database.Users.AsNoTracking().OrderBy(u => u.Email).Select(u => $"{u.Email} {u.PasswordHash} {u.LockoutEnd} {u.SecurityStamp}").ToListAsync();
        var roles = await database.UserRoles.AsNoTracking().OrderBy(r => r.UserId).Select(r => $"{r.UserId} {r.RoleId}").ToListAsync();
        var others = $"{await database.UserPasskeys.CountAsync()} {await database.UserLogins.CountAsync()} {await database.Set<SessionRow>().CountAsync()}";
        return [string.Join('\n', [.. accounts, .. roles, others]), string.Join(' ', await new JournalReader(service.Get<IDbContextFactory<Database>>()).LinesAsync(1, CancellationToken.None).Select(l => l.Columns!.Kind).ToListAsync())];
    }

    private static async Task RunAsync(EmptyService service, string sql)
    {
        await using var database = await DatabaseAsync(service);
        await database.Database.ExecuteSqlRawAsync(sql);
    }

    private static Task<Database> DatabaseAsync(EmptyService service) => service.Get<IDbContextFactory<Database>>().CreateDbContextAsync();
}
