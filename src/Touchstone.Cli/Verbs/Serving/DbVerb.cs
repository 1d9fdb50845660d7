using System.CommandLine;
using System.Data.Common;
using Touchstone.Cli.Rendering;
using Touchstone.Media;
using Touchstone.Service.Backups;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Platform;

namespace Touchstone.Cli.Verbs.Serving;

/// <summary><c>touchstone db status|migrate|backup|restore|move</c></summary>
internal static class DbVerb
{
    private static readonly Argument<string> File = new("FILE") { Description = "The archive." };
    private static readonly Option<bool> WithKeys = new("--with-keys") { Description = "Put the private keys of the journal and the cookies into the archive as well. Whoever has it can then sign as this service." };
    private static readonly Option<bool> WithoutMedia = new("--without-media") { Description = "List the media by digest only; media in an object store are listed only anyhow." };
    private static readonly Option<bool> WithMedia = new("--with-media") { Description = "Put media of an object store into the archive too." };
    private static readonly Option<string> To = new("--to") { HelpName = "ADDRESS", Description = "An empty database: postgres://user:password@host:port/name.", Required = true };

    internal static Command Make() => new("db", "The database and the media of a service: state, backup, restore, move to PostgreSQL.") { MakeStatus(), MakeMigrate(), MakeBackup(), MakeRestore(), MakeMove() };

    private static Command MakeStatus()
    {
        var command = new Command("status",
            """
            Say which migrations the database has, what it holds, and how many media are stored.

            The service may run meanwhile.
            Exit codes: 0 the tables are those of this version, 1 they are not, 2 the command was not understood or the database cannot be opened.
            """) { ServeOptions.Data, ServeOptions.Database, ServeOptions.Blobs };
        command.SetAction((parsed, cancel) => RunAsync(parsed, async options =>
        {
            var state = await DatabaseState.ReadAsync(options, cancel);
            Say($"tables     {(state.IsCurrent ? "those of this version" : "not those of this version")}, {Count(state.Applied.Count, "migration")} applied");
            foreach (var missing in state.Missing) Say($"missing    {missing}: run touchstone db migrate");
            foreach (var unknown in state.Unknown) Say($"unknown    {unknown}: a newer version applied it");
            foreach (var (table, rows) in state.Rows.OrderBy(r => r.Key, StringComparer.Ordinal)) Say($"rows       {rows,10:N0}  {table}");
            Say($"media      {Count(state.Media, "content")}, {state.MediaBytes:N0} bytes");
            return state.IsCurrent ? ExitCode.Clear : ExitCode.Failed;
        }));
        return command;
    }

    private static Command MakeMigrate()
    {
        var command = new Command("migrate",
            """
            Make the tables, or bring them to this version. serve and worker do it themselves when they start.

            Exit codes: 0 done, 2 the command was not understood, the database cannot be opened, or a newer version wrote it.
            """) { ServeOptions.Data, ServeOptions.Database };
        command.SetAction((parsed, cancel) => RunAsync(parsed, async options =>
        {
            var applied = await DatabaseState.MigrateAsync(options, cancel);
            foreach (var name in applied) Say($"applied {name}");
            Say(applied.Count > 0 ? "The tables are those of this version now." : "The tables are those of this version already.");
            return ExitCode.Clear;
        }));
        return command;
    }

    private static Command MakeBackup()
    {
        var command = new Command("backup",
            """
            Write one archive: all tables as they are at one moment, the end of the journal, and the media.

            The service may run meanwhile. Private keys stay out unless asked for; without them the journal of a restored service cannot be continued.
            Exit codes: 0 done, 1 done but stored contents are damaged and were left out, 2 the command was not understood or something cannot be opened.
            """) { File, ServeOptions.Data, ServeOptions.Database, ServeOptions.Blobs, ServeOptions.JournalKey, WithKeys, WithoutMedia, WithMedia };
        command.SetAction((parsed, cancel) => RunAsync(parsed, async options =>
        {
            var media = !parsed.GetValue(WithoutMedia) && (options.Blobs is null || parsed.GetValue(WithMedia));
            var backup = await BackupMaker.RunAsync(options, parsed.GetRequiredValue(File), new BackupContent(media, parsed.GetValue(WithKeys)), TimeProvider.System, cancel);
            SayContent(backup);
            Say(backup.KeysIncluded
                ? "keys       included: whoever has this file can sign as this service"
                : $"keys       NOT included: keep {options.JournalKeyFile} and {Path.Combine(options.KeyFolder, "cookies")} elsewhere, apart from this file");
            SayNoted(backup.IsNoted);
            foreach (var digest in backup.MediaDamaged) Say($"{digest}: the stored content is no longer what its digest says; left out ({Codes.BackupDigest})");
            return backup.MediaDamaged.Count == 0 ? ExitCode.Clear : ExitCode.Failed;
        }));
        return command;
    }

    private static Command MakeRestore()
    {
        var command = new Command("restore",
            """
            Put an archive into an empty folder, or an empty PostgreSQL database and a store of media.

            Every part is checked against its digest before anything is written, and the journal afterwards.
            Exit codes: 0 restored, 1 restored but the journal does not hold, 2 the command was not understood, the place is not empty, or the archive is damaged.
            """) { File, ServeOptions.Data, ServeOptions.Database, ServeOptions.Blobs, ServeOptions.JournalKey };
        command.SetAction((parsed, cancel) => RunAsync(parsed, async options =>
        {
            var report = await BackupRestore.RunAsync(options, parsed.GetRequiredValue(File), TimeProvider.System, cancel);
            SayContent(report.Backup);
            if (report.Backup.MediaElsewhere.Count > 0) Say($"media      {Count(report.Backup.MediaElsewhere.Count, "content")} are not in the archive: they must be in the store (--blobs)");
            if (!report.HasJournalKey) Say($"keys       NOT restored: put the journal's private key ({report.Backup.Key}) at {options.JournalKeyFile} before the service starts");
            var code = SayJournal(report.Journal);
            if (report.Journal.Holds) SayNoted(report.IsNoted);
            return code;
        }));
        return command;
    }

    private static Command MakeMove()
    {
        var command = new Command("move",
            """
            Move the tables from the SQLite file to an empty PostgreSQL database, with everything that waits. Stop the service first.

            Every row is compared and the journal checked; the SQLite file is renamed, not deleted.
            Exit codes: 0 moved, 1 moved but the journal does not hold, 2 the command was not understood, the service runs, or the target is not empty.
            """) { ServeOptions.Data, To };
        command.SetAction((parsed, cancel) => RunAsync(parsed, async options =>
        {
            var to = parsed.GetRequiredValue(To);
            // The source is the file, whatever the environment names.
            options = options with { Database = null };
            if ((options with { Database = to }).Problems() is [var problem, ..]) return Refuse(problem, Codes.ServiceOption);
            var report = await DatabaseMove.RunAsync(options, to, TimeProvider.System, cancel);
            Say($"rows       {report.Rows.Values.Sum():N0} in {report.Rows.Count} tables, each compared");
            var code = SayJournal(report.Journal);
            if (report.Journal.Holds) SayNoted(report.IsNoted);
            if (report.Journal.Holds) Say($"The SQLite file is {report.SetAside} now. Start the service with --database and the new address.");
            return code;
        }));
        return command;
    }

    private static void SayContent(BackupManifest backup)
    {
        Say($"rows       {backup.Rows.Values.Sum():N0} in {backup.Rows.Count} tables");
        Say($"journal    {Count(backup.Lines, "line")}, end {backup.End}");
        var media = backup.MediaParts.ToList();
        Say($"media      {Count(media.Count, "content")}, {media.Sum(p => p.Bytes):N0} bytes{(backup.MediaElsewhere.Count > 0 ? $"; {backup.MediaElsewhere.Count:N0} only listed" : "")}");
    }

    private static void SayNoted(bool noted) =>
        Say(noted ? "noted      in the journal" : "noted      NOT in the journal: its private key is not here (--journal-key)");

    private static int SayJournal(JournalReport report)
    {
        foreach (var fault in report.Faults) Say($"journal    {fault.Text} ({fault.Code})");
        Say(report.Holds ? "The journal holds." : "The journal does not hold.");
        return report.Holds ? ExitCode.Clear : ExitCode.Failed;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<ServiceOptions, Task<int>> work)
    {
        var options = ServeOptions.Folder(parsed);
        try
        {
            return options.Problems() is [var problem, ..] ? Refuse(problem, Codes.ServiceOption) : await work(options);
        }
        catch (ServiceException e)
        {
            return Refuse(e.Message, e.Code);
        }
        catch (DbException e)
        {
            return Refuse($"The database cannot be opened: {e.Message}", Codes.DatabaseUnreachable);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(e.Message, Codes.DatabaseUnreachable);
        }
    }

    private static int Refuse(string why, string code)
    {
        Console.Error.WriteLine(Printable.Clean($"{why} ({code})"));
        return ExitCode.Usage;
    }

    private static void Say(string line) => Console.WriteLine(Printable.Clean(line));

    private static string Count(long number, string what) => $"{number:N0} {what}{(number == 1 ? "" : "s")}";
}
