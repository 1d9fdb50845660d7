using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Touchstone.Service.Platform;

/// <summary>Database, media, health, and what every answer carries.</summary>
internal static class PlatformSetup
{
    internal static void AddPlatform(this IServiceCollection services, ServiceOptions options)
    {
        services.AddDatabase(options);
        services.AddSingleton<IBlobStore>(_ => options.Blobs is { } address ? new ObjectBlobs(ObjectStoreAddress.Parse(address)!) : new FolderBlobs(options.BlobFolder));
        services.AddDataProtection().SetApplicationName("touchstone").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.KeyFolder, "cookies")));
        services.AddProblemDetails();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
    }

    internal static void UsePlatform(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.Use(static (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            // The component library sets styles on elements; scripts come from here alone.
            headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";
            // The reference of the interface starts itself by a script within its page, which shows nothing that people brought.
            if (context.Request.Path.StartsWithSegments("/api/reference")) headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; font-src 'self' data:; frame-ancestors 'none'";
            return next(context);
        });
    }

    internal static void MapPlatform(this IEndpointRouteBuilder app)
    {
        // Alive: the process answers. Ready: the database does too.
        app.MapGet("/health/live", () => Results.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapStaticAssets().AllowAnonymous();
    }
}
