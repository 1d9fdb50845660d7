using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Analysis;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Intake;

/// <summary>Where media come in over HTTP.</summary>
internal static class IntakeEndpoints
{
    internal static void MapIntake(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/v1/specimens", ReceiveAsync).RequireAuthorization(Permissions.Write).WithName("receiveSpecimen")
            .WithSummary("Take one file in: its bytes are the body, its name stands in the header X-File-Name (percent-encoded UTF-8).");

    private static async Task<Results<Created<Receipt>, ProblemHttpResult>> ReceiveAsync(HttpRequest request, Receiver receiver, CancellationToken cancel)
    {
        var name = Uri.UnescapeDataString(request.Headers["X-File-Name"].ToString());
        try
        {
            var receipt = await receiver.ReceiveAsync(request.Body, name, Actors.Of(request.HttpContext.User), cancel);
            return TypedResults.Created($"/api/v1/cases/{receipt.Case}", receipt);
        }
        catch (QueueFullException e)
        {
            request.HttpContext.Response.Headers.RetryAfter = ((int)QueueFullException.RetryAfter.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Problem(StatusCodes.Status429TooManyRequests, Codes.ServiceQueueFull, e.Message);
        }
        catch (IntakeException e)
        {
            return Problem(e.Code == Codes.LimitBytes ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity, e.Code, e.Message);
        }
    }

    private static ProblemHttpResult Problem(int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), extensions: new Dictionary<string, object?> { ["code"] = code });
}
