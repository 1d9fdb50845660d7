using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Engine.Decisions;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Analysis;
using Touchstone.Service.Api;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Cases.Listing;
using Touchstone.Service.Cases.Notes;
using Touchstone.Service.Cases.Viewing;
using Touchstone.Workbench.Documents;

namespace Touchstone.Service.Cases;

/// <summary>Cases over HTTP.</summary>
internal static class CaseEndpoints
{
    private const int MostPerPage = 200;

    internal static void AddCases(this IServiceCollection services) => services.AddSingleton<CaseList>().AddSingleton<CaseFindings>().AddSingleton<Layers>().AddSingleton<CaseNotes>().AddSingleton<CaseAccess>().AddSingleton<SavedViews>();

    internal static void MapCases(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").RequireAuthorization(Permissions.Read).WithTags("Cases");
        cases.MapGet("", ListAsync).WithName("listCases").WithSummary("Cases, newest first, a page at a time.");
        cases.MapGet("{id:guid}", async Task<Results<Ok<CaseSummary>, ProblemHttpResult>> (Guid id, ClaimsPrincipal user, CaseList all, CancellationToken cancel) =>
                await all.FindAsync(id, CaseViewer.Of(user), cancel) is { } found ? TypedResults.Ok(found) : ApiProblems.Missing("case"))
            .WithName("getCase").WithSummary("One case: where its examination stands, and the decision.");
        cases.MapGet("{id:guid}/events", EventsAsync).WithName("watchCase").WithSummary("Server-sent events: the case now and at every change, until its examination has ended.").Produces<CaseSummary>(contentType: "text/event-stream");
        cases.MapGet("{id:guid}/findings", FindingsAsync).WithName("getFindings").WithSummary("The examination as a document: findings, assessments, decision.")
            .WithDescription("The form is docs/examination.schema.json. maps=true adds the values of maps and series.").Produces<object>();
    }

    /// <summary>Pictures for the pages.</summary>
    internal static void MapCasePictures(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{id:guid}/thumbnail", LayerPictures.ThumbnailAsync).RequireAuthorization(Permissions.Read).ExcludeFromDescription();
        app.MapGet("/cases/{id:guid}/pictures/{name}", CasePictures.GetAsync).RequireAuthorization(Permissions.Read).ExcludeFromDescription();
        app.MapGet("/cases/{id:guid}/tiles/{level:int}/{column:int}/{row:int}", LayerPictures.TileAsync).RequireAuthorization(Permissions.Read).ExcludeFromDescription();
        app.MapGet("/cases/{id:guid}/layers/{view}/{name}", LayerPictures.GetAsync).RequireAuthorization(Permissions.Read).ExcludeFromDescription();
    }

    private static async Task<Results<Ok<CaseListPage>, ProblemHttpResult>> ListAsync(
        CaseList all, ClaimsPrincipal user, [AsParameters] CaseFilter asked, string? cursor, int? count, CancellationToken cancel)
    {
        CaseCursor? after = null;
        if (cursor is not null && !CaseCursor.TryRead(cursor, out after)) return ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, Codes.ServiceInvalid, "The cursor is none that this service gave.");
        if (count is < 1 or > MostPerPage) return ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, Codes.ServiceInvalid, $"count takes 1 to {MostPerPage}.");
        if (asked.Text?.Length > CaseQuery.LongestText) return ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, Codes.ServiceInvalid, $"text takes up to {CaseQuery.LongestText} characters.");
        var size = count ?? 50;
        var found = await all.ListAsync(new CaseQuery(asked.Text, asked.Outcome, asked.Kind, after, size) { Progress = asked.Progress, Tag = asked.Tag }, CaseViewer.Of(user), cancel);
        return TypedResults.Ok(new CaseListPage(found, found.Count == size ? CaseCursor.After(found[^1]).ToString() : null));
    }

    private static async Task<Results<ServerSentEventsResult<CaseSummary>, ProblemHttpResult>> EventsAsync(Guid id, ClaimsPrincipal user, CaseList all, TimeProvider time, CancellationToken cancel) =>
        await all.FindAsync(id, CaseViewer.Of(user), cancel) is null ? ApiProblems.Missing("case") : TypedResults.ServerSentEvents(all.WatchAsync(id, CaseViewer.Of(user), time, cancel), "case");

    private static async Task<IResult> FindingsAsync(Guid id, ClaimsPrincipal user, CaseList all, CaseFindings findings, CaseAccess access, bool? maps, CancellationToken cancel)
    {
        if (await all.FindAsync(id, CaseViewer.Of(user), cancel) is not { } found) return ApiProblems.Missing("case");
        if (await findings.OfAsync(found.Sha256, cancel) is not { } examined) return ApiProblems.Of(StatusCodes.Status404NotFound, Codes.ServiceNotFound, "There are no findings yet: the examination has not ended.");
        await access.NoteAsync(id, user, cancel);
        return Results.Text(ExaminationJson.Published(found.Title, examined.Examination, maps ?? false).ToJsonString(), "application/json");
    }
}

/// <summary>A page of cases.</summary>
/// <param name="Items">The cases.</param>
/// <param name="Next">What to give as the cursor for the next page; null at the end.</param>
internal sealed record CaseListPage(IReadOnlyList<CaseSummary> Items, string? Next);

/// <summary>Which cases, as a request says it.</summary>
/// <param name="Text">Part of the file name, the number of a case, or the beginning of a digest.</param>
/// <param name="Outcome">The decision.</param>
/// <param name="Kind">Kind of the media.</param>
/// <param name="Progress">Where the examination stands.</param>
/// <param name="Tag">A tag the cases bear.</param>
internal sealed record CaseFilter(string? Text, Outcome? Outcome, MediaKind? Kind, ExaminationState? Progress, string? Tag);
