using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts;
using Touchstone.Service.Api;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;
using Touchstone.Service.Telemetry;

namespace Touchstone.Service.Webhooks;

/// <summary>Webhooks over HTTP, for administrators.</summary>
internal static class WebhookEndpoints
{
    private const int DeliveriesShown = 200;

    internal static void AddWebhooks(this IServiceCollection services) =>
        services.AddSingleton(p => new WebhookSender(p.GetRequiredService<WebhookBook>(), PublicAddress.Is, p.GetRequiredService<TimeProvider>())).AddSingleton<WebhookBook>().AddHostedService<WebhookDispatch>().AddSingleton<IReadings, WebhookReadings>();

    internal static void MapWebhooks(this RouteGroupBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").RequireAuthorization(Permissions.Administer).WithTags("Webhooks");
        webhooks.MapGet("", (WebhookBook book, CancellationToken cancel) => book.ListAsync(cancel)).WithName("listWebhooks").WithSummary("All webhooks, newest first; never their secrets.");
        webhooks.MapPost("", async (NewWebhook asked, WebhookBook book, ClaimsPrincipal user, CancellationToken cancel) =>
                TypedResults.Created((string?)null, await book.MakeAsync(asked.Url, Actors.Of(user), cancel)))
            .WithName("makeWebhook").WithSummary("Have another system told of new cases, ended examinations, rights and deletions.")
            .WithDescription("Deliveries are POSTs of journal lines with Touchstone-Id, Touchstone-Timestamp and Touchstone-Signature: v1= and the HMAC-SHA256, hexadecimal, of \"id.timestamp.body\" under the secret. Refuse timestamps older than five minutes and ids seen before.");
        webhooks.MapDelete("{id:guid}", async Task<Results<NoContent, ProblemHttpResult>> (Guid id, WebhookBook book, ClaimsPrincipal user, CancellationToken cancel) =>
                await book.EndAsync(id, Actors.Of(user), cancel) ? TypedResults.NoContent() : ApiProblems.Missing("webhook"))
            .WithName("endWebhook").WithSummary("Tell this system nothing more.");
        webhooks.MapGet("{id:guid}/deliveries", (Guid id, WebhookBook book, CancellationToken cancel) => book.DeliveriesAsync(id, DeliveriesShown, cancel))
            .WithName("listDeliveries").WithSummary("What was told and what is still to be told, newest first.");
        webhooks.MapPost("deliveries/{id:guid}/replay", async Task<Results<NoContent, ProblemHttpResult>> (Guid id, WebhookBook book, TimeProvider time, CancellationToken cancel) =>
                await book.ReplayAsync(id, time.GetUtcNow(), cancel) ? TypedResults.NoContent() : ApiProblems.Missing("delivery"))
            .WithName("replayDelivery").WithSummary("Send a delivery again, with the same id.");
    }
}

/// <summary>A webhook to be made.</summary>
/// <param name="Url">An https address in the public internet.</param>
internal sealed record NewWebhook(string Url);
