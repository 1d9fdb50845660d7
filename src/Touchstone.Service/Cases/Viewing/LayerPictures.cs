using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Platform.Blobs;

namespace Touchstone.Service.Cases.Viewing;

/// <summary>Drawn layers of a case's evidence; the media themselves never reach a browser.</summary>
internal static class LayerPictures
{
    internal static async Task<IResult> GetAsync(Guid id, string view, string name, ClaimsPrincipal user, HttpContext context, CaseList cases, Layers layers, IBlobStore blobs, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, CaseViewer.Of(user), cancel) is not { } found) return Results.NotFound();
        return await SendAsync((await layers.OfAsync(found.Sha256, view, cancel)).FirstOrDefault(l => l.Name == name), context, blobs, cancel);
    }

    internal static async Task<IResult> ThumbnailAsync(Guid id, ClaimsPrincipal user, HttpContext context, CaseList cases, CaseFindings findings, Layers layers, IBlobStore blobs, CancellationToken cancel) =>
        await cases.FindAsync(id, CaseViewer.Of(user), cancel) is { } found ? await SendAsync(await layers.ThumbnailAsync(found.Sha256, findings, cancel), context, blobs, cancel) : Results.NotFound();

    private static async Task<IResult> SendAsync(Layer? layer, HttpContext context, IBlobStore blobs, CancellationToken cancel)
    {
        if (layer is not { Blob: { } blob } || await blobs.GetAsync(blob, cancel) is not { } file) return Results.NotFound();
        context.Response.RegisterForDispose(file);
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.File(file.Path, layer.MediaType, enableRangeProcessing: true);
    }
}
