using Microsoft.Extensions.Logging;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Telemetry;

/// <summary>Reads anew for receivers that are sent to and do not ask.</summary>
internal sealed class ReadingsRefresh(Readings readings, TimeProvider time, ILogger<ReadingsRefresh> log) : RepeatedWork(TimeSpan.FromSeconds(15), time, log)
{
    protected override Task OnceAsync(CancellationToken cancel) => readings.RefreshAsync(cancel);
}
