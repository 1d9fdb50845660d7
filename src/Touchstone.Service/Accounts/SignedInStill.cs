using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Touchstone.Service.Accounts;

/// <summary>Asks of every open page once a minute whether its person is signed in still: an open page sends no cookie that would be refused.</summary>
internal sealed class SignedInStill(ILoggerFactory logs, IServiceScopeFactory scopes, Sessions sessions) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await HoldsAsync(scope.ServiceProvider.GetRequiredService<UserManager<Account>>(), sessions, authenticationState.User, cancellationToken);
    }

    /// <summary>Whether the account is there with the same roles and password, is not closed, and has a session left.</summary>
    internal static async Task<bool> HoldsAsync(UserManager<Account> users, Sessions sessions, ClaimsPrincipal person, CancellationToken cancel)
    {
        if (await users.GetUserAsync(person) is not { } account || await users.IsLockedOutAsync(account)) return false;
        var stamp = person.FindFirstValue(users.Options.ClaimsIdentity.SecurityStampClaimType);
        return stamp == await users.GetSecurityStampAsync(account) && (await sessions.ListAsync(account.Id, cancel)).Count > 0;
    }
}
