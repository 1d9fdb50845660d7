using Microsoft.Extensions.Logging;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts.Entering;

/// <summary>Sees that failures which were only counted come into the journal, too.</summary>
internal sealed class FailedEntriesSweep(FailedEntries failed, TimeProvider time, ILogger<FailedEntriesSweep> log) : RepeatedWork(TimeSpan.FromMinutes(1), time, log)
{
    protected override Task OnceAsync(CancellationToken cancel) => failed.WriteCountsAsync(cancel);
}
