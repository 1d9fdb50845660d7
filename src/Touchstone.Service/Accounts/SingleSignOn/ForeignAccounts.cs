using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts.Changing;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts.SingleSignOn;

/// <summary>Accounts of people whom the provider vouches for: known by its issuer and their subject there, never by an address of e-mail.</summary>
internal sealed class ForeignAccounts(ServiceOptions options, IServiceScopeFactory scopes, AccountDirectory directory, AccountChanges changes)
{
    // What the table holds of a key.
    private const int LongestKey = 128;

    /// <summary>The account of a person, made at the first entry, with the roles that the provider names.</summary>
    internal async Task<Admission> AdmitAsync(ClaimsPrincipal person, CancellationToken cancel)
    {
        if (LoginOf(person) is not { } login) return SignOnRefusal.Unnamed;
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.FindByLoginAsync(login.LoginProvider, login.ProviderKey) is not { } account) return await MakeAsync(users, person, login, cancel);
        if (await users.IsLockedOutAsync(account)) return SignOnRefusal.Closed;
        // What the provider says counts at every entry; without a claim, what an administrator here said stays.
        var sso = options.SingleSignOn!;
        var roles = sso.RolesOf(person.Claims);
        if (sso.RoleClaim is null || roles.ToHashSet().SetEquals(await users.GetRolesAsync(account))) return account.Id;
        return (await directory.ChangeAsync(account.Id, roles, locked: false, Actors.System, cancel)).Count > 0 ? SignOnRefusal.Roles : account.Id;
    }

    /// <summary>Ties the provider's identity of a person to the account they are signed in to; returns whether it is tied now.</summary>
    internal async Task<bool> LinkAsync(ClaimsPrincipal person, Guid account, CancellationToken cancel)
    {
        if (LoginOf(person) is not { } login) return false;
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.FindByLoginAsync(login.LoginProvider, login.ProviderKey) is { } has) return has.Id == account;
        return (await changes.MakeAsync(async (all, _, pen) =>
        {
            if (await all.FindByIdAsync(account.ToString()) is not { } own) return AccountChanges.Wrong("There is no such account.");
            var linked = await all.AddLoginAsync(own, login);
            if (linked.Succeeded) pen.Write(Actors.Of(account), JournalKinds.AccountLinked, null, []);
            return linked;
        }, cancel)).Count == 0;
    }

    private async Task<Admission> MakeAsync(UserManager<Account> users, ClaimsPrincipal person, UserLoginInfo login, CancellationToken cancel)
    {
        // The link of the first administrator is good while there is no account: whoever came before would close that way.
        if (!await users.Users.AnyAsync(cancel)) return SignOnRefusal.Unready;
        if (person.FindFirstValue("email") is not { Length: > 0 } email) return SignOnRefusal.Unnamed;
        // Whoever can choose an address with the provider must not come into the account that has it here.
        if (await users.FindByEmailAsync(email) is not null) return SignOnRefusal.Taken;
        var name = person.FindFirstValue("name") is { Length: > 0 } said ? said : email;
        var asked = new NewAccount(email, name.Length > NewAccount.LongestName ? name[..NewAccount.LongestName] : name, "", options.SingleSignOn!.RolesOf(person.Claims));
        if ((await directory.CreateAsync(asked, (all, made) => MakeAsync(all, made, login), Actors.System, cancel)).Count > 0) return SignOnRefusal.Unnamed;
        return (await users.FindByLoginAsync(login.LoginProvider, login.ProviderKey))!.Id;
    }

    private static async Task<IdentityResult> MakeAsync(UserManager<Account> users, Account account, UserLoginInfo login) =>
        await users.CreateAsync(account) is { Succeeded: false } failed ? failed : await users.AddLoginAsync(account, login);

    private static UserLoginInfo? LoginOf(ClaimsPrincipal person) =>
        (person.FindFirstValue("iss"), person.FindFirstValue("sub")) is ({ Length: > 0 } issuer, { Length: > 0 } subject) ? new UserLoginInfo(KeyOf(issuer), KeyOf(subject), null) : null;

    /// <summary>How the table names an issuer or a subject.</summary>
    internal static string KeyOf(string text) => text.Length <= LongestKey ? text : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Whether a person is let in: into this account, or not at all.</summary>
internal readonly record struct Admission(Guid? Account, SignOnRefusal? Refusal)
{
    public static implicit operator Admission(Guid account) => new(account, null);

    public static implicit operator Admission(SignOnRefusal refusal) => new(null, refusal);
}
