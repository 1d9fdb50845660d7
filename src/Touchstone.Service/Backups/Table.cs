using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Backups;

/// <summary>One table, known by nothing but the model: counted, copied between databases of any kind, and compared.</summary>
internal abstract class Table(string name)
{
    internal string Name => name;

    /// <summary>All tables, each after those it refers to.</summary>
    internal static IReadOnlyList<Table> AllOf(IModel model)
    {
        List<IEntityType> ordered = [];
        foreach (var type in model.GetEntityTypes().Where(t => !t.IsOwned())) Add(type, ordered);
        return [.. ordered.Select(t => (Table)Activator.CreateInstance(typeof(Table<>).MakeGenericType(t.ClrType), t.GetTableName()!)!)];
    }

    internal abstract Task<long> CountAsync(Database database, CancellationToken cancel);

    internal abstract Task CopyAsync(Database from, Database to, CancellationToken cancel);

    /// <summary>Numbers that PostgreSQL gives out itself go on after the ones that were copied.</summary>
    internal abstract Task ContinueNumbersAsync(Database database, CancellationToken cancel);

    /// <summary>A digest of all rows, whatever their order: databases order ids and texts differently.</summary>
    internal abstract Task<string> DigestAsync(Database database, CancellationToken cancel);

    private static void Add(IEntityType type, List<IEntityType> ordered)
    {
        if (ordered.Contains(type)) return;
        foreach (var key in type.GetForeignKeys().Where(k => k.PrincipalEntityType != type)) Add(key.PrincipalEntityType, ordered);
        ordered.Add(type);
    }
}

/// <summary>The table of one kind of row.</summary>
internal sealed class Table<T>(string name) : Table(name) where T : class
{
    private const int BatchRows = 500;

    private static readonly JsonSerializerOptions EveryValue = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    internal override Task<long> CountAsync(Database database, CancellationToken cancel) => database.Set<T>().LongCountAsync(cancel);

    internal override async Task CopyAsync(Database from, Database to, CancellationToken cancel)
    {
        to.ChangeTracker.AutoDetectChangesEnabled = false;
        await foreach (var batch in from.Set<T>().AsNoTracking().AsAsyncEnumerable().Chunk(BatchRows).WithCancellation(cancel))
        {
            to.AddRange(batch);
            await to.SaveChangesAsync(cancel);
            to.ChangeTracker.Clear();
        }
    }

    internal override async Task ContinueNumbersAsync(Database database, CancellationToken cancel)
    {
        foreach (var property in database.Model.FindEntityType(typeof(T))!.GetProperties().Where(p => p.ClrType == typeof(int) && p.ValueGenerated == ValueGenerated.OnAdd))
        {
            var last = await database.Set<T>().MaxAsync(r => (int?)EF.Property<int>(r, property.Name), cancel) ?? 0;
            await database.Database.ExecuteSqlAsync($"SELECT setval(pg_get_serial_sequence(quote_ident({Name}), {property.GetColumnName()}), {last + 1}, false)", cancel);
        }
    }

    internal override async Task<string> DigestAsync(Database database, CancellationToken cancel)
    {
        var sum = new byte[SHA256.HashSizeInBytes];
        await foreach (var row in database.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            var digest = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(row, EveryValue));
            for (var i = 0; i < sum.Length; i++) sum[i] ^= digest[i];
        }
        return Convert.ToHexStringLower(sum);
    }
}
