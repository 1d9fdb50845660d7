using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.Service.Accounts;
using Touchstone.Service.Api;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Analysis;

/// <summary>Examinations over HTTP.</summary>
internal static class AnalysisEndpoints
{
    private const int MostPerPage = 200;

    internal static void MapAnalysis(this RouteGroupBuilder api)
    {
        var examinations = api.MapGroup("/examinations").WithTags("Examinations");
        examinations.MapGet("", (ExaminationQueue queue, ExaminationState? state, int? count, CancellationToken cancel) => queue.ListAsync(state, Math.Clamp(count ?? 50, 1, MostPerPage), cancel))
            .RequireAuthorization(Permissions.Read).WithName("listExaminations").WithSummary("The newest examinations, of all or in one state.");
        examinations.MapGet("{id:guid}", async (Guid id, ExaminationQueue queue, CancellationToken cancel) => Answer(await queue.FindAsync(id, cancel)))
            .RequireAuthorization(Permissions.Read).WithName("getExamination").WithSummary("One examination: where it stands, how far it is, and what its process wrote where it broke down.");
        examinations.MapPost("{id:guid}/cancel", async (Guid id, ClaimsPrincipal user, ExaminationOrders orders, CancellationToken cancel) => Answer(await orders.CancelAsync(id, Actors.Of(user), cancel)))
            .RequireAuthorization(Permissions.Write).WithName("cancelExamination").WithSummary("Give up an examination that waits or runs.").ProducesProblem(StatusCodes.Status409Conflict);
        examinations.MapPost("{id:guid}/retry", async (Guid id, ClaimsPrincipal user, ExaminationOrders orders, CancellationToken cancel) => Answer(await orders.RetryAsync(id, Actors.Of(user), cancel)))
            .RequireAuthorization(Permissions.Write).WithName("retryExamination").WithSummary("Ask again for an examination that was set aside or cancelled.")
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static Results<Ok<ExaminationStatus>, ProblemHttpResult> Answer(ExaminationStatus? found) => found is null ? ApiProblems.Missing("examination") : TypedResults.Ok(found);
}
