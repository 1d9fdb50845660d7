using Microsoft.Extensions.Hosting;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Consent;

/// <summary>Deletes media whose ground has ended, and finishes deletions that a stop interrupted.</summary>
internal sealed class RetentionSweep(RightsRegister rights, Disposal disposal, TimeProvider time) : BackgroundService
{
    internal const string Reason = "rights-ended";

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private const int AtOnce = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await disposal.FinishAsync(stoppingToken);
            foreach (var sha256 in await rights.EndedAsync(AtOnce, stoppingToken))
                await disposal.DeleteAsync(sha256, Reason, Actors.System, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
