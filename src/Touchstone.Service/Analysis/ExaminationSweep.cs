using Microsoft.Extensions.Hosting;

namespace Touchstone.Service.Analysis;

/// <summary>Schedules again what waits in the table and not in the scheduler: a process may die between the two.</summary>
internal sealed class ExaminationSweep(ExaminationQueue queue, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    // More than this many waits its turn for the next sweep.
    private const int AtOnce = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            foreach (var waiting in await queue.ListAsync(ExaminationState.Queued, AtOnce, stoppingToken))
                await queue.ScheduleAsync(waiting, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
