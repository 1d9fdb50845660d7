using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Webhooks;

/// <summary>Who is told, and what is still to be told; the journal is what it is told from.</summary>
public sealed class WebhookBook(IDbContextFactory<Database> databases, JournalStore journal, IDataProtectionProvider protection)
{
    private const int SecretBytes = 32;
    private const int MostWebhooks = 50;
    private const int LinesAtOnce = 500;

    private static readonly HashSet<string> Told =
        [JournalKinds.CaseOpened, JournalKinds.ExaminationDone, JournalKinds.ExaminationSetAside, JournalKinds.ExaminationCancelled, JournalKinds.SpecimenDeleted, JournalKinds.RightsRecorded];

    private readonly IDataProtector _protector = protection.CreateProtector("touchstone.webhooks");

    /// <summary>Makes a webhook; it is told of what happens from now on.</summary>
    /// <exception cref="ServiceException">The address is no https address, or there are too many webhooks.</exception>
    public async Task<MadeWebhook> MakeAsync(string url, string actor, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme != "https" || parsed.UserInfo.Length > 0 || url.Length > Webhook.LongestUrl)
            throw new ServiceException(Codes.ServiceInvalid, $"A webhook takes an https address of up to {Webhook.LongestUrl} characters, without a password in it.");
        return await MakeUncheckedAsync(url, actor, cancel);
    }

    internal async Task<MadeWebhook> MakeUncheckedAsync(string url, string actor, CancellationToken cancel)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return await journal.WriteAsync(async (database, pen) =>
        {
            if (await database.Set<WebhookRow>().CountAsync(w => w.EndedAt == null, cancel) >= MostWebhooks) throw new ServiceException(Codes.ServiceInvalid, $"There are {MostWebhooks} webhooks, which is the limit.");
            var row = new WebhookRow { Id = Guid.CreateVersion7(pen.Now), Url = url, Secret = _protector.Protect(secret), MadeAt = pen.Now, Heard = pen.Head.Sequence };
            database.Add(row);
            pen.Write(actor, JournalKinds.WebhookMade, null, new JsonObject { ["webhook"] = row.Id.ToString(), ["host"] = new Uri(url).Host });
            return new MadeWebhook(Of(row), Convert.ToBase64String(secret));
        }, cancel);
    }

    /// <summary>All webhooks, newest first.</summary>
    public async Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return [.. (await database.Set<WebhookRow>().AsNoTracking().OrderByDescending(w => w.MadeAt).ToListAsync(cancel)).Select(Of)];
    }

    /// <summary>Ends a webhook; false if there is no such one.</summary>
    public Task<bool> EndAsync(Guid id, string actor, CancellationToken cancel) => journal.WriteAsync(async (database, pen) =>
    {
        if (await database.Set<WebhookRow>().SingleOrDefaultAsync(w => w.Id == id && w.EndedAt == null, cancel) is not { } row) return false;
        row.EndedAt = pen.Now;
        pen.Write(actor, JournalKinds.WebhookEnded, null, new JsonObject { ["webhook"] = id.ToString() });
        return true;
    }, cancel);

    /// <summary>Deliveries of a webhook, newest first.</summary>
    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync(Guid webhook, int count, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<DeliveryRow>().AsNoTracking().Where(d => d.Webhook == webhook).OrderByDescending(d => d.Sequence).Take(count)
            .Select(d => new Delivery(d.Id, d.Sequence, d.Attempts, d.DueAt, d.DeliveredAt, d.Answer)).ToListAsync(cancel);
    }

    /// <summary>Has a delivery sent again; false if there is no such one.</summary>
    public async Task<bool> ReplayAsync(Guid delivery, DateTimeOffset now, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<DeliveryRow>().Where(d => d.Id == delivery).ExecuteUpdateAsync(d => d.SetProperty(r => r.DueAt, now).SetProperty(r => r.Attempts, 0), cancel) == 1;
    }

    /// <summary>Makes deliveries of the journal lines that a webhook has not heard of.</summary>
    internal async Task HearAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        foreach (var webhook in await database.Set<WebhookRow>().AsNoTracking().Where(w => w.EndedAt == null).ToListAsync(cancel))
        {
            var lines = await journal.AfterAsync(webhook.Heard, LinesAtOnce, cancel);
            if (lines.Count == 0) continue;
            var heard = lines[^1].Sequence;
            // What is open to some alone is told to no other system.
            var restricted = await CaseAccess.RestrictedAsync(database, lines.Select(l => l.Subject), cancel);
            // Stored together: no line is left out and none told twice, whenever the process stops and whichever node hears it first.
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            if (await database.Set<WebhookRow>().Where(w => w.Id == webhook.Id && w.Heard == webhook.Heard).ExecuteUpdateAsync(w => w.SetProperty(r => r.Heard, heard), cancel) == 0) continue;
            database.AddRange(lines.Where(l => Told.Contains(l.Kind) && (l.Subject is null || !restricted.Contains(l.Subject))).Select(l => new DeliveryRow { Id = Guid.CreateVersion7(now), Webhook = webhook.Id, Sequence = l.Sequence, Body = BodyOf(l), Attempts = 0, DueAt = now }));
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    /// <summary>What is due, with the address and the secret.</summary>
    internal async Task<IReadOnlyList<DueDelivery>> DueAsync(DateTimeOffset now, int count, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var due = await (from delivery in database.Set<DeliveryRow>().AsNoTracking()
                         join webhook in database.Set<WebhookRow>().AsNoTracking() on delivery.Webhook equals webhook.Id
                         where delivery.DueAt <= now && webhook.EndedAt == null
                         orderby delivery.DueAt
                         select new { delivery.Id, delivery.Body, delivery.Attempts, delivery.DueAt, webhook.Url, webhook.Secret }).Take(count).ToListAsync(cancel);
        return [.. due.Select(d => new DueDelivery(d.Id, d.Url, d.Body, _protector.Unprotect(d.Secret), d.Attempts, d.DueAt!.Value))];
    }

    /// <summary>Puts a delivery off while it is sent; false where another node sends it. If this one stops meanwhile, it is due again.</summary>
    internal async Task<bool> ClaimAsync(DueDelivery delivery, DateTimeOffset until, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<DeliveryRow>().Where(d => d.Id == delivery.Id && d.DueAt == delivery.DueAt).ExecuteUpdateAsync(d => d.SetProperty(r => r.DueAt, until), cancel) == 1;
    }

    internal async Task NoteAsync(Guid delivery, int attempts, DateTimeOffset? dueAt, DateTimeOffset? deliveredAt, string answer, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await database.Set<DeliveryRow>().Where(d => d.Id == delivery).ExecuteUpdateAsync(d =>
            d.SetProperty(r => r.Attempts, attempts).SetProperty(r => r.DueAt, dueAt).SetProperty(r => r.DeliveredAt, r => deliveredAt ?? r.DeliveredAt).SetProperty(r => r.Answer, answer), cancel);
    }

    // The line as it stands in the journal: a receiver can hold it against a case package later.
    private static string BodyOf(JournalEntry line) => System.Text.Encoding.UTF8.GetString(line.ToBody());

    private static Webhook Of(WebhookRow row) => new(row.Id, row.Url, row.MadeAt, row.EndedAt);
}

/// <summary>A delivery to be sent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where to.</param>
/// <param name="Body">What.</param>
/// <param name="Secret">What it is signed with.</param>
/// <param name="Attempts">How often it was sent before.</param>
/// <param name="DueAt">Since when it is due.</param>
internal sealed record DueDelivery(Guid Id, string Url, string Body, byte[] Secret, int Attempts, DateTimeOffset DueAt);
