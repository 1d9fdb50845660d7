using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Api;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Packages;

/// <summary>Case packages over HTTP.</summary>
internal static class PackageEndpoints
{
    internal static void AddPackages(this IServiceCollection services) => services.AddSingleton<PackageJournal>().AddSingleton<PackageStatements>().AddSingleton<PackageMaker>();

    internal static void MapPackages(this RouteGroupBuilder api) =>
        api.MapGet("/cases/{id:guid}/package", GetAsync).RequireAuthorization(Permissions.Read).WithTags("Cases").WithName("getPackage")
            .WithSummary("The case as a signed package that another laboratory checks and replays.").WithDescription("specimen=true includes the specimen, which needs cases.write. Making a package is written in the journal.")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip");

    private static async Task<IResult> GetAsync(Guid id, bool? specimen, HttpContext context, IAuthorizationService rules, PackageMaker maker, CancellationToken cancel)
    {
        // The file itself is more than what was found in it.
        if (specimen == true && !(await rules.AuthorizeAsync(context.User, Permissions.Write)).Succeeded) return ApiProblems.Of(StatusCodes.Status403Forbidden, Codes.ServiceForbidden, $"The file goes along for those who may {Permissions.Write} alone. Ask for the package without it.");
        var path = Path.Combine(Path.GetTempPath(), $"touchstone-{Guid.NewGuid():N}.zip");
        try
        {
            var manifest = await maker.MakeAsync(new PackageRequest(id, specimen ?? false, Actors.Of(context.User), CaseViewer.Of(context.User)), path, cancel);
            // The file goes with the answer that sends it.
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            return Results.File(stream, "application/zip", $"{manifest.Case}.zip");
        }
        catch (PackageException e)
        {
            File.Delete(path);
            return ApiProblems.Of(e.Code == Codes.PackageUnfinished ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity, e.Code, e.Message);
        }
    }
}
