using Touchstone.Service.Measures;

[assembly: AssemblyFixture(typeof(Touchstone.Service.Tests.PostgresCluster))]

namespace Touchstone.Service.Tests;

/// <summary>One PostgreSQL server for all tests, started by the first that needs it; each gets a database of its own.</summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private Lazy<Task<TemporaryPostgres>>? _cluster;
    private int _databases;

    public ValueTask InitializeAsync()
    {
        _cluster = new(() => TemporaryPostgres.StartAsync(durable: false));
        return ValueTask.CompletedTask;
    }

    /// <summary>The address of an empty database; skips the test where there is no server to start.</summary>
    public async Task<string> DatabaseAsync()
    {
        if (TemporaryPostgres.Missing is { } why) Assert.Skip("skipped: " + why);
        return await (await _cluster!.Value).CreateDatabaseAsync($"test{Interlocked.Increment(ref _databases)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { IsValueCreated: true }) await (await _cluster.Value).DisposeAsync();
    }
}
