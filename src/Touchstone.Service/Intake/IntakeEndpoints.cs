using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Touchstone.Service.Accounts;
using Touchstone.Service.Api;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Intake;

/// <summary>Where media come in over HTTP.</summary>
internal static class IntakeEndpoints
{
    internal static void MapIntake(this RouteGroupBuilder api) =>
        api.MapPost("/specimens", ReceiveAsync).RequireAuthorization(Permissions.Write).WithTags("Specimens").WithName("receiveSpecimen")
            .WithSummary("Take one file in: a case opens and its examination waits.")
            .WithDescription("The bytes are the body, whatever the content type says. Sent again with the same Idempotency-Key, it answers with the first case and opens no other.")
            .Accepts<Stream>("application/octet-stream")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Created<Receipt>> ReceiveAsync(
        HttpRequest request, Receiver receiver, ClaimsPrincipal user, CancellationToken cancel,
        [FromHeader(Name = "X-File-Name")] string? name = null, [FromHeader(Name = "Idempotency-Key")] string? key = null)
    {
        var receipt = await receiver.ReceiveAsync(request.Body, new Arrival(Uri.UnescapeDataString(name ?? ""), Actors.Of(user), key), cancel);
        return TypedResults.Created($"{ApiSetup.Root}/cases/{receipt.Case}", receipt);
    }
}
