using Microsoft.Extensions.Logging;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Analysis.Scheduling;

/// <summary>Schedules again what waits in the table and not in the scheduler: a process may die between the two, and a moved database has no schedule.</summary>
internal sealed class ExaminationSweep(ExaminationQueue queue, ExaminationRecord record, TimeProvider time, ILogger<ExaminationSweep> log) : RepeatedWork(TimeSpan.FromSeconds(15), time, log)
{
    protected override async Task OnceAsync(CancellationToken cancel)
    {
        // In this order: what ends in between is missing among the keys, and handing it back finds that it no longer runs.
        var open = await queue.OpenAsync(cancel);
        var scheduled = await queue.ScheduledAsync(cancel);
        foreach (var (id, state) in open.Where(e => !scheduled.Contains(e.Id)))
        {
            if (state == ExaminationState.Running) await record.HandBackAsync(id, cancel);
            if (await queue.FindAsync(id, cancel) is { } lost) await queue.ScheduleAsync(lost, cancel);
        }
    }
}
