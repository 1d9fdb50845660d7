using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Intake;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Api;

/// <summary>Errors of the interface: application/problem+json (RFC 9457) with a code of ours beside what the standard has.</summary>
internal static class ApiProblems
{
    /// <summary>An error answer.</summary>
    internal static ProblemHttpResult Of(int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), extensions: new Dictionary<string, object?> { ["code"] = code });

    /// <summary>There is no such thing.</summary>
    internal static ProblemHttpResult Missing(string what) => Of(StatusCodes.Status404NotFound, Codes.ServiceNotFound, $"There is no such {what}.");

    /// <summary>Turns what a feature throws into an answer; put on the whole group, so that no endpoint does it itself.</summary>
    internal static async ValueTask<object?> Catch(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (QueueFullException e)
        {
            context.HttpContext.Response.Headers.RetryAfter = ((int)QueueFullException.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Of(StatusCodes.Status429TooManyRequests, Codes.ServiceQueueFull, e.Message);
        }
        catch (IntakeException e)
        {
            return Of(e.Code == Codes.LimitBytes ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity, e.Code, e.Message);
        }
        catch (ServiceException e)
        {
            return Of(StatusOf(e.Code), e.Code, e.Message);
        }
    }

    private static int StatusOf(string code) => code switch
    {
        Codes.ServiceKeyReused or Codes.ServiceExaminationState => StatusCodes.Status409Conflict,
        Codes.ServiceNotConfirmed or Codes.ServiceForbidden => StatusCodes.Status403Forbidden,
        Codes.ReportPrinterMissing => StatusCodes.Status501NotImplemented,
        Codes.ReportPrintFailed => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
