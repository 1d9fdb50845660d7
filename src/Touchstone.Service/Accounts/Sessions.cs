using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Accounts.Entering;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts;

/// <summary>Who is signed in where, on this side: a session can be listed and ended, and a cookie that was copied dies with it.</summary>
public sealed class Sessions(IDbContextFactory<Database> databases, IHttpContextAccessor requests, IDataProtectionProvider protection, JournalStore journal, TimeProvider time) : ITicketStore
{
    private const int KeyBytes = 32;
    private const int LongestAgent = 120;
    private static readonly TimeSpan Length = TimeSpan.FromHours(12);
    private static readonly TimeSpan SeenGrain = TimeSpan.FromMinutes(1);

    private readonly IDataProtector _protector = protection.CreateProtector("touchstone.sessions");

    /// <inheritdoc/>
    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes));
        var now = time.GetUtcNow();
        var agent = requests.HttpContext?.Request.Headers.UserAgent.ToString() ?? "";
        var row = new SessionRow
        {
            Id = Guid.CreateVersion7(now), KeyHash = HashOf(key), Account = Guid.Parse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!), Ticket = Pack(ticket),
            StartedAt = now, SeenAt = now, ExpiresAt = ticket.Properties.ExpiresUtc ?? now + Length, Agent = agent.Length > LongestAgent ? agent[..LongestAgent] : agent,
        };
        await journal.WriteAsync((database, pen) =>
        {
            database.Add(row);
            pen.Write(Actors.Of(row.Account), JournalKinds.SignedIn, null, new JsonObject { ["session"] = row.Id.ToString(), ["by"] = ticket.Principal.FindFirstValue(Entrance.WayClaim) });
        }, CancellationToken.None);
        return key;
    }

    /// <inheritdoc/>
    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        await using var database = await databases.CreateDbContextAsync();
        var hash = HashOf(key);
        if (await database.Set<SessionRow>().SingleOrDefaultAsync(s => s.KeyHash == hash) is not { } row) return;
        // A session belongs to one person from its beginning to its end.
        if (row.Account.ToString() != ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)) return;
        (row.Ticket, row.ExpiresAt) = (Pack(ticket), ticket.Properties.ExpiresUtc ?? time.GetUtcNow() + Length);
        await database.SaveChangesAsync();
    }

    /// <inheritdoc/>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync();
        var hash = HashOf(key);
        var row = await database.Set<SessionRow>().SingleOrDefaultAsync(s => s.KeyHash == hash);
        if (row is null || row.ExpiresAt <= now) return null;
        if (now - row.SeenAt > SeenGrain)
        {
            row.SeenAt = now;
            await database.SaveChangesAsync();
        }
        return TicketSerializer.Default.Deserialize(_protector.Unprotect(row.Ticket));
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string key)
    {
        var hash = HashOf(key);
        await journal.WriteAsync(async (database, pen) =>
        {
            if (await database.Set<SessionRow>().SingleOrDefaultAsync(s => s.KeyHash == hash) is not { } row) return false;
            database.Remove(row);
            pen.Write(Actors.Of(row.Account), JournalKinds.SignedOut, null, new JsonObject { ["session"] = row.Id.ToString() });
            return true;
        }, CancellationToken.None);
    }

    /// <summary>Sessions that have not ended, newest first: one person's, or everybody's.</summary>
    public async Task<IReadOnlyList<SessionSummary>> ListAsync(Guid? account, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<SessionRow>().AsNoTracking().Where(s => s.ExpiresAt > now && (account == null || s.Account == account)).OrderByDescending(s => s.StartedAt)
            .Select(s => new SessionSummary(s.Id, s.Account, s.StartedAt, s.SeenAt, s.ExpiresAt, s.Agent)).Take(500).ToListAsync(cancel);
    }

    /// <summary>Ends all sessions of a person; returns how many there were.</summary>
    public Task<int> EndAsync(Guid account, string actor, CancellationToken cancel) => journal.WriteAsync((database, pen) => EndAsync(database, pen, account, actor, cancel), cancel);

    /// <summary>The same together with what they are ended for.</summary>
    internal static async Task<int> EndAsync(Database database, JournalPen pen, Guid account, string actor, CancellationToken cancel)
    {
        var ended = await database.Set<SessionRow>().Where(s => s.Account == account).ExecuteDeleteAsync(cancel);
        if (ended > 0) pen.Write(actor, JournalKinds.SessionsEnded, null, new JsonObject { ["account"] = account.ToString(), ["sessions"] = ended });
        return ended;
    }

    private byte[] Pack(AuthenticationTicket ticket) => _protector.Protect(TicketSerializer.Default.Serialize(ticket));

    // What is stored does not open a door: the cookie's key is not in the database.
    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
