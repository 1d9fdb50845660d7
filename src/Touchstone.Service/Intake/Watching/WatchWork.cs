using Microsoft.Extensions.Logging;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Intake.Watching;

/// <summary>Looks into the watched folder again and again.</summary>
internal sealed class WatchWork(WatchTerms terms, Receiver receiver, TimeProvider time, ILogger<WatchWork> log) : RepeatedWork(Every, time, log)
{
    // At least this long a file must have stood still.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private readonly WatchedFolder _folder = new(terms, receiver.ReceiveAsync, log);

    protected override Task OnceAsync(CancellationToken cancel) => _folder.LookAsync(cancel);
}
