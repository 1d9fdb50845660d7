using Microsoft.Extensions.Logging;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Intake.Uploads;

/// <summary>Throws away uploads that nobody went on with.</summary>
internal sealed class UploadSweep(UploadStore uploads, TimeProvider time, ILogger<UploadSweep> log) : RepeatedWork(TimeSpan.FromMinutes(10), time, log)
{
    protected override Task OnceAsync(CancellationToken cancel)
    {
        uploads.Expire();
        return Task.CompletedTask;
    }
}
