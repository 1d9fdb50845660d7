using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Touchstone.Service.Analysis;

/// <summary>Schedules again what waits in the table and not in the scheduler: a process may die between the two, and a moved database has no schedule.</summary>
internal sealed partial class ExaminationSweep(ExaminationQueue queue, ExaminationRecord record, TimeProvider time, ILogger<ExaminationSweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever the database says now, the next sweep asks it again.
                LogFailed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken cancel)
    {
        // In this order: what ends in between is missing among the keys, and handing it back finds that it no longer runs.
        var open = await queue.OpenAsync(cancel);
        var scheduled = await queue.ScheduledAsync(cancel);
        foreach (var lost in open.Where(e => !scheduled.Contains(e.Id)))
        {
            if (lost.State == ExaminationState.Running) await record.HandBackAsync(lost.Id, cancel);
            await queue.ScheduleAsync(lost with { State = ExaminationState.Queued }, cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What waits could not be compared with the scheduler")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
