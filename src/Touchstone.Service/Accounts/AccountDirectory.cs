using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Accounts;

/// <summary>Makes accounts and roles.</summary>
public sealed class AccountDirectory(IServiceScopeFactory scopes, JournalStore journal, TimeProvider time)
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
    public async Task<IReadOnlyList<string>> CreateAsync(NewAccount asked, string actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(asked);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = new Account { Id = Guid.CreateVersion7(time.GetUtcNow()), UserName = asked.Email, Email = asked.Email, DisplayName = asked.DisplayName, CreatedAt = time.GetUtcNow() };
        var made = await users.CreateAsync(account, asked.Password);
        if (made.Succeeded) made = await users.AddToRolesAsync(account, asked.Roles);
        if (!made.Succeeded) return [.. made.Errors.Select(e => e.Description)];
        await journal.WriteAsync((_, pen) => pen.Write(actor, JournalKinds.AccountChanged, null, new JsonObject
        {
            ["account"] = account.Id.ToString(), ["roles"] = new JsonArray([.. asked.Roles.Select(r => (JsonNode)r)]),
        }), cancel);
        return [];
    }
}

/// <summary>An account to be made.</summary>
/// <param name="Email">Address to sign in with.</param>
/// <param name="DisplayName">Name shown to colleagues.</param>
/// <param name="Password">Twelve characters or more.</param>
/// <param name="Roles">Of <see cref="Accounts.Roles"/>.</param>
public sealed record NewAccount(string Email, string DisplayName, string Password, IReadOnlyList<string> Roles);
