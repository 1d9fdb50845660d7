using System.CommandLine;
using System.Security.Cryptography;
using Touchstone.Cli.Rendering;
using Touchstone.Media;
using Touchstone.Service.Reports;

namespace Touchstone.Cli.Verbs.Serving;

/// <summary><c>touchstone report check</c></summary>
internal static class ReportVerb
{
    private static readonly Argument<string> File = new("FILE") { Description = "The report: JSON, page or PDF." };
    private static readonly Option<string> Signature = new("--signature") { HelpName = "FILE", Description = "Its signature.json.", Required = true };
    private static readonly Option<string?> Key = new("--key") { HelpName = "FILE", Description = "Public key (PEM) of the laboratory, had by another way than the report." };

    internal static Command Make() => new("report", "Signed reports of cases.") { MakeCheck() };

    private static Command MakeCheck()
    {
        var command = new Command("check",
            """
            Check that a report is the one that was signed, and by which key. Needs no service.

            Exit codes: 0 it is, 1 it is not, 2 the command was not understood, 3 a file cannot be read.
            """) { File, Signature, Key };
        command.SetAction(CheckAsync);
        return command;
    }

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            var key = parsed.GetValue(Key) is { } pem ? await System.IO.File.ReadAllTextAsync(pem, cancel) : null;
            await using var file = System.IO.File.OpenRead(parsed.GetRequiredValue(File));
            var report = ReportCheck.Run(file, await System.IO.File.ReadAllBytesAsync(parsed.GetRequiredValue(Signature), cancel), key);
            Console.Write(string.Concat(report.Statement.Split('\n').Where(l => l.Length > 0).Select(l => Printable.Clean(l) + "\n")));
            foreach (var fault in report.Faults) Console.WriteLine(Printable.Clean($"{fault.Text} ({fault.Code})"));
            if (report.Faults.Count > 0) return ExitCode.Failed;
            Console.WriteLine(key is null ? $"This file ({report.Form}) was signed. Whose key {report.Key} is, it cannot say itself: compare its id, or give the key with --key." : $"This file ({report.Form}) was signed, by the key that was given.");
            return ExitCode.Clear;
        }
        catch (ReportException e)
        {
            return Refuse(e.Message, e.Code);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return Refuse($"The key cannot be read: {e.Message}", Codes.ReportSignature);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(e.Message, Codes.ReportMalformed);
        }
    }

    private static int Refuse(string why, string code)
    {
        Console.Error.WriteLine(Printable.Clean($"{why} ({code})"));
        return ExitCode.NotExamined;
    }
}
