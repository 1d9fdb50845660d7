using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts.Keys;

/// <summary>Makes, checks and revokes the keys of other systems.</summary>
public sealed class ApiKeys(IDbContextFactory<Database> databases, JournalStore journal, TimeProvider time)
{
    // Tells a leaked key from other text: scanners for secrets look for such beginnings.
    internal const string Beginning = "tsk_";

    private const int SecretBytes = 32;
    private const int MaximumDays = 366;

    // How exact "last used" is; writing at every request would make each of them wait for the disk.
    private static readonly TimeSpan UseGrain = TimeSpan.FromMinutes(5);

    // Asked at every request: compiled once. Looked up by digest: how long that takes says nothing of the secret.
    private readonly Func<Database, byte[], CancellationToken, Task<ApiKeyRow?>> _find = EF.CompileAsyncQuery((Database database, byte[] hash, CancellationToken cancel) =>
        database.Set<ApiKeyRow>().AsNoTracking().SingleOrDefault(k => k.SecretHash == hash));

    /// <summary>Makes a key. Its text is in the answer and nowhere else.</summary>
    /// <exception cref="ServiceException">The name, a scope or the days are not as they have to be.</exception>
    public async Task<MadeKey> MakeAsync(string name, IReadOnlyList<string> scopes, int days, Guid account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        if (string.IsNullOrWhiteSpace(name) || name.Length > 80) throw new ServiceException(Codes.ServiceInvalid, "A key has a name of 1 to 80 characters.");
        if (scopes.Count == 0 || scopes.Except(Permissions.All).Any()) throw new ServiceException(Codes.ServiceInvalid, $"Scopes are one or more of {string.Join(", ", Permissions.All)}.");
        if (days is < 1 or > MaximumDays) throw new ServiceException(Codes.ServiceInvalid, $"A key is good for 1 to {MaximumDays} days.");
        var secret = Beginning + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = time.GetUtcNow();
        var row = new ApiKeyRow
        {
            Id = Guid.CreateVersion7(now), Name = name.Trim(), SecretHash = HashOf(secret), Scopes = string.Join(' ', scopes.Distinct()), MadeBy = account, MadeAt = now, ExpiresAt = now.AddDays(days),
        };
        await journal.WriteAsync((database, pen) =>
        {
            database.Add(row);
            pen.Write(Actors.Of(account), JournalKinds.KeyMade, null, new JsonObject { ["key"] = row.Id.ToString(), ["scopes"] = row.Scopes, ["days"] = days });
        }, cancel);
        return new MadeKey(ApiKey.Of(row), secret);
    }

    /// <summary>The key with this text, or null when there is none, it was revoked or has expired.</summary>
    internal async Task<ApiKey?> FindAsync(string secret, CancellationToken cancel)
    {
        if (!secret.StartsWith(Beginning, StringComparison.Ordinal)) return null;
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await _find(database, HashOf(secret), cancel);
        if (row is null || row.RevokedAt is not null || row.ExpiresAt <= now) return null;
        if (row.UsedAt is null || now - row.UsedAt > UseGrain)
        {
            row.UsedAt = now;
            await database.Set<ApiKeyRow>().Where(k => k.Id == row.Id).ExecuteUpdateAsync(k => k.SetProperty(r => r.UsedAt, now), cancel);
        }
        return ApiKey.Of(row);
    }

    /// <summary>All keys, newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return [.. (await database.Set<ApiKeyRow>().AsNoTracking().OrderByDescending(k => k.MadeAt).ToListAsync(cancel)).Select(ApiKey.Of)];
    }

    /// <summary>Ends a key; false if there is no such key.</summary>
    public Task<bool> RevokeAsync(Guid id, Guid account, CancellationToken cancel) => journal.WriteAsync(async (database, pen) =>
    {
        var row = await database.Set<ApiKeyRow>().SingleOrDefaultAsync(k => k.Id == id, cancel);
        if (row is null) return false;
        if (row.RevokedAt is null)
        {
            row.RevokedAt = time.GetUtcNow();
            pen.Write(Actors.Of(account), JournalKinds.KeyRevoked, null, new JsonObject { ["key"] = id.ToString() });
        }
        return true;
    }, cancel);

    // The secret has 256 bits of chance: a plain digest of it cannot be guessed back.
    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

/// <summary>A key as it may be shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="RevokedAt">When it was ended, or null.</param>
/// <param name="UsedAt">When it was last used, to five minutes, or null.</param>
public sealed record ApiKey(Guid Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? UsedAt)
{
    internal static ApiKey Of(ApiKeyRow row) => new(row.Id, row.Name, row.Scopes.Split(' '), row.MadeAt, row.ExpiresAt, row.RevokedAt, row.UsedAt);
}

/// <summary>A key just made, with its text.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">Its text, shown once.</param>
public sealed record MadeKey(ApiKey Key, string Secret);
