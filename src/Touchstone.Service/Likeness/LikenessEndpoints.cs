using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts;
using Touchstone.Service.Api;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;

namespace Touchstone.Service.Likeness;

/// <summary>Related cases over HTTP.</summary>
internal static class LikenessEndpoints
{
    internal static void AddLikeness(this IServiceCollection services) =>
        services.AddSingleton<LikenessBook>().AddSingleton<KnownPictures>().AddSingleton<PrintMaker>().AddHostedService<LikenessWork>();

    internal static void MapLikeness(this RouteGroupBuilder api) =>
        api.MapGet("/cases/{id:guid}/similar", async Task<Results<Ok<SimilarCases>, ProblemHttpResult>> (Guid id, ClaimsPrincipal user, CaseList cases, LikenessBook book, CancellationToken cancel) =>
                await cases.FindAsync(id, CaseViewer.Of(user), cancel) is { } found ? TypedResults.Ok(await book.OfAsync(found, CaseViewer.Of(user), cancel)) : ApiProblems.Missing("case"))
            .RequireAuthorization(Permissions.Read).WithTags("Cases").WithName("getSimilarCases").WithSummary("Cases on the same bytes, and on pictures that share content with this one.");
}
