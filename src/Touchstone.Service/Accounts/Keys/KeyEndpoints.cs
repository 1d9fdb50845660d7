using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.Service.Api;

namespace Touchstone.Service.Accounts.Keys;

/// <summary>Keys over HTTP; a key cannot make keys, only a person can.</summary>
internal static class KeyEndpoints
{
    internal static void MapKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/keys").RequireAuthorization(p => p.RequireRole(Roles.Admin)).WithTags("Keys");
        keys.MapGet("", (ApiKeys all, CancellationToken cancel) => all.ListAsync(cancel)).WithName("listKeys").WithSummary("All keys, newest first; never their texts.");
        keys.MapPost("", async (NewKey asked, ApiKeys all, ClaimsPrincipal user, CancellationToken cancel) =>
                TypedResults.Created((string?)null, await all.MakeAsync(asked.Name, asked.Scopes, asked.Days, AccountOf(user), cancel)))
            .WithName("makeKey").WithSummary("Make a key. Its text is in this answer and nowhere else.");
        keys.MapDelete("{id:guid}", async Task<Results<NoContent, ProblemHttpResult>> (Guid id, ApiKeys all, ClaimsPrincipal user, CancellationToken cancel) =>
                await all.RevokeAsync(id, AccountOf(user), cancel) ? TypedResults.NoContent() : ApiProblems.Missing("key"))
            .WithName("revokeKey").WithSummary("End a key at once.");
    }

    private static Guid AccountOf(ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
}

/// <summary>A key to be made.</summary>
/// <param name="Name">What it is for, 1 to 80 characters.</param>
/// <param name="Scopes">What it may: cases.read, cases.write, journal.read, metrics.read, admin.</param>
/// <param name="Days">How long it is good, 1 to 366 days.</param>
internal sealed record NewKey(string Name, IReadOnlyList<string> Scopes, int Days = 90);
