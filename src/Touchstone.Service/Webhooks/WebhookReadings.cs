using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Platform;
using Touchstone.Service.Telemetry;

namespace Touchstone.Service.Webhooks;

/// <summary>What other systems still have to be told, and what was given up.</summary>
internal sealed class WebhookReadings(IDbContextFactory<Database> databases) : IReadings
{
    public async Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = from delivery in database.Set<DeliveryRow>().AsNoTracking()
                   join webhook in database.Set<WebhookRow>() on delivery.Webhook equals webhook.Id
                   where webhook.EndedAt == null && delivery.DeliveredAt == null
                   select delivery;
        Reading Count(string state, long count) => new("touchstone.webhook.deliveries", "{delivery}", "Deliveries that were not accepted yet, by whether they are tried again.", count, ("state", state));
        return [Count("waiting", await rows.LongCountAsync(d => d.DueAt != null, cancel)), Count("given_up", await rows.LongCountAsync(d => d.DueAt == null, cancel))];
    }
}
