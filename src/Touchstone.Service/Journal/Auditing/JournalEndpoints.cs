using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Api;
using Touchstone.Service.Cases.Access;

namespace Touchstone.Service.Journal.Auditing;

/// <summary>The journal over HTTP, for auditors, administrators, and keys that may read it.</summary>
internal static class JournalEndpoints
{
    private const int MostPerPage = 200;

    internal static void MapJournal(this RouteGroupBuilder api)
    {
        var journal = api.MapGroup("/journal").RequireAuthorization(Permissions.Audit).WithTags("Journal");
        journal.MapGet("", ListAsync).WithName("listJournal").WithSummary("Lines of the journal, newest first, a page at a time.")
            .WithDescription("group is access, accounts, cases, examinations, rights, deletions, reports, keys, backups or webhooks; who is account:ID, key:ID, system or anonymous; case is a number or an id; from and until are days, UTC. A page may hold fewer lines than count before the end: to a key, lines about restricted cases it is not named for are not there. `holds` says whether link and signature follow from the line before.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status404NotFound);
        journal.MapGet("export", ExportAsync).WithName("exportJournal").WithSummary("All lines that fit as a file; format is csv or jsonl.")
            .WithDescription("Takes the same filters. That lines were taken away is itself written in the journal, before the first is sent.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<JournalPart>, ProblemHttpResult>> ListAsync([AsParameters] JournalFilter asked, string? cursor, int? count, JournalLines lines, ClaimsPrincipal user, CancellationToken cancel)
    {
        if (asked.Problem() is { } problem) return Invalid(problem);
        if (count is < 1 or > MostPerPage) return Invalid($"count takes 1 to {MostPerPage}.");
        long before = 0;
        if (cursor is not null && (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before) || before < 1)) return Invalid("The cursor is none that this service gave.");
        var query = asked.ToQuery() with { Before = cursor is null ? null : before, Count = count ?? 50 };
        return TypedResults.Ok(await lines.FindAsync(query, CaseViewer.Of(user), prove: true, cancel));
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ExportAsync([AsParameters] JournalFilter asked, string? format, JournalExport export, JournalLines lines, ClaimsPrincipal user, CancellationToken cancel)
    {
        if (asked.Problem() is { } problem) return Invalid(problem);
        if (format is not (JournalExport.Csv or JournalExport.JsonLines)) return Invalid($"format takes {JournalExport.Csv} or {JournalExport.JsonLines}.");
        var viewer = CaseViewer.Of(user);
        // What is wrong with the question is said before anything is sent.
        await lines.FindAsync(asked.ToQuery() with { Count = 1 }, viewer, prove: false, cancel);
        var query = await export.NoteAsync(asked.ToQuery(), format, Actors.Of(user), cancel);
        return TypedResults.Stream(output => export.WriteAsync(output, query, viewer, format, cancel), format == JournalExport.Csv ? "text/csv; charset=utf-8" : "application/jsonl", $"journal.{format}");
    }

    private static ProblemHttpResult Invalid(string detail) => ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, Codes.ServiceInvalid, detail);
}

/// <summary>Which lines, as a request says it.</summary>
/// <param name="Group">Kinds that belong together, of <see cref="KindGroup"/>.</param>
/// <param name="Who">Who did it: account:ID, key:ID, system or anonymous.</param>
/// <param name="Case">Number or id of a case.</param>
/// <param name="From">First day, UTC.</param>
/// <param name="Until">Last day, UTC.</param>
internal sealed record JournalFilter(string? Group, string? Who, string? Case, DateOnly? From, DateOnly? Until)
{
    internal string? Problem() =>
        Who?.Length > JournalQuery.LongestText || Case?.Length > JournalQuery.LongestText ? $"who and case take up to {JournalQuery.LongestText} characters."
        : Who is not null && !IsActor(Who) ? "who takes account:ID, key:ID, system or anonymous."
        : Group is not null && KindOf(Group) is null ? $"group takes one of {string.Join(", ", Enum.GetNames<KindGroup>()).ToLowerInvariant()}."
        : From > Until ? "from lies behind until." : null;

    internal JournalQuery ToQuery() => new(Group is null ? null : KindOf(Group), Who, Case, From, Until);

    // Written in small letters; a number is none.
    private static KindGroup? KindOf(string name) => Enum.GetValues<KindGroup>().Select(g => (KindGroup?)g).FirstOrDefault(g => string.Equals(g.ToString(), name, StringComparison.OrdinalIgnoreCase));

    private static bool IsActor(string who) => who is Actors.System or Actors.Nobody || (who.Split(':') is ["account" or "key", var id] && Guid.TryParseExact(id, "D", out _));
}
