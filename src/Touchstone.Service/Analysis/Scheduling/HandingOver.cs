using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Touchstone.Service.Analysis.Scheduling;

/// <summary>Tells the scheduler of what was asked for, beside whoever waits for the answer; in one transaction where several came meanwhile.</summary>
/// <remarks>What is not told when a node stops or a database fails waits in the table all the same: <see cref="ExaminationSweep"/> finds it.</remarks>
internal sealed partial class HandingOver(ExaminationQueue queue, ILogger<HandingOver> log) : BackgroundService
{
    // The scheduler's lock is held for so many.
    private const int AtOnce = 50;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await queue.Asked.WaitToReadAsync(stoppingToken))
        {
            List<ExaminationStatus> some = [];
            while (some.Count < AtOnce && queue.Asked.TryRead(out var one)) some.Add(one);
            try
            {
                await queue.ScheduleAsync(some, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, e, some.Count);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} examinations were not handed to the scheduler and are left to the sweep")]
    private static partial void LogFailed(ILogger logger, Exception exception, int count);
}
