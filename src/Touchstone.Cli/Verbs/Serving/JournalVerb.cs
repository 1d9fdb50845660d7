using System.CommandLine;
using System.Data.Common;
using System.Security.Cryptography;
using Touchstone.Cli.Rendering;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Journal.Rotating;
using Touchstone.Service.Platform;

namespace Touchstone.Cli.Verbs.Serving;

/// <summary><c>touchstone journal verify|rotate</c></summary>
internal static class JournalVerb
{
    private static readonly Option<string?> Key = new("--key") { HelpName = "FILE", Description = "Public key (PEM) that you have from elsewhere; without it the one in the folder is taken, which proves less." };

    private static readonly Option<bool> States = new("--states") { Description = "Also compute the state of every case from the lines and name what the tables say otherwise." };

    internal static Command Make() => new("journal", "The journal of a service.") { MakeVerify(), MakeRotate() };

    private static Command MakeVerify()
    {
        var command = new Command("verify",
            """
            Check every line of the journal: numbers, times, links, signatures, keys, and its end against the signed file outside the database.

            The service may run meanwhile. What this proves and what it cannot is said in docs/journal.md.
            Exit codes: 0 everything holds, 1 something does not, 2 the command was not understood or the journal cannot be opened.
            """) { ServeOptions.Data, ServeOptions.Database, ServeOptions.JournalKey, Key, States };
        command.SetAction(VerifyAsync);
        return command;
    }

    private static Command MakeRotate()
    {
        var command = new Command("rotate",
            """
            Give the journal a new key: the old one signs a line that names it, its public part stays, its private part is gone. Stop the service and its nodes first.

            Leave the new public key, which is printed, with whoever checks. If it breaks off, run it again.
            Exit codes: 0 done, 2 the command was not understood, the service runs, or the journal or its key cannot be opened.
            """) { ServeOptions.Data, ServeOptions.Database, ServeOptions.JournalKey };
        command.SetAction((parsed, cancel) => RunAsync(async () =>
        {
            var rotation = await JournalRotation.RunAsync(ServeOptions.Folder(parsed), TimeProvider.System, cancel);
            Console.WriteLine(Printable.Clean($"The journal goes on with the key {rotation.New}. The old one, {rotation.Old}, is gone; its public part is {rotation.OldPublicFile}."));
            Console.WriteLine("Nodes with a copy of the old key need the new one. Whoever checks the journal needs this:");
            Console.WriteLine(rotation.NewPublicPem);
            return ExitCode.Clear;
        }));
        return command;
    }

    private static Task<int> VerifyAsync(ParseResult parsed, CancellationToken cancel) => RunAsync(async () =>
    {
        var key = parsed.GetValue(Key) is { } file ? await File.ReadAllTextAsync(file, cancel) : null;
        var report = await JournalCheck.RunAsync(ServeOptions.Folder(parsed), key, cancel);
        foreach (var fault in report.Faults) Console.WriteLine(Printable.Clean($"{(fault.Line > 0 ? $"line {fault.Line:N0}" : "journal")}: {fault.Text} ({fault.Code})"));
        if (report.FaultCount > report.Faults.Count) Console.WriteLine($"… and {report.FaultCount - report.Faults.Count:N0} more");
        Console.WriteLine(Printable.Clean($"lines  {report.End.Sequence:N0}, the last at {report.End.At:yyyy-MM-dd HH:mm:ss} UTC"));
        Console.WriteLine($"end    {report.End.Hash}{(report.Newer > 0 ? $" ({report.Newer:N0} newer than the head file)" : "")}");
        Console.WriteLine($"keys   {string.Join(", ", report.Keys)}");
        Console.WriteLine(report.Holds ? "The journal holds." : $"The journal does not hold: {report.FaultCount:N0} {(report.FaultCount == 1 ? "fault" : "faults")}.");
        if (!parsed.GetValue(States)) return report.Holds ? ExitCode.Clear : ExitCode.Failed;
        var differences = await JournalCheck.StatesAsync(ServeOptions.Folder(parsed), cancel);
        foreach (var difference in differences) Console.WriteLine(Printable.Clean($"{difference.Text} ({difference.Code})"));
        Console.WriteLine(differences.Count == 0 ? "The tables say what the journal says." : $"The tables do not say what the journal says: {differences.Count:N0} {(differences.Count == 1 ? "difference" : "differences")}.");
        return report.Holds && differences.Count == 0 ? ExitCode.Clear : ExitCode.Failed;
    });

    private static async Task<int> RunAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (ServiceException e)
        {
            return Refuse(e.Message, e.Code);
        }
        catch (JournalException e)
        {
            return Refuse(e.Message, e.Code);
        }
        catch (DbException e)
        {
            return Refuse($"The database cannot be read: {e.Message}", Codes.JournalMissing);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return Refuse($"The key cannot be read: {e.Message}", Codes.JournalKey);
        }
    }

    private static int Refuse(string why, string code)
    {
        Console.Error.WriteLine(Printable.Clean($"{why} ({code})"));
        return ExitCode.Usage;
    }
}
