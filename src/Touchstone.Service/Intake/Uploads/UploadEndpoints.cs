using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Api;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Intake.Uploads;

/// <summary>Large files in parts that can be taken up again: the tus protocol, version 1.0.0, with creation, expiration and termination.</summary>
internal static class UploadEndpoints
{
    private const string Version = "1.0.0";
    private const string PartType = "application/offset+octet-stream";

    internal static void MapUploads(this RouteGroupBuilder api)
    {
        var options = ((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<ServiceOptions>();
        var uploads = api.MapGroup("/uploads").RequireAuthorization(Permissions.Write).WithTags("Uploads");
        uploads.MapMethods("", [HttpMethods.Options], (HttpResponse response) => Offer(response, options)).WithName("offerUploads").WithSummary("What this side speaks: tus 1.0.0.");
        var tus = uploads.MapGroup("").AddEndpointFilter(SpeakAsync);
        tus.MapPost("", Begin).WithName("beginUpload").WithSummary("Begin an upload of Upload-Length bytes; its address is in Location.");
        tus.MapMethods("{id:guid}", [HttpMethods.Head], Ask).WithName("askUpload").WithSummary("How many bytes came: Upload-Offset.");
        tus.MapPatch("{id:guid}", AppendAsync).WithMetadata(new RequestSizeLimitAttribute(options.MaximumUploadBytes)).WithName("continueUpload").WithSummary("Add the body at Upload-Offset.").Accepts<Stream>(PartType);
        tus.MapDelete("{id:guid}", End).WithName("endUpload").WithSummary("Throw the upload away.");
        uploads.MapPost("{id:guid}/specimen", TakeInAsync).WithName("receiveUpload").WithSummary("Take an upload that came whole in, as a file sent at once: the same headers, the same answers. Asked again, it answers the same.")
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async ValueTask<object?> SpeakAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        response.Headers["Tus-Resumable"] = Version;
        if (request.Headers["Tus-Resumable"] == Version) return await next(context);
        response.Headers["Tus-Version"] = Version;
        return ApiProblems.Of(StatusCodes.Status412PreconditionFailed, Codes.ServiceInvalid, $"This side speaks tus {Version}: send Tus-Resumable: {Version}.");
    }

    private static NoContent Offer(HttpResponse response, ServiceOptions options)
    {
        (response.Headers["Tus-Resumable"], response.Headers["Tus-Version"], response.Headers["Tus-Extension"]) = (Version, Version, "creation,expiration,termination");
        response.Headers["Tus-Max-Size"] = Text(options.MaximumUploadBytes);
        return TypedResults.NoContent();
    }

    private static Created Begin([FromHeader(Name = "Upload-Length")] long length, HttpResponse response, UploadStore store, ClaimsPrincipal user)
    {
        var upload = store.Begin(Actors.Of(user), length);
        Say(response, upload);
        return TypedResults.Created($"{ApiSetup.Root}/uploads/{upload.Id}");
    }

    private static IResult Ask(Guid id, HttpResponse response, UploadStore store, ClaimsPrincipal user)
    {
        if (store.Find(id, Actors.Of(user)) is not { } upload) return ApiProblems.Missing("upload");
        Say(response, upload);
        (response.Headers["Upload-Length"], response.Headers.CacheControl) = (Text(upload.Length), "no-store");
        return TypedResults.Ok();
    }

    private static async Task<IResult> AppendAsync(Guid id, [FromHeader(Name = "Upload-Offset")] long offset, HttpContext context, UploadStore store, CancellationToken cancel)
    {
        if (!string.Equals(context.Request.ContentType, PartType, StringComparison.OrdinalIgnoreCase)) return ApiProblems.Of(StatusCodes.Status415UnsupportedMediaType, Codes.ServiceInvalid, $"Parts come as {PartType}.");
        if (store.Find(id, Actors.Of(context.User)) is not { } upload) return ApiProblems.Missing("upload");
        Say(context.Response, await store.AppendAsync(upload, offset, context.Request.Body, cancel));
        return TypedResults.NoContent();
    }

    private static IResult End(Guid id, UploadStore store, ClaimsPrincipal user)
    {
        if (store.Find(id, Actors.Of(user)) is null) return ApiProblems.Missing("upload");
        store.Delete(id);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> TakeInAsync(Guid id, UploadStore store, Receiver receiver, ClaimsPrincipal user, [AsParameters] ArrivalHeaders said, CancellationToken cancel)
    {
        if (store.Find(id, Actors.Of(user)) is not { } upload) return ApiProblems.Missing("upload");
        var receipt = upload.Receipt ?? await ReceiveAsync(upload, store, receiver, said.Of(user), cancel);
        return TypedResults.Created($"{ApiSetup.Root}/cases/{receipt.Case}", receipt);
    }

    private static async Task<Receipt> ReceiveAsync(Upload upload, UploadStore store, Receiver receiver, Arrival arrival, CancellationToken cancel)
    {
        try
        {
            await using var content = store.OpenWhole(upload);
            // A process that ends before it noted the receipt finds it again by this key.
            var receipt = await receiver.ReceiveAsync(content, arrival with { IdempotencyKey = arrival.IdempotencyKey ?? $"upload {upload.Id}" }, cancel);
            store.Finish(upload, receipt);
            return receipt;
        }
        catch (IntakeException e) when (e.Code == Codes.IntakeUnknownFormat)
        {
            // It will be of no known format the next time too.
            store.Delete(upload.Id);
            throw;
        }
    }

    private static void Say(HttpResponse response, Upload upload) =>
        (response.Headers["Upload-Offset"], response.Headers["Upload-Expires"]) = (Text(upload.Offset), upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
