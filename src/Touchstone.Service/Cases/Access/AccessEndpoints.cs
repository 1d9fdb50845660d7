using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.Service.Accounts;
using Touchstone.Service.Api;

namespace Touchstone.Service.Cases.Access;

/// <summary>Who may see a case, over HTTP.</summary>
internal static class AccessEndpoints
{
    internal static void MapAccess(this RouteGroupBuilder api)
    {
        var access = api.MapGroup("/cases/{id:guid}/access").WithTags("Access");
        access.MapGet("", async Task<Results<Ok<CaseOpenness>, ProblemHttpResult>> (Guid id, ClaimsPrincipal user, CaseList cases, CaseAccess all, CancellationToken cancel) =>
                await cases.FindAsync(id, CaseViewer.Of(user), cancel) is null ? ApiProblems.Missing("case") : TypedResults.Ok(await all.OfAsync(id, cancel)))
            .RequireAuthorization(Permissions.Read).WithName("getAccess").WithSummary("Who may see the case.");
        access.MapPut("", async Task<Results<NoContent, ProblemHttpResult>> (Guid id, CaseOpenness asked, ClaimsPrincipal user, CaseList cases, CaseAccess all, CancellationToken cancel) =>
            {
                if (await cases.FindAsync(id, CaseViewer.Of(user), cancel) is null) return ApiProblems.Missing("case");
                await all.SetAsync(id, asked, user, cancel);
                return TypedResults.NoContent();
            }).RequireAuthorization(Permissions.Write).WithName("setAccess").WithSummary("Open the case to everybody who reads cases, or to those named alone.")
            .WithDescription("Names are account:ID, key:ID or role:NAME. For whoever opened the case, and administrators. To everybody else a restricted case is not there: 404 on every path, missing from lists, not told to webhooks.");
    }
}
