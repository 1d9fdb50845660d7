using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Platform;
using Touchstone.Service.Telemetry;

namespace Touchstone.Service.Intake;

/// <summary>How many media are stored, and how large they are; results and pictures not counted.</summary>
internal sealed class SpecimenReadings(IDbContextFactory<Database> databases) : IReadings
{
    public async Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var stored = database.Set<SpecimenRow>().AsNoTracking().Where(s => s.DeletedAt == null);
        return
        [
            new("touchstone.specimens", "{specimen}", "Media that are stored.", await stored.LongCountAsync(cancel)),
            new("touchstone.specimens.size", "By", "Their length in all.", await stored.SumAsync(s => s.Bytes, cancel)),
        ];
    }
}
