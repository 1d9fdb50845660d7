using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Touchstone.Media;
using Touchstone.Service.Analysis.Scheduling;
using Touchstone.Service.Platform;
using Touchstone.Service.Telemetry;

namespace Touchstone.Service.Analysis;

/// <summary>Scheduler and workers.</summary>
internal static class AnalysisSetup
{
    // Long work is never late: a waiting job is not "misfired", whatever its age.
    private static readonly TimeSpan Never = TimeSpan.FromDays(365);

    internal static void AddAnalysis(this IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton<Bench>();
        services.AddSingleton<ResultStore>();
        services.AddSingleton<StoredContent>();
        services.AddSingleton<ExaminationRecord>();
        services.AddSingleton<IReadings, ExaminationReadings>();
        services.AddSingleton<ExaminationQueue>();
        services.AddSingleton<ExaminationOrders>();
        services.AddSingleton<Draining>().AddHostedService(p => p.GetRequiredService<Draining>());
        services.AddHostedService<ExaminationSweep>().AddHostedService<HandingOver>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(s =>
            {
                s.IdleWaitTime = TimeSpan.FromSeconds(1);
                s.InstanceName = "touchstone";
                // What still runs after the patience of Draining is stopped and handed back.
                s.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs;
            });
            quartz.UseDefaultThreadPool(Math.Max(1, options.Workers));
            quartz.UseExecutionLimits(limits => limits.ForGroup(nameof(MediaKind.Video), Math.Max(1, options.Workers / 2)));
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                store.ConfigureStore(s =>
                {
                    (s.MisfireThreshold, s.MisfireHandlerFrequency) = (Never, TimeSpan.FromMinutes(10));
                    s.RecoverFiringsCancelledByShutdown = true;
                });
                if (options.Database is { } address)
                {
                    // Named first: of several the first counts.
                    store.UseDriverDelegate<RecoveryInTurn>();
                    store.UsePostgres(ConnectionText.Of(address));
                    store.UseClustering(c => c.CheckinInterval = TimeSpan.FromSeconds(5));
                }
                else
                {
                    store.UseSqlite(SqliteWaits.Factory, DatabaseSetup.SqliteText(options.DatabaseFile));
                }
            });
        });
        // Without workers it only writes down what other nodes carry out: started, it would look through all that waits at every file taken in.
        services.AddQuartzHostedService(hosted => (hosted.WaitForJobsToComplete, hosted.AutoStart) = (true, options.Workers > 0));
    }
}
