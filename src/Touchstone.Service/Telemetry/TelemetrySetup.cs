using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Touchstone.Service.Accounts;

namespace Touchstone.Service.Telemetry;

/// <summary>What operators see: a page for Prometheus, and OpenTelemetry where its environment variables name a receiver.</summary>
internal static class TelemetrySetup
{
    private const string Path = "/metrics";

    // Whichever of them is set asks for the export of everything; the exporter reads the rest of the standard variables itself.
    private static readonly string[] Receivers = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    private static readonly string[] Meters = [Instruments.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    internal static void AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<Readings>().AddSingleton<IReadings, DiskReadings>();
        if (!Receivers.Any(r => Environment.GetEnvironmentVariable(r) is { Length: > 0 })) return;
        services.AddHostedService<ReadingsRefresh>();
        services.AddOpenTelemetry()
            // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES still count.
            .ConfigureResource(resource => resource.AddService("touchstone").AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter())
            .WithTracing(traces => traces.AddSource(Instruments.Name).AddAspNetCoreInstrumentation(http => http.Filter = IsWork).AddOtlpExporter());
    }

    internal static void MapTelemetry(this WebApplication app)
    {
        // Listens from the start, so that counters count from the start.
        var text = new MetricsText(Meters);
        app.Lifetime.ApplicationStopped.Register(text.Dispose);
        app.MapGet(Path, async (Readings readings, CancellationToken cancel) =>
        {
            await readings.RefreshAsync(cancel);
            return Results.Text(text.Write(), MetricsText.ContentType);
        }).RequireAuthorization(Permissions.Watch).DisableCookieRedirect().ExcludeFromDescription();
    }

    // What asks whether the service is well says nothing of its work.
    private static bool IsWork(HttpContext context) => !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments(Path);
}
