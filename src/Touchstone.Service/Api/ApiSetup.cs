using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;
using Touchstone.Media;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Api;

/// <summary>What all of the interface shares: its description, its errors, its limits, its guard against other sites.</summary>
internal static class ApiSetup
{
    /// <summary>Where the interface lives.</summary>
    internal const string Root = "/api/v1";

    private const string DescriptionPath = Root + "/openapi.json";
    private const string ReferencePath = "/api/reference";

    // Per address; a person mistypes a few times.
    private const int SignInsPerMinute = 20;

    internal static void AddApi(this IServiceCollection services, ServiceOptions options)
    {
        services.AddOpenApi("v1", openApi => openApi.AddDocumentTransformer<ApiDescription>());
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            // What a record must have is never null behind this line, whatever was sent.
            (json.SerializerOptions.RespectNullableAnnotations, json.SerializerOptions.RespectRequiredConstructorParameters) = (true, true);
        });
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = ApiProblems.Name);
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, options.RequestsPerMinute));
            limiter.OnRejected = async (context, _) =>
            {
                if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await ApiProblems.Of(StatusCodes.Status429TooManyRequests, Codes.ServiceTooManyRequests, "Too many requests in too short a time. Wait, then go on.").ExecuteAsync(context.HttpContext);
            };
        });
    }

    internal static void UseApi(this WebApplication app)
    {
        // Errors that the framework answers without a word get the form of ours.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseStatusCodePages());
        app.UseRateLimiter();
        app.Use(GuardAsync);
    }

    /// <summary>The group every endpoint of the interface belongs to.</summary>
    internal static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi(DescriptionPath);
        app.MapScalarApiReference(ReferencePath, scalar => scalar.WithTitle("Touchstone").DisableDefaultFonts().HideDeveloperTools().DisableAgent().DisableTelemetry().WithOpenApiRoutePattern(DescriptionPath));
        // A program is told 401 or 403; only a browser on a page is led to the sign-in page.
        return app.MapGroup(Root).AddEndpointFilter(ApiProblems.Catch).DisableCookieRedirect();
    }

    private static RateLimitPartition<string> Partition(HttpContext context, int requestsPerMinute)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/account") && HttpMethods.IsPost(context.Request.Method))
            return RateLimitPartition.GetFixedWindowLimiter("sign-in " + context.Connection.RemoteIpAddress, _ => new FixedWindowRateLimiterOptions { PermitLimit = SignInsPerMinute, Window = TimeSpan.FromMinutes(1) });
        if (!path.StartsWithSegments("/api")) return RateLimitPartition.GetNoLimiter("pages");
        var who = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? context.Connection.RemoteIpAddress?.ToString() ?? "";
        return RateLimitPartition.GetTokenBucketLimiter("api " + who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = requestsPerMinute, TokensPerPeriod = requestsPerMinute / 60, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
        });
    }

    // A browser sends its cookie along with what another site makes it send; it also says which site that was (Fetch Metadata, Origin).
    private static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && request.Headers.Authorization.Count == 0 && IsForeign(request))
            await ApiProblems.Of(StatusCodes.Status403Forbidden, Codes.ServiceCrossSite, "This was sent by a page of another site. Use a key for other systems.").ExecuteAsync(context);
        else
            await next(context);
    }

    private static bool IsForeign(HttpRequest request)
    {
        // Where the browser says it outright, that counts; the origin of a form may be withheld even from its own site.
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is not ("same-origin" or "none");
        return request.Headers.Origin.ToString() is { Length: > 0 } origin && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
