using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Touchstone.Service.Cases.Access;

namespace Touchstone.Service.Cases;

/// <summary>Pictures of a case's evidence as the supervised process made them; the media themselves never reach a browser.</summary>
internal static class CasePictures
{
    internal static async Task<IResult> GetAsync(Guid id, string name, ClaimsPrincipal user, CaseList cases, CaseFindings findings, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, CaseViewer.Of(user), cancel) is not { } found || await findings.OfAsync(found.Sha256, cancel) is not { } examined) return Results.NotFound();
        var exhibit = examined.Exhibits.FirstOrDefault(e => e.Name == name && e.MediaType.StartsWith("image/", StringComparison.Ordinal));
        return exhibit is null ? Results.NotFound() : Results.Bytes(exhibit.Bytes, exhibit.MediaType);
    }
}
