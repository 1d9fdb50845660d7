using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.Service.Accounts;
using Touchstone.Service.Api;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Analysis;

/// <summary>Examinations over HTTP.</summary>
internal static class AnalysisEndpoints
{
    private const int MostPerPage = 200;

    internal static void MapAnalysis(this RouteGroupBuilder api)
    {
        var examinations = api.MapGroup("/examinations").WithTags("Examinations");
        examinations.MapGet("", ListAsync).RequireAuthorization(Permissions.Read).WithName("listExaminations").WithSummary("The newest examinations, of all or in one state; those of cases you may not see are left out.");
        examinations.MapGet("{id:guid}", async (Guid id, ClaimsPrincipal user, ExaminationQueue queue, CaseList cases, CancellationToken cancel) => Answer(await FindAsync(id, user, queue, cases, cancel)))
            .RequireAuthorization(Permissions.Read).WithName("getExamination").WithSummary("One examination: where it stands, how far it is, and what its process wrote where it broke down.");
        examinations.MapPost("{id:guid}/cancel", async (Guid id, ClaimsPrincipal user, ExaminationQueue queue, CaseList cases, ExaminationOrders orders, CancellationToken cancel) =>
                Answer(await FindAsync(id, user, queue, cases, cancel) is null ? null : await orders.CancelAsync(id, Actors.Of(user), cancel)))
            .RequireAuthorization(Permissions.Write).WithName("cancelExamination").WithSummary("Give up an examination that waits or runs.").ProducesProblem(StatusCodes.Status409Conflict);
        examinations.MapPost("{id:guid}/retry", async (Guid id, ClaimsPrincipal user, ExaminationQueue queue, CaseList cases, ExaminationOrders orders, CancellationToken cancel) =>
                Answer(await FindAsync(id, user, queue, cases, cancel) is null ? null : await orders.RetryAsync(id, Actors.Of(user), cancel)))
            .RequireAuthorization(Permissions.Write).WithName("retryExamination").WithSummary("Ask again for an examination that was set aside or cancelled.")
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IReadOnlyList<ExaminationStatus>> ListAsync(ExaminationQueue queue, CaseList cases, ClaimsPrincipal user, ExaminationState? state, int? count, CancellationToken cancel)
    {
        var all = await queue.ListAsync(state, Math.Clamp(count ?? 50, 1, MostPerPage), cancel);
        var seen = await cases.SeenAsync(all.Select(e => e.Sha256), CaseViewer.Of(user), cancel);
        return [.. all.Where(e => seen.Contains(e.Sha256))];
    }

    // An examination is seen by whoever may see a case on its content.
    private static async Task<ExaminationStatus?> FindAsync(Guid id, ClaimsPrincipal user, ExaminationQueue queue, CaseList cases, CancellationToken cancel) =>
        await queue.FindAsync(id, cancel) is { } found && await cases.SeesAsync(found.Sha256, CaseViewer.Of(user), cancel) ? found : null;

    private static Results<Ok<ExaminationStatus>, ProblemHttpResult> Answer(ExaminationStatus? found) => found is null ? ApiProblems.Missing("examination") : TypedResults.Ok(found);
}
