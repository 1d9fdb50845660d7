using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts.Entering;

namespace Touchstone.Service.Accounts;

/// <summary>Has a person who is signed in show once more that it is they, before something that binds them.</summary>
public sealed class Confirmation(IServiceScopeFactory scopes, FailedEntries failed)
{
    /// <summary>How a person was confirmed.</summary>
    public const string Password = "password", Passkey = "passkey";

    /// <summary>Whether this is the account's password. Wrong ones count as at signing in, and close the account for a while.</summary>
    public async Task<bool> ByPasswordAsync(Guid account, string password)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.FindByIdAsync(account.ToString()) is not { } person || await users.IsLockedOutAsync(person)) return false;
        if (await users.CheckPasswordAsync(person, password))
        {
            await users.ResetAccessFailedCountAsync(person);
            return true;
        }
        await users.AccessFailedAsync(person);
        await failed.NoteAsync(account, "confirmation", await users.IsLockedOutAsync(person), CancellationToken.None);
        return false;
    }

    /// <summary>Whether the answer of a passkey, asked for by this browser a moment ago, is one of this account.</summary>
    public static async Task<bool> ByPasskeyAsync(SignInManager<Account> signIn, Guid account, JsonElement credential)
    {
        ArgumentNullException.ThrowIfNull(signIn);
        var asserted = await signIn.PerformPasskeyAssertionAsync(credential.GetRawText());
        if (!asserted.Succeeded || asserted.User.Id != account || await signIn.UserManager.IsLockedOutAsync(asserted.User)) return false;
        await signIn.UserManager.AddOrUpdatePasskeyAsync(asserted.User, asserted.Passkey);
        return true;
    }
}
