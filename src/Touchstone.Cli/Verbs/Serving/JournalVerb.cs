using System.CommandLine;
using System.Data.Common;
using System.Security.Cryptography;
using Touchstone.Cli.Rendering;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Checking;

namespace Touchstone.Cli.Verbs.Serving;

/// <summary><c>touchstone journal verify</c></summary>
internal static class JournalVerb
{
    private static readonly Option<string?> Key = new("--key") { HelpName = "FILE", Description = "Public key (PEM) that you have from elsewhere; without it the one in the folder is taken, which proves less." };

    private static readonly Option<bool> States = new("--states") { Description = "Also compute the state of every case from the lines and name what the tables say otherwise." };

    internal static Command Make() => new("journal", "The journal of a service.") { MakeVerify() };

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

    private static async Task<int> VerifyAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
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
