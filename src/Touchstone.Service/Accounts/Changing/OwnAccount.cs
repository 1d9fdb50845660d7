using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Accounts.Changing;

/// <summary>What people change of their own account.</summary>
public sealed class OwnAccount(AccountChanges changes)
{
    private const string Gone = "There is no such account.";

    /// <summary>How the journal names a passkey.</summary>
    internal static string DigestOf(byte[] credential) => Convert.ToHexStringLower(SHA256.HashData(credential));

    /// <summary>Sets a new password and ends all sessions of the account; returns what is wrong.</summary>
    public Task<IReadOnlyList<string>> ChangePasswordAsync(Guid account, string old, string changed, CancellationToken cancel) => changes.MakeAsync(async (users, database, pen) =>
    {
        if (await users.FindByIdAsync(account.ToString()) is not { } person) return AccountChanges.Wrong(Gone);
        var result = await users.ChangePasswordAsync(person, old, changed);
        if (!result.Succeeded) return result;
        pen.Write(Actors.Of(account), JournalKinds.PasswordChanged, null, []);
        await Sessions.EndAsync(database, pen, account, Actors.Of(account), cancel);
        return result;
    }, cancel);

    /// <summary>Adds a passkey; returns what is wrong.</summary>
    public Task<IReadOnlyList<string>> AddPasskeyAsync(Guid account, UserPasskeyInfo passkey, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        return PasskeyAsync(account, passkey.CredentialId, JournalKinds.PasskeyAdded, (users, person) => users.AddOrUpdatePasskeyAsync(person, passkey), cancel);
    }

    /// <summary>Removes a passkey; returns what is wrong.</summary>
    public Task<IReadOnlyList<string>> RemovePasskeyAsync(Guid account, byte[] credential, CancellationToken cancel) =>
        PasskeyAsync(account, credential, JournalKinds.PasskeyRemoved, (users, person) => users.RemovePasskeyAsync(person, credential), cancel);

    private Task<IReadOnlyList<string>> PasskeyAsync(Guid account, byte[] credential, string kind, Func<UserManager<Account>, Account, Task<IdentityResult>> change, CancellationToken cancel) =>
        changes.MakeAsync(async (users, _, pen) =>
        {
            if (await users.FindByIdAsync(account.ToString()) is not { } person) return AccountChanges.Wrong(Gone);
            var result = await change(users, person);
            if (result.Succeeded) pen.Write(Actors.Of(account), kind, null, new JsonObject { ["passkey"] = DigestOf(credential) });
            return result;
        }, cancel);
}
