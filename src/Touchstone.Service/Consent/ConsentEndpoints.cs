using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts;
using Touchstone.Service.Api;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Consent;

/// <summary>Rights and deletion over HTTP.</summary>
internal static class ConsentEndpoints
{
    internal static void AddConsent(this IServiceCollection services) => services.AddSingleton<RightsRegister>().AddHostedService<RetentionSweep>();

    internal static void MapConsent(this RouteGroupBuilder api)
    {
        var rights = api.MapGroup("/cases/{id:guid}").WithTags("Rights");
        rights.MapGet("rights", async Task<Results<Ok<Rights>, ProblemHttpResult>> (Guid id, ClaimsPrincipal user, CaseList cases, RightsRegister register, CancellationToken cancel) =>
                await cases.FindAsync(id, CaseViewer.Of(user), cancel) is not null && await register.OfAsync(id, cancel) is { } found ? TypedResults.Ok(found) : ApiProblems.Missing("record of rights"))
            .RequireAuthorization(Permissions.Read).WithName("getRights").WithSummary("On what ground the material of a case is kept, and until when.");
        rights.MapPut("rights", RecordAsync).RequireAuthorization(Permissions.Write).WithName("recordRights").WithSummary("Record the rights in the material of a case; the newest record counts.");
        rights.MapDelete("specimen", DeleteAsync).RequireAuthorization(Permissions.Administer).WithName("deleteSpecimen")
            .WithSummary("Delete the media of a case and everything made of them, in all cases on the same content. The cases, decisions and the journal stay.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RecordAsync(Guid id, Rights asked, RightsRegister register, CaseList cases, ClaimsPrincipal user, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, CaseViewer.Of(user), cancel) is not { } found) return ApiProblems.Missing("case");
        await register.RecordAsync(id, found.Sha256, asked, Actors.Of(user), cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Deleted>, ProblemHttpResult>> DeleteAsync(Guid id, string reason, Disposal disposal, CaseList cases, ClaimsPrincipal user, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, CaseViewer.Of(user), cancel) is not { } found) return ApiProblems.Missing("case");
        return await disposal.DeleteAsync(found.Sha256, reason, Actors.Of(user), cancel) is { } deleted ? TypedResults.Ok(deleted) : ApiProblems.Missing("media any longer");
    }
}
