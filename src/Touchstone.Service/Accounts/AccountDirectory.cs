using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts.Changing;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Accounts;

/// <summary>Makes accounts and roles.</summary>
public sealed class AccountDirectory(IServiceScopeFactory scopes, AccountChanges changes, TimeProvider time)
{
    /// <summary>Makes the roles that are missing.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole<Guid>>>();
        foreach (var role in Roles.All)
        {
            cancel.ThrowIfCancellationRequested();
            if (!await roles.RoleExistsAsync(role)) await roles.CreateAsync(new IdentityRole<Guid>(role));
        }
    }

    /// <summary>Makes an account with roles; returns what is wrong, empty when it was made.</summary>
    public Task<IReadOnlyList<string>> CreateAsync(NewAccount asked, string actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return CreateAsync(asked, (users, account) => users.CreateAsync(account, asked.Password), actor, cancel);
    }

    /// <summary>The same for an account that is made some other way than with a password.</summary>
    internal async Task<IReadOnlyList<string>> CreateAsync(NewAccount asked, Func<UserManager<Account>, Account, Task<IdentityResult>> make, string actor, CancellationToken cancel)
    {
        if (asked.Problem() is { } problem) return [problem];
        var account = new Account { Id = Guid.CreateVersion7(time.GetUtcNow()), UserName = asked.Email, Email = asked.Email, DisplayName = asked.DisplayName, CreatedAt = time.GetUtcNow() };
        return await changes.MakeAsync(async (users, _, pen) =>
        {
            var made = await AccountChanges.InTurnAsync(() => make(users, account), () => users.AddToRolesAsync(account, asked.Roles));
            if (made.Succeeded) Tell(pen, account.Id, asked.Roles, locked: false, actor);
            return made;
        }, cancel);
    }

    /// <summary>All accounts, by name.</summary>
    public async Task<IReadOnlyList<AccountSummary>> ListAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        List<AccountSummary> all = [];
        foreach (var account in await users.Users.OrderBy(a => a.DisplayName).ToListAsync(cancel))
        {
            all.Add(new AccountSummary(account.Id, account.DisplayName, account.Email!, [.. await users.GetRolesAsync(account)], await users.IsLockedOutAsync(account),
                (await users.GetPasskeysAsync(account)).Count, account.CreatedAt));
        }
        return all;
    }

    /// <summary>Sets the roles of an account and whether it is closed; returns what is wrong, empty when it was done.</summary>
    public async Task<IReadOnlyList<string>> ChangeAsync(Guid id, IReadOnlyList<string> roles, bool locked, string actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(roles);
        if (roles.Except(Roles.All).Any()) return [$"Roles are {string.Join(", ", Roles.All)}."];
        return await changes.MakeAsync(async (users, database, pen) =>
        {
            if (await users.FindByIdAsync(id.ToString()) is not { } account) return AccountChanges.Wrong("There is no such account.");
            var others = (await users.GetUsersInRoleAsync(Roles.Admin)).Where(a => a.Id != id && (a.LockoutEnd is null || a.LockoutEnd < time.GetUtcNow()));
            if ((locked || !roles.Contains(Roles.Admin)) && !others.Any()) return AccountChanges.Wrong("Somebody has to stay administrator. Give the role to another account first.");
            var had = await users.GetRolesAsync(account);
            var changed = await AccountChanges.InTurnAsync(
                () => users.RemoveFromRolesAsync(account, had.Except(roles)), () => users.AddToRolesAsync(account, roles.Except(had)),
                () => users.SetLockoutEnabledAsync(account, true), () => users.SetLockoutEndDateAsync(account, locked ? DateTimeOffset.MaxValue : null), () => users.UpdateSecurityStampAsync(account));
            if (!changed.Succeeded) return changed;
            if (locked) await Sessions.EndAsync(database, pen, id, actor, cancel);
            Tell(pen, id, roles, locked, actor);
            return changed;
        }, cancel);
    }

    private static void Tell(JournalPen pen, Guid account, IReadOnlyList<string> roles, bool locked, string actor) => pen.Write(actor, JournalKinds.AccountChanged, null, new JsonObject
    {
        ["account"] = account.ToString(), ["roles"] = new JsonArray([.. roles.Select(r => (JsonNode)r)]), ["locked"] = locked,
    });
}

/// <summary>An account to be made.</summary>
/// <param name="Email">Address to sign in with.</param>
/// <param name="DisplayName">Name shown to colleagues.</param>
/// <param name="Password">Twelve characters or more.</param>
/// <param name="Roles">Of <see cref="Accounts.Roles"/>.</param>
public sealed record NewAccount(string Email, string DisplayName, string Password, IReadOnlyList<string> Roles)
{
    private const int LongestEmail = 254;
    internal const int LongestName = 120;

    /// <summary>What is wrong with it before it is held against other accounts, or null.</summary>
    internal string? Problem()
    {
        if (Email.Length is 0 or > LongestEmail) return $"An email address has 1 to {LongestEmail} characters.";
        if (string.IsNullOrWhiteSpace(DisplayName) || DisplayName.Length > LongestName) return $"A name has 1 to {LongestName} characters.";
        return Roles.Except(Accounts.Roles.All).Any() ? $"Roles are {string.Join(", ", Accounts.Roles.All)}." : null;
    }
}
