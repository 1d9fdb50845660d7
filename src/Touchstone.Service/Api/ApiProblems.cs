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

    /// <summary>Gives an error of the framework its code.</summary>
    internal static void Name(ProblemDetailsContext context)
    {
        var status = context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode;
        context.ProblemDetails.Extensions.TryAdd("code", status switch
        {
            StatusCodes.Status401Unauthorized => Codes.ServiceSignIn,
            StatusCodes.Status403Forbidden => Codes.ServiceForbidden,
            StatusCodes.Status404NotFound => Codes.ServiceNotFound,
            StatusCodes.Status413PayloadTooLarge => Codes.LimitBytes,
            >= StatusCodes.Status500InternalServerError => Codes.ServiceFault,
            _ => Codes.ServiceInvalid,
        });
    }

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
            return Of(StatusOf(e.Code), e.Code, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            return Of(e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Codes.LimitBytes : Codes.ServiceInvalid, "The body is larger than is allowed here, or broke off.");
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
        Codes.ServiceNotFound => StatusCodes.Status404NotFound,
        Codes.ReportPrinterMissing => StatusCodes.Status501NotImplemented,
        Codes.ReportPrintFailed => StatusCodes.Status500InternalServerError,
        Codes.LimitBytes => StatusCodes.Status413PayloadTooLarge,
        Codes.UploadQuota => StatusCodes.Status429TooManyRequests,
        Codes.UploadOffset => StatusCodes.Status409Conflict,
        Codes.UploadBusy => StatusCodes.Status423Locked,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
