using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Touchstone.Service.Analysis;

/// <summary>Stopping gently: no examination begins any more, those that run may end, and what is left after that is handed back when the scheduler stops.</summary>
internal sealed class Draining(ISchedulerFactory schedulers, ExaminationRecord record, TimeProvider time) : IHostedLifecycleService, IHealthCheck
{
    // Within 30 s everything has stopped: this, then the interrupted jobs and the open connections.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private volatile bool _draining;

    // Called before anything stops: pages and the health report still answer meanwhile.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _draining = true;
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.Standby(cancellationToken);
        var begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < Patience && await record.AnyRunsAtAsync(scheduler.SchedulerInstanceId, cancellationToken))
            await Task.Delay(Look, time, cancellationToken);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_draining ? HealthCheckResult.Unhealthy("The service is stopping.") : HealthCheckResult.Healthy());

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
