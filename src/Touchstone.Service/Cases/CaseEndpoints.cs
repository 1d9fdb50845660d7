using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.Service.Accounts;

namespace Touchstone.Service.Cases;

/// <summary>Cases over HTTP.</summary>
internal static class CaseEndpoints
{
    internal static void MapCases(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/cases", async (CaseList cases, string? text, DateTimeOffset? before, int? count, CancellationToken cancel) =>
                await cases.ListAsync(new CaseQuery(text, Before: before, Count: Math.Clamp(count ?? 50, 1, 200)), cancel))
            .RequireAuthorization(Permissions.Read).WithName("listCases").WithSummary("Cases, newest first.");
        app.MapGet("/api/v1/cases/{id:guid}", async Task<Results<Ok<CaseSummary>, NotFound>> (Guid id, CaseList cases, CancellationToken cancel) =>
                await cases.FindAsync(id, cancel) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.Read).WithName("getCase").WithSummary("One case.");
        app.MapGet("/cases/{id:guid}/pictures/{name}", CasePictures.GetAsync).RequireAuthorization(Permissions.Read).ExcludeFromDescription();
    }
}
