using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Accounts.Entering;
using Touchstone.Service.Accounts.Keys;
using Touchstone.Service.Accounts.SingleSignOn;
using Touchstone.Service.Analysis;
using Touchstone.Service.Api;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Consent;
using Touchstone.Service.Console;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Auditing;
using Touchstone.Service.Likeness;
using Touchstone.Service.Packages;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Blobs;
using Touchstone.Service.Platform.Hosting;
using Touchstone.Service.Reports;
using Touchstone.Service.Telemetry;
using Touchstone.Service.Webhooks;

namespace Touchstone.Service;

/// <summary>The service put together: the main path on one screen.</summary>
public static class TouchstoneService
{
    /// <summary>Brings the database up to date, serves and works until asked to stop.</summary>
    /// <param name="options">How it runs; <see cref="ServiceOptions.Problems"/> must be empty.</param>
    /// <param name="say">Told what a person has to know: addresses, the link of the first administrator.</param>
    /// <param name="cancel">Asks to stop; what is under way is ended or handed back.</param>
    public static async Task RunAsync(ServiceOptions options, Action<string> say, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(say);
        Directory.CreateDirectory(options.DataFolder);
        // The SQLite file belongs to one process.
        using var alone = options.Database is null ? FolderLock.Take(options.DataFolder) : null;
        var app = options.ServesHttp ? BuildServer(options) : BuildWorker(options);
        if (!await app.Services.GetRequiredService<IBlobStore>().AnswersAsync(cancel))
            throw new ServiceException(Codes.ServiceStore, $"The store of the media does not answer, knows the key not, or has no such bucket: {ObjectStoreAddress.Parse(options.Blobs ?? "")}. Look at --blobs; the bucket must exist.");
        await DatabaseSetup.MigrateAsync(app.Services.GetRequiredService<IDbContextFactory<Database>>(), cancel);
        if (options.ServesHttp) await app.Services.GetRequiredService<AccountDirectory>().PrepareAsync(cancel);
        if (options is { ServesHttp: true, SingleSignOn: not null }) await app.Services.GetRequiredService<SignOnGuard>().CheckAsync(cancel);
        await app.StartAsync(cancel);
        if (options.ServesHttp)
        {
            say($"Touchstone listens on {options.Url}{(options.PublicUrl is { } known ? $" and is known as {known}" : "")}. Stop it with Ctrl+C.");
            if (await app.Services.GetRequiredService<FirstAdministrator>().LinkAsync(cancel) is { } link) say($"There is no account yet. Make the first one, once, at {link}");
        }
        await app.WaitForShutdownAsync(cancel);
    }

    /// <summary>A node without pages: it listens on no port.</summary>
    private static IHost BuildWorker(ServiceOptions options)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "touchstone", ContentRootPath = AppContext.BaseDirectory, DisableDefaults = true });
        AddCore(builder, options);
        return builder.Build();
    }

    private static void AddCore(IHostApplicationBuilder builder, ServiceOptions options)
    {
        // That the keys of the cookies lie unencrypted unless a certificate is named stands in docs/service.md, not before the first link at every first start.
        builder.Logging.ClearProviders().AddJsonConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Touchstone", LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement", LogLevel.Error);
        builder.Services.AddSingleton(options).AddSingleton(TimeProvider.System);
        builder.Services.AddPlatform(options);
        builder.Services.AddJournal(options);
        builder.Services.AddAnalysis(options);
        builder.Services.AddTelemetry();
    }

    private static WebApplication BuildServer(ServiceOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "touchstone", ContentRootPath = AppContext.BaseDirectory });
        AddCore(builder, options);
        builder.Services.AddWeb(options);
        var certificate = options.Certificate is { } file ? ServerCertificate.Open(file, options.CertificatePassword) : null;
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(options.Url).ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            // For all but media coming in, which say their own limit.
            k.Limits.MaxRequestBodySize = 1 << 20;
            if (certificate is not null) k.ConfigureHttpsDefaults(h => (h.ServerCertificate, h.ServerCertificateChain) = (certificate.Own, certificate.Chain));
        });
        builder.Services.AddAccounts(options);
        builder.Services.AddIntake(options);
        builder.Services.AddCases();
        builder.Services.AddJournalReading();
        builder.Services.AddConsent();
        builder.Services.AddReports();
        builder.Services.AddPackages();
        builder.Services.AddWebhooks();
        builder.Services.AddLikeness();
        builder.Services.AddApi(options);
        builder.Services.AddConsole();
        var app = builder.Build();
        app.UsePlatform();
        app.UseFreshSessions();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseApi();
        app.UseAntiforgery();
        app.MapPlatform();
        app.MapTelemetry();
        app.MapAccounts();
        app.MapPasskeys();
        app.MapSingleSignOn(options);
        var api = app.MapApi();
        api.MapKeys();
        api.MapAccountList();
        api.MapIntake();
        api.MapCases();
        api.MapAccess();
        api.MapJournal();
        api.MapReports();
        api.MapPackages();
        api.MapConsent();
        api.MapWebhooks();
        api.MapLikeness();
        api.MapAnalysis();
        app.MapCasePictures();
        app.MapConsole();
        return app;
    }
}
