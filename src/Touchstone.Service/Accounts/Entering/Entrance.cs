using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts.Entering;

/// <summary>The ways in. Each ends in a session, whose beginning stands in the journal, or in nothing but a count.</summary>
internal sealed class Entrance(SignInManager<Account> signIn, FailedEntries failed, ServiceOptions options)
{
    /// <summary>How somebody came in, as the journal names it.</summary>
    internal const string Password = "password", Passkey = "passkey", Provider = "provider";

    /// <summary>Claim of a session that says how it began.</summary>
    internal const string WayClaim = "amr";

    // Compared with where there is no account: an answer that comes sooner would tell which addresses have one.
    private static readonly string Nobodys = new PasswordHasher<Account>().HashPassword(new Account(), Guid.NewGuid().ToString());

    /// <summary>Whether accounts of this service open the door, or only the organisation's provider does.</summary>
    internal bool TakesOwnAccounts => options.SingleSignOn is not { Only: true };

    /// <summary>Lets a person in by address and password; false for a wrong one, an unknown address and a locked account alike.</summary>
    internal async Task<bool> ByPasswordAsync(string email, string password, CancellationToken cancel)
    {
        if (!TakesOwnAccounts) return false;
        var users = signIn.UserManager;
        if (await users.FindByNameAsync(email) is not { } account)
        {
            users.PasswordHasher.VerifyHashedPassword(new Account(), Nobodys, password);
            await failed.NoteAsync(null, Password, locked: false, cancel);
            return false;
        }
        var checkedUp = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (checkedUp.Succeeded) await BeginAsync(account, Password);
        else await failed.NoteAsync(account.Id, Password, checkedUp.IsLockedOut, cancel);
        return checkedUp.Succeeded;
    }

    /// <summary>Lets a person in by the answer of a passkey.</summary>
    internal async Task<bool> ByPasskeyAsync(JsonElement credential, CancellationToken cancel)
    {
        if (!TakesOwnAccounts) return false;
        var asserted = await signIn.PerformPasskeyAssertionAsync(credential.GetRawText());
        var locked = asserted.Succeeded && await signIn.UserManager.IsLockedOutAsync(asserted.User);
        if (!asserted.Succeeded || locked)
        {
            await failed.NoteAsync(asserted.User?.Id, Passkey, locked, cancel);
            return false;
        }
        await signIn.UserManager.AddOrUpdatePasskeyAsync(asserted.User, asserted.Passkey);
        await BeginAsync(asserted.User, Passkey);
        return true;
    }

    /// <summary>Begins a session for a person who was let in.</summary>
    internal Task BeginAsync(Account account, string way) => signIn.SignInWithClaimsAsync(account, isPersistent: false, [new Claim(WayClaim, way)]);
}
