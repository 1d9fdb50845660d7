using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts;
using Touchstone.Service.Api;
using Touchstone.Service.Consent;
using Touchstone.Service.Intake.Uploads;
using Touchstone.Service.Intake.Watching;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;
using Touchstone.Service.Telemetry;

namespace Touchstone.Service.Intake;

/// <summary>Where media come in over HTTP.</summary>
internal static class IntakeEndpoints
{
    internal static void AddIntake(this IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton<Receiver>().AddSingleton<Disposal>().AddSingleton<SampleCase>().AddSingleton<UrlFetcher>().AddSingleton<UploadStore>().AddSingleton<IReadings, SpecimenReadings>().AddHostedService<UploadSweep>();
        if (options.Watch is { } watch) services.AddSingleton(watch).AddHostedService<WatchWork>();
    }

    internal static void MapIntake(this RouteGroupBuilder api)
    {
        api.MapUploads();
        var options = ((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<ServiceOptions>();
        api.MapPost("/specimens/from-url", FetchAsync).RequireAuthorization(Permissions.Write).WithTags("Specimens").WithName("fetchSpecimen")
            .WithSummary("Fetch one file from an address on the web and take it in; only from hosts an administrator has named.")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapPost("/specimens", ReceiveAsync).WithMetadata(new RequestSizeLimitAttribute(options.MaximumUploadBytes)).RequireAuthorization(Permissions.Write).WithTags("Specimens").WithName("receiveSpecimen")
            .WithSummary("Take one file in: a case opens and its examination waits.")
            .WithDescription("The bytes are the body, whatever the content type says. Sent again with the same Idempotency-Key, it answers with the first case and opens no other.")
            .Accepts<Stream>("*/*")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<Created<Receipt>> FetchAsync(
        FetchRequest asked, Receiver receiver, UrlFetcher fetcher, ClaimsPrincipal user, CancellationToken cancel, [FromHeader(Name = "Idempotency-Key")] string? key = null)
    {
        using var media = await fetcher.OpenAsync(asked.Url, cancel);
        await using var content = await media.Answer.Content.ReadAsStreamAsync(cancel);
        var rights = (asked.Rights ?? new Rights(RightsBasis.Unrecorded)) is { Source: "" } silent ? silent with { Source = Shortened(media.Url) } : asked.Rights;
        var receipt = await receiver.ReceiveAsync(content, new Arrival(media.Name, Actors.Of(user), key, rights), cancel);
        return TypedResults.Created($"{ApiSetup.Root}/cases/{receipt.Case}", receipt);
    }

    private static string Shortened(Uri url) => url.AbsoluteUri is { Length: > Rights.LongestText } address ? address[..Rights.LongestText] : url.AbsoluteUri;

    private static async Task<Created<Receipt>> ReceiveAsync(HttpRequest request, Receiver receiver, ClaimsPrincipal user, [AsParameters] ArrivalHeaders said, CancellationToken cancel)
    {
        var receipt = await receiver.ReceiveAsync(request.Body, said.Of(user), cancel);
        return TypedResults.Created($"{ApiSetup.Root}/cases/{receipt.Case}", receipt);
    }
}

/// <summary>An address to fetch from.</summary>
/// <param name="Url">http or https.</param>
/// <param name="Rights">On what ground the media may be kept; its source is the address unless said otherwise.</param>
internal sealed record FetchRequest(string Url, Rights? Rights = null);
