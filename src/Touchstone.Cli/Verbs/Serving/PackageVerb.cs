using System.CommandLine;
using System.Security.Cryptography;
using Touchstone.Cli.Rendering;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Packages;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Cli.Verbs.Serving;

/// <summary><c>touchstone package make | verify | replay</c></summary>
internal static class PackageVerb
{
    private static readonly Argument<string> Case = new("CASE") { Description = "Number of the case, as in C-2026-0001." };
    private static readonly Argument<string> File = new("FILE") { Description = "The package." };
    private static readonly Option<string> Out = new("--out") { HelpName = "FILE", Description = "File to write.", Required = true };
    private static readonly Option<bool> WithSpecimen = new("--with-specimen") { Description = "Include the specimen, so that the package can be replayed by itself." };
    private static readonly Option<string?> Key = new("--key") { HelpName = "FILE", Description = "Public key (PEM) of the laboratory, had by another way than the package." };
    private static readonly Option<string?> Specimen = new("--specimen") { HelpName = "FILE", Description = "The specimen, where the package does not hold it." };

    internal static Command Make() => new("package", "A case as one signed file that another laboratory checks and replays.") { MakeMake(), MakeVerify(), MakeReplay() };

    private static Command MakeMake()
    {
        var command = new Command("make",
            """
            Pack a case: findings, report, its lines of the journal, the public key, and the specimen if wanted; signed by the journal's key.

            Exit codes: 0 written, 2 the command was not understood, or there is nothing to pack.
            """) { Case, ServeOptions.Data, ServeOptions.Database, ServeOptions.Blobs, ServeOptions.JournalKey, Out, WithSpecimen };
        command.SetAction((parsed, cancel) => RunAsync(async () =>
        {
            var path = parsed.GetRequiredValue(Out);
            var manifest = await PackageDesk.MakeAsync(ServeOptions.Folder(parsed), parsed.GetRequiredValue(Case), parsed.GetValue(WithSpecimen), path, cancel);
            Console.WriteLine(Printable.Clean($"{path}: {manifest.Case}, {manifest.Parts.Count} parts, signed with {manifest.Key}"));
            return ExitCode.Clear;
        }));
        return command;
    }

    private static Command MakeVerify()
    {
        var command = new Command("verify",
            """
            Check a package: its signature, every part, the lines of the journal up to its signed end, and whether they fit each other. Needs no service.

            Exit codes: 0 everything holds, 1 something does not, 2 the command was not understood, 3 the file is no package or breaks a bound.
            """) { File, Key };
        command.SetAction((parsed, cancel) => RunAsync(async () =>
        {
            var key = parsed.GetValue(Key) is { } pem ? await System.IO.File.ReadAllTextAsync(pem, cancel) : null;
            var report = PackageCheck.Run(parsed.GetRequiredValue(File), key, cancel);
            Say(report);
            if (!report.Holds) return ExitCode.Failed;
            Console.WriteLine(key is null ? "The package holds. Whose key this is, it cannot say itself: compare its id, or give the key with --key." : "The package holds, and the key that was given signed it.");
            return ExitCode.Clear;
        }));
        return command;
    }

    private static Command MakeReplay()
    {
        var command = new Command("replay",
            """
            Check a package, examine its specimen again on this machine, and compare the findings to the last bit; times are not compared.

            Exit codes: 0 the same, 1 the package does not hold or the findings differ, 2 the command was not understood, 3 the file is no package or the specimen is missing.
            """) { File, Specimen };
        command.SetAction((parsed, cancel) => RunAsync(async () =>
        {
            var pool = new PoolOptions { Command = WorkerCommand.Beside(AppContext.BaseDirectory), ThreadsPerJob = Environment.ProcessorCount };
            var report = await PackageReplay.RunAsync(parsed.GetRequiredValue(File), parsed.GetValue(Specimen), pool, TimeProvider.System, cancel);
            Say(report.Check);
            if (report.Engine is null) return ExitCode.Failed;
            foreach (var difference in report.Differences) Console.WriteLine(Printable.Clean(difference));
            Console.WriteLine(Printable.Clean(report.IsSame
                ? $"Examined again with engine {report.Engine}: every finding, map, picture and decision is the same to the last bit."
                : $"Examined again with engine {report.Engine} (the package's: {report.Check.Manifest.Engine}): the results differ, as said above."));
            return report.IsSame ? ExitCode.Clear : ExitCode.Failed;
        }));
        return command;
    }

    private static void Say(PackageReport report)
    {
        var manifest = report.Manifest;
        Console.WriteLine(Printable.Clean($"case      {manifest.Case}, packed {manifest.Made:yyyy-MM-dd HH:mm:ss} UTC"));
        Console.WriteLine(Printable.Clean($"specimen  {manifest.Specimen.Sha256}, {manifest.Specimen.Bytes:N0} bytes, {(manifest.Specimen.Included ? "included" : "not included")}"));
        Console.WriteLine(Printable.Clean($"engine    {manifest.Engine}, policy {manifest.Policy}"));
        Console.WriteLine(Printable.Clean($"journal   {report.Lines} lines of the case"));
        Console.WriteLine(Printable.Clean($"key       {manifest.Key}"));
        foreach (var fault in report.Faults) Console.WriteLine(Printable.Clean($"{fault.Text} ({fault.Code})"));
        if (!report.Holds) Console.WriteLine("The package does not hold.");
    }

    private static async Task<int> RunAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (PackageException e)
        {
            Console.Error.WriteLine(Printable.Clean($"{e.Message} ({e.Code})"));
            return e.Code == Codes.PackageUnfinished ? ExitCode.Usage : ExitCode.NotExamined;
        }
        catch (JournalException e)
        {
            Console.Error.WriteLine(Printable.Clean($"{e.Message} ({e.Code})"));
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            Console.Error.WriteLine(Printable.Clean($"The key cannot be read: {e.Message} ({Codes.PackageKey})"));
            return ExitCode.Usage;
        }
    }
}
