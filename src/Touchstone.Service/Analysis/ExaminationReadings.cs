using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Platform;
using Touchstone.Service.Telemetry;

namespace Touchstone.Service.Analysis;

/// <summary>How many examinations stand where, and how long the first in the queue has waited.</summary>
internal sealed class ExaminationReadings(IDbContextFactory<Database> databases, TimeProvider time) : IReadings
{
    public async Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = database.Set<ExaminationRow>().AsNoTracking();
        var counts = await rows.GroupBy(r => new { r.State, r.Outcome }).Select(g => new { g.Key.State, g.Key.Outcome, Count = g.LongCount() }).ToListAsync(cancel);
        var oldest = await rows.Where(r => r.State == ExaminationState.Queued).MinAsync(r => (DateTimeOffset?)r.RequestedAt, cancel);
        List<Reading> readings = [new("touchstone.examinations.oldest_waiting", "s", "How long the first examination in the queue has waited; 0 when none waits.", oldest is { } at ? Math.Max(0, (time.GetUtcNow() - at).TotalSeconds) : 0)];
        readings.AddRange(Enum.GetValues<ExaminationState>().Select(state =>
            new Reading("touchstone.examinations", "{examination}", "Examinations by where they stand.", counts.Where(c => c.State == state).Sum(c => c.Count), ("state", state.ToString()))));
        readings.AddRange(Enum.GetValues<Engine.Decisions.Outcome>().Select(outcome =>
            new Reading("touchstone.examinations.done", "{examination}", "Examinations that ended, by their decision.", counts.Where(c => c.State == ExaminationState.Done && c.Outcome == outcome).Sum(c => c.Count), ("outcome", outcome.ToString()))));
        return readings;
    }
}
