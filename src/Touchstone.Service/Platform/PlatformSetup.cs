using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Touchstone.Service.Analysis;
using Touchstone.Service.Platform.Blobs;
using Touchstone.Service.Platform.Hosting;

namespace Touchstone.Service.Platform;

/// <summary>Database, media, health, and what every answer carries.</summary>
internal static class PlatformSetup
{
    // Browsers that came once by TLS take nothing else for this long, seconds.
    private const string HalfAYear = "max-age=15768000";

    internal static void AddPlatform(this IServiceCollection services, ServiceOptions options)
    {
        services.AddDatabase(options);
        services.AddSingleton<IBlobStore>(_ => new MeasuredBlobs(options.Blobs is { } address ? new ObjectBlobs(ObjectStoreAddress.Parse(address)!) : new FolderBlobs(options.BlobFolder)));
    }

    /// <summary>What only a node with pages needs.</summary>
    internal static void AddWeb(this IServiceCollection services, ServiceOptions options)
    {
        var protection = services.AddDataProtection().SetApplicationName("touchstone").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.KeyFolder, "cookies")));
        if (options.ProtectKeysWith is { } file)
        {
            var certificate = ServerCertificate.Open(file, options.CertificatePassword).Own;
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<StoreHealth>("media").AddCheck<Draining>("draining");
    }

    internal static void UsePlatform(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UsePublicAddress();
        var encrypted = app.Services.GetRequiredService<ServiceOptions>().IsEncrypted;
        if (encrypted) app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            if (encrypted) headers.StrictTransportSecurity = HalfAYear;
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
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapStaticAssets().AllowAnonymous();
    }

    // Each part by name: strangers may ask, so it says no more than that.
    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), parts = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString()) });
}
