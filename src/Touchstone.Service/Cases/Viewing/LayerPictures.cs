using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Platform.Blobs;

namespace Touchstone.Service.Cases.Viewing;

/// <summary>Drawn layers of a case's evidence; the media themselves never reach a browser.</summary>
internal static class LayerPictures
{
    private const string Empty = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 56 40"/>""";

    internal static async Task<IResult> GetAsync(Guid id, string view, string name, ClaimsPrincipal user, HttpContext context, CaseList cases, Layers layers, IBlobStore blobs, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, CaseViewer.Of(user), cancel) is not { } found) return Results.NotFound();
        return await SendAsync((await layers.OfAsync(found.Sha256, view, cancel)).FirstOrDefault(l => l.Name == name), context, blobs, cancel);
    }

    internal static async Task<IResult> ThumbnailAsync(Guid id, ClaimsPrincipal user, HttpContext context, CaseList cases, CaseFindings findings, Layers layers, IBlobStore blobs, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, CaseViewer.Of(user), cancel) is not { } found) return Results.NotFound();
        // A list shows many cases: one without a picture, or whose media go just now, is no error there.
        return await layers.ThumbnailAsync(found.Sha256, findings, cancel) is { Blob: not null } picture ? await SendAsync(picture, context, blobs, cancel) : Results.Text(Empty, "image/svg+xml");
    }

    private static async Task<IResult> SendAsync(Layer? layer, HttpContext context, IBlobStore blobs, CancellationToken cancel)
    {
        if (layer is not { Blob: { } blob } || await blobs.GetAsync(blob, cancel) is not { } file) return Results.NotFound();
        context.Response.RegisterForDispose(file);
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.File(file.Path, layer.MediaType, enableRangeProcessing: true);
    }
}
