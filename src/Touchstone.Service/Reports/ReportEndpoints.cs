using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Api;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Reports;

/// <summary>Opinions and reports over HTTP.</summary>
internal static class ReportEndpoints
{
    internal static void MapReports(this RouteGroupBuilder api)
    {
        var reports = api.MapGroup("/cases/{id:guid}").WithTags("Reports");
        reports.MapGet("report", DraftAsync).RequireAuthorization(Permissions.Read).WithName("getReport").WithSummary("The report of the case as it is now, not signed; form is json, html or pdf.")
            .WithDescription("Findings with pictures, custody, rights, error rates, limits, the examiner's opinion apart from what the program says. Making one is written in the journal. PDF is printed by Chromium; where there is none, the answer is 501.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status501NotImplemented);
        reports.MapGet("opinions", async Task<Results<Ok<IReadOnlyList<Opinion>>, ProblemHttpResult>> (Guid id, ClaimsPrincipal user, CaseList cases, OpinionBook opinions, CancellationToken cancel) =>
                await cases.FindAsync(id, CaseViewer.Of(user), cancel) is null ? ApiProblems.Missing("case") : TypedResults.Ok(await opinions.OfAsync(id, cancel)))
            .RequireAuthorization(Permissions.Read).WithName("listOpinions").WithSummary("All versions of the examiner's opinion, newest first.");
        reports.MapPost("opinions", async Task<Results<Ok<Opinion>, ProblemHttpResult>> (Guid id, OpinionTexts asked, CaseList cases, OpinionBook opinions, ClaimsPrincipal user, CancellationToken cancel) =>
                await cases.FindAsync(id, CaseViewer.Of(user), cancel) is null ? ApiProblems.Missing("case") : TypedResults.Ok(await opinions.WriteAsync(id, asked, Actors.Of(user), cancel)))
            .RequireAuthorization(Permissions.Sign).WithName("writeOpinion").WithSummary("Write a version of the opinion; older versions stay. For examiners in person, never for keys.");
        reports.MapGet("reports", async Task<Results<Ok<IReadOnlyList<SignedReport>>, ProblemHttpResult>> (Guid id, ClaimsPrincipal user, CaseList cases, SignedReports signed, CancellationToken cancel) =>
                await cases.FindAsync(id, CaseViewer.Of(user), cancel) is null ? ApiProblems.Missing("case") : TypedResults.Ok(await signed.OfAsync(id, cancel)))
            .RequireAuthorization(Permissions.Read).WithName("listReports").WithSummary("The signed reports, newest first.");
        reports.MapPost("reports", SignAsync).RequireAuthorization(Permissions.Sign).WithName("signReport").WithSummary("Make and sign the report on one's own opinion, confirmed by password or passkey.").ProducesProblem(StatusCodes.Status403Forbidden);
        reports.MapGet("reports/{report:guid}/{form}", GetAsync).RequireAuthorization(Permissions.Read).WithName("getSignedReport").WithSummary("The very bytes that were signed; form is json, html, pdf or signature.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> DraftAsync(Guid id, string? form, HttpContext context, CaseList cases, CaseFindings findings, ReportMaker maker, JournalStore journal, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, CaseViewer.Of(context.User), cancel) is not { } found) return ApiProblems.Missing("case");
        if (FormOf(form ?? "html") is not { } made) return ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, Codes.ServiceInvalid, "form takes json, html or pdf.");
        if (await findings.OfAsync(found.Sha256, cancel) is not { } examined) return NoFindings;
        var bytes = await maker.MakeAsync(await maker.GatherAsync(found, examined, null, cancel), made, cancel);
        await ReportMaker.NoteAsync(journal, id, made, bytes, Actors.Of(context.User), cancel);
        return Send(context, bytes, made, found.Number);
    }

    private static async Task<IResult> SignAsync(
        Guid id, Confirmed asked, ClaimsPrincipal user, CaseList cases, CaseFindings findings, SignedReports signed, Confirmation confirmation, SignInManager<Account> signIn, TimeProvider time, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, CaseViewer.Of(user), cancel) is not { } found) return ApiProblems.Missing("case");
        if (await findings.OfAsync(found.Sha256, cancel) is not { } examined) return NoFindings;
        var account = Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var isConfirmed = asked.Passkey is { } credential ? await Confirmation.ByPasskeyAsync(signIn, account, credential) : await confirmation.ByPasswordAsync(account, asked.Password ?? "");
        if (!isConfirmed) throw new ServiceException(Codes.ServiceNotConfirmed, asked.Passkey is null ? "This is not your password. Nothing was signed." : "This passkey is none of your account. Nothing was signed.");
        var signer = new Signer(Actors.Of(account), "", time.GetUtcNow(), asked.Passkey is null ? Confirmation.Password : Confirmation.Passkey);
        return TypedResults.Ok(await signed.SignAsync(found, examined, signer, cancel));
    }

    private static async Task<IResult> GetAsync(Guid id, Guid report, string form, HttpContext context, CaseList cases, SignedReports signed, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, CaseViewer.Of(context.User), cancel) is not { } found || (await signed.OfAsync(id, cancel)).FirstOrDefault(r => r.Id == report) is not { } stored) return ApiProblems.Missing("report");
        if (form == "signature") return Results.File(stored.Signature.ToBytes(), "application/json", $"{found.Number}-signature.json");
        if (FormOf(form) is not { } asked) return ApiProblems.Missing("form of a report");
        using var file = await signed.OpenAsync(stored, asked, cancel);
        return file is null ? ApiProblems.Of(StatusCodes.Status404NotFound, Codes.ServiceSpecimenGone, "This form is not stored: it was not printed when the report was signed, or it was deleted together with the media.")
            : Send(context, await File.ReadAllBytesAsync(file.Path, cancel), asked, found.Number);
    }

    private static ReportForm? FormOf(string name) => name switch { "json" => ReportForm.Json, "html" => ReportForm.Html, "pdf" => ReportForm.Pdf, _ => null };

    private static IResult Send(HttpContext context, byte[] bytes, ReportForm form, string number)
    {
        if (form == ReportForm.Html)
        {
            // The page brings its own policy with digests of its script and style; this one puts it outside of the service's origin as well.
            context.Response.Headers.ContentSecurityPolicy = "sandbox allow-scripts; default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
            return Results.Bytes(bytes, "text/html; charset=utf-8");
        }
        return form == ReportForm.Pdf ? Results.File(bytes, "application/pdf", $"{number}.pdf") : Results.File(bytes, "application/json", $"{number}.json");
    }

    private static IResult NoFindings => ApiProblems.Of(StatusCodes.Status404NotFound, Codes.ServiceNotFound, "There are no findings yet: the examination has not ended.");
}

/// <summary>How whoever signs shows that it is they.</summary>
/// <param name="Password">Their password; or null.</param>
/// <param name="Passkey">The answer of their passkey to /account/passkeys/ask; or null.</param>
internal sealed record Confirmed(string? Password = null, JsonElement? Passkey = null);
