using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Media;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Measures;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Journal.Checking;

public sealed class JournalCheckTests(PostgresCluster cluster) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-check-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_journal_in_PostgreSQL_holds_until_a_line_is_changed_or_cut_off()
    {
        var options = new ServiceOptions { DataFolder = _folder.FullName, Database = await cluster.DatabaseAsync() };
        await MadeJournal.WriteAsync(options, 60, TimeProvider.System, CancellationToken.None);
        var untouched = await JournalCheck.RunAsync(options, null, CancellationToken.None);
        Assert.Empty(untouched.Faults);
        Assert.Equal(60, untouched.End.Sequence);

        await ChangeAsync(options, "UPDATE \"Journal\" SET \"Body\" = set_byte(\"Body\", 20, get_byte(\"Body\", 20) # 1) WHERE \"Sequence\" = 30");
        Assert.Contains((await JournalCheck.RunAsync(options, null, CancellationToken.None)).Faults, f => f.Line == 30);
        await ChangeAsync(options, "DELETE FROM \"Journal\" WHERE \"Sequence\" >= 30");
        Assert.Equal([Codes.JournalTruncated], (await JournalCheck.RunAsync(options, null, CancellationToken.None)).Faults.Select(f => f.Code));
    }

    private static async Task ChangeAsync(ServiceOptions options, string statement)
    {
        var services = new ServiceCollection().AddSingleton(options);
        services.AddDatabase(options);
        await using var provider = services.BuildServiceProvider();
        await using var database = await provider.GetRequiredService<IDbContextFactory<Database>>().CreateDbContextAsync();
        Assert.NotEqual(0, await database.Database.ExecuteSqlRawAsync(statement));
    }
}
