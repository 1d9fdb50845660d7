using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts;

/// <summary>Accounts and sessions over HTTP, for administrators.</summary>
internal static class AccountEndpoints
{
    internal static void MapAccountList(this RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("/accounts").RequireAuthorization(Permissions.Administer).WithTags("Accounts");
        accounts.MapGet("", (AccountDirectory all, CancellationToken cancel) => all.ListAsync(cancel)).WithName("listAccounts").WithSummary("All accounts, by name.");
        accounts.MapPost("", async (NewAccount asked, AccountDirectory all, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                Refuse(await all.CreateAsync(asked, Actors.Of(user), cancel));
                return TypedResults.StatusCode(StatusCodes.Status201Created);
            }).WithName("makeAccount").WithSummary("Make an account with roles.");
        accounts.MapPut("{id:guid}", async (Guid id, AccountChange asked, AccountDirectory all, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                Refuse(await all.ChangeAsync(id, asked.Roles, asked.Locked, Actors.Of(user), cancel));
                return TypedResults.NoContent();
            }).WithName("changeAccount").WithSummary("Set the roles of an account, close it or open it again.");
        accounts.MapGet("{id:guid}/sessions", (Guid id, Sessions sessions, CancellationToken cancel) => sessions.ListAsync(id, cancel)).WithName("listSessions").WithSummary("Where a person is signed in.");
        accounts.MapDelete("{id:guid}/sessions", async Task<NoContent> (Guid id, Sessions sessions, ClaimsPrincipal user, CancellationToken cancel) =>
            {
                await sessions.EndAsync(id, Actors.Of(user), cancel);
                return TypedResults.NoContent();
            }).WithName("endSessions").WithSummary("Sign a person out everywhere, at once.");
    }

    private static void Refuse(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0) throw new ServiceException(Codes.ServiceInvalid, string.Join(" ", problems));
    }
}

/// <summary>What an account is to be.</summary>
/// <param name="Roles">All its roles.</param>
/// <param name="Locked">Whether it is closed.</param>
internal sealed record AccountChange(IReadOnlyList<string> Roles, bool Locked = false);
