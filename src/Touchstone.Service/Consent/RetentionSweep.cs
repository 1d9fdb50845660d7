using Microsoft.Extensions.Logging;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Consent;

/// <summary>Deletes media whose ground has ended, and finishes deletions that a stop interrupted.</summary>
internal sealed class RetentionSweep(RightsRegister rights, Disposal disposal, TimeProvider time, ILogger<RetentionSweep> log) : RepeatedWork(TimeSpan.FromMinutes(1), time, log)
{
    internal const string Reason = "rights-ended";

    private const int AtOnce = 100;

    protected override Task OnceAsync(CancellationToken cancel) => SweepAsync(cancel);

    internal async Task SweepAsync(CancellationToken cancel)
    {
        await disposal.FinishAsync(cancel);
        foreach (var sha256 in await rights.EndedAsync(AtOnce, cancel))
            await disposal.DeleteAsync(sha256, Reason, Actors.System, cancel);
    }
}
