using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Platform.Blobs;
using Touchstone.Workbench.Views;

namespace Touchstone.Service.Cases.Viewing;

/// <summary>Drawn layers of a case's evidence; the media themselves never reach a browser.</summary>
internal static class LayerPictures
{
    private const string Empty = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 56 40"/>""";

    internal static async Task<IResult> GetAsync(Guid id, string view, string name, ClaimsPrincipal user, HttpContext context, CaseList cases, Layers layers, IBlobStore blobs, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, CaseViewer.Of(user), cancel) is not { } found) return Results.NotFound();
        return await SendAsync((await layers.OfAsync(found.Sha256, view, cancel)).FirstOrDefault(l => l.Name == name && l.Tiles is null), context, blobs, cancel);
    }

    internal static async Task<IResult> TileAsync(Guid id, int level, int column, int row, ClaimsPrincipal user, HttpContext context, CaseList cases, Layers layers, IBlobStore blobs, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, CaseViewer.Of(user), cancel) is not { } found) return Results.NotFound();
        if ((await layers.OfAsync(found.Sha256, Renderings.Tiles, cancel))[0] is not { Tiles: { } grid, Blob: { } blob } layer || grid.PlaceOf(level, column, row) is not { } place) return Results.NotFound();
        if (await blobs.ReadAsync(blob, place, 16, cancel) is not { } table) return Results.NotFound();
        var (from, to) = TileGrid.Span(table);
        if (await blobs.ReadAsync(blob, from, (int)(to - from), cancel) is not { } tile) return Results.NotFound();
        Guard(context);
        return Results.Bytes(tile, layer.MediaType);
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
        Guard(context);
        return Results.File(file.Path, layer.MediaType, entityTag: new EntityTagHeaderValue($"\"{blob}\""), enableRangeProcessing: true);
    }

    private static void Guard(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "private, max-age=3600";
        // Opened by itself it is nothing but a picture or a film: whatever it holds, nothing of it runs.
        headers.ContentSecurityPolicy = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
        headers.ContentDisposition = "inline";
    }
}
