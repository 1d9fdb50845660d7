using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts.SingleSignOn;

/// <summary>Keeps a service that takes nobody but the provider's people from shutting out everybody who could change that.</summary>
internal sealed class SignOnGuard(ServiceOptions options, IDbContextFactory<Database> databases, TimeProvider time)
{
    private const string Way = "Start without --oidc-only, have an administrator link their account under Your account, and start again.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Looks before the service is open.</summary>
    /// <exception cref="ServiceException">With --oidc-only no administrator could come in.</exception>
    internal async Task CheckAsync(CancellationToken cancel)
    {
        if (options.SingleSignOn is not { Only: true } sso) return;
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (!await database.Users.AnyAsync(cancel))
        {
            if (sso.CanGive(Roles.Admin)) return;
            throw new ServiceException(Codes.ServiceSignOnOnly, $"With --oidc-only nobody could administer this service: there is no account yet, and no --oidc-role gives Admin. {Way}");
        }
        var issuers = await LinkedAsync(database, cancel);
        if (issuers.Count > 0 && (issuers.Contains(sso.Authority!) || issuers.Contains(await IssuerAsync(sso.Authority!, cancel)))) return;
        throw new ServiceException(Codes.ServiceSignOnOnly, $"With --oidc-only nobody could administer this service: no open account of an administrator is linked with {sso.Authority}. {Way}");
    }

    /// <summary>The issuers that open accounts of administrators are linked with.</summary>
    private async Task<HashSet<string>> LinkedAsync(Database database, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var administrators = database.Users.Where(u => (u.LockoutEnd == null || u.LockoutEnd < now)
            && database.UserRoles.Any(r => r.UserId == u.Id && database.Roles.Any(role => role.Id == r.RoleId && role.Name == Roles.Admin)));
        return await database.UserLogins.Where(l => administrators.Any(a => a.Id == l.UserId)).Select(l => l.LoginProvider).Distinct().ToHashSetAsync(cancel);
    }

    // Some providers name themselves otherwise than their address.
    private static async Task<string> IssuerAsync(string authority, CancellationToken cancel)
    {
        try
        {
            using var client = new HttpClient { Timeout = Patience };
            var said = await client.GetFromJsonAsync<JsonElement>($"{authority.TrimEnd('/')}/.well-known/openid-configuration", cancel);
            return ForeignAccounts.KeyOf(said.GetProperty("issuer").GetString() ?? "");
        }
        catch (Exception e) when ((e is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or TaskCanceledException) && !cancel.IsCancellationRequested)
        {
            throw new ServiceException(Codes.ServiceSignOnOnly, $"Whether an administrator is linked with {authority} cannot be seen: the provider does not say who it is. {Way}");
        }
    }
}
