using Touchstone.Service.Telemetry;

namespace Touchstone.Service.Journal;

/// <summary>The length of the journal.</summary>
internal sealed class JournalReadings(JournalReader journal) : IReadings
{
    public async Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancel) =>
        [new("touchstone.journal.lines", "{line}", "Lines of the journal.", (await journal.LastAsync(cancel)).Sequence)];
}
