using Microsoft.AspNetCore.Http;
using Touchstone.Service.Platform.Blobs;

namespace Touchstone.Service.Cases.Viewing;

/// <summary>Drawn layers of a case's evidence; the media themselves never reach a browser.</summary>
internal static class LayerPictures
{
    internal static async Task<IResult> GetAsync(Guid id, string view, string name, HttpContext context, CaseList cases, Layers layers, IBlobStore blobs, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, cancel) is not { } found) return Results.NotFound();
        if ((await layers.OfAsync(found.Sha256, view, cancel)).FirstOrDefault(l => l.Name == name) is not { Blob: { } blob } layer) return Results.NotFound();
        if (await blobs.GetAsync(blob, cancel) is not { } file) return Results.NotFound();
        context.Response.RegisterForDispose(file);
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.File(file.Path, layer.MediaType, enableRangeProcessing: true);
    }
}
