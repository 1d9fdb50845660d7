using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Touchstone.Service.Platform;

/// <summary>Work done again and again in the background; a failure is logged and the work tried again at its next turn, never the end of the service.</summary>
internal abstract partial class RepeatedWork(TimeSpan every, TimeProvider time, ILogger log) : BackgroundService
{
    protected TimeProvider Time => time;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, time);
        do
        {
            try
            {
                await OnceAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, e, GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    protected abstract Task OnceAsync(CancellationToken cancel);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} failed and is tried again at its next turn")]
    private static partial void LogFailed(ILogger logger, Exception exception, string work);
}
