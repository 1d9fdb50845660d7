using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Media;
using Touchstone.Service.Journal.Folding;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Journal.Checking;

/// <summary>Checks the journal of a data folder or database from outside the service; it may run meanwhile.</summary>
public static class JournalCheck
{
    /// <summary>Checks all lines, keys and the end.</summary>
    /// <param name="options">Where the journal is.</param>
    /// <param name="publicPem">The key to hold it against, as PEM; null for the one in the data folder, if it is there.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="JournalException">There is no journal, or the head file is damaged.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The PEM holds no such key.</exception>
    public static async Task<JournalReport> RunAsync(ServiceOptions options, string? publicPem, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        await using var provider = Open(options);
        var keyFile = options.JournalKeyFile;
        publicPem ??= File.Exists(keyFile) ? await File.ReadAllTextAsync(keyFile, cancel) : null;
        using var key = publicPem is null ? null : JournalKey.OpenPublic(publicPem);
        var reader = new JournalReader(provider.GetRequiredService<IDbContextFactory<Database>>());
        // First the end, then the lines: what a running service writes in between is newer, never missing.
        var head = new JournalHeadFile(JournalSetup.HeadFile(options)).Read();
        return await new JournalVerifier(key).VerifyAsync(reader.LinesAsync(1, cancel), head, cancel);
    }

    /// <summary>Computes the state of cases and contents from the lines alone and holds the tables against it; names every difference.</summary>
    /// <param name="options">Where the journal is.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="JournalException">There is no journal, or a line that cannot be read.</exception>
    public static async Task<IReadOnlyList<JournalFault>> StatesAsync(ServiceOptions options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        await using var provider = Open(options);
        return await StateCheck.RunAsync(provider.GetRequiredService<IDbContextFactory<Database>>(), cancel);
    }

    private static ServiceProvider Open(ServiceOptions options)
    {
        // Opening would make an empty file.
        if (options.Database is null && !File.Exists(options.DatabaseFile)) throw new JournalException(Codes.JournalMissing, $"There is no database {options.DatabaseFile}. Name the folder of the service with --data.");
        var services = new ServiceCollection().AddSingleton(options);
        services.AddDatabase(options);
        return services.BuildServiceProvider();
    }
}
