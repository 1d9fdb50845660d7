using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Media;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Hosting;

namespace Touchstone.Service.Journal.Rotating;

/// <summary>A new key for the journal: the old one signs a line that names it, and is gone after that.</summary>
/// <remarks>New key file, line, exchange of the files, in this order: whenever it breaks off, running it again ends it.</remarks>
public static class JournalRotation
{
    /// <summary>Changes the key.</summary>
    /// <param name="options">The service, which does not run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Gives up before anything is stored.</param>
    /// <exception cref="ServiceException">The service runs.</exception>
    /// <exception cref="JournalException">There is no journal or no key, or the key is not the journal's.</exception>
    public static async Task<Rotation> RunAsync(ServiceOptions options, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Database is null && !File.Exists(options.DatabaseFile)) throw new JournalException(Codes.JournalMissing, $"There is no database {options.DatabaseFile}. Name the folder of the service with --data.");
        if (!File.Exists(options.JournalKeyFile)) throw new JournalException(Codes.JournalKey, $"There is no key {options.JournalKeyFile}. Name the journal's key with --journal-key.");
        using var alone = options.Database is null ? FolderLock.Take(options.DataFolder) : null;
        var services = new ServiceCollection().AddSingleton(options);
        services.AddDatabase(options);
        await using var provider = services.BuildServiceProvider();
        var databases = provider.GetRequiredService<IDbContextFactory<Database>>();
        using var old = JournalKey.Open(options.JournalKeyFile);
        var nextFile = options.JournalKeyFile + ".next";
        using var next = JournalKey.Open(nextFile);
        if (await LastKeyAsync(databases, cancel) != next.Id)
        {
            using var journal = new JournalStore(databases, old, new JournalHeadFile(JournalSetup.HeadFile(options)), time);
            await journal.WriteAsync((_, pen) => pen.Write(Actors.System, JournalKinds.KeyChanged, null, JournalKeys.Naming(next)), cancel);
        }
        var keptPublic = Path.Combine(Path.GetDirectoryName(options.JournalKeyFile)!, $"journal-{old.Id}.public.pem");
        await File.WriteAllTextAsync(keptPublic, old.PublicPem + "\n", CancellationToken.None);
        File.Move(nextFile, options.JournalKeyFile, overwrite: true);
        return new Rotation(old.Id, next.Id, keptPublic, next.PublicPem);
    }

    private static async Task<string?> LastKeyAsync(IDbContextFactory<Database> databases, CancellationToken cancel) =>
        (await new JournalReader(databases).KeysAsync(cancel)) is [.., var last] ? JournalKey.IdOf(last) : null;
}

/// <summary>A change of the journal's key.</summary>
/// <param name="Old">Id of the key that signed so far.</param>
/// <param name="New">Id of the key that signs from now on.</param>
/// <param name="OldPublicFile">Where the old public key stays.</param>
/// <param name="NewPublicPem">The new public key, for whoever checks.</param>
public sealed record Rotation(string Old, string New, string OldPublicFile, string NewPublicPem);
