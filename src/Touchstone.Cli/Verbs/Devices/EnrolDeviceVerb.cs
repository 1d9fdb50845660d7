using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Workbench;
using Touchstone.Workbench.Devices;

namespace Touchstone.Cli.Verbs.Devices;

/// <summary><c>touchstone enrol-device PATH… --out FILE</c></summary>
internal static class EnrolDeviceVerb
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Pictures known to come from the device, unedited, all of one size; or folders of them. Twenty or more, bright and even rather than dark and busy.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Output = new("--out") { HelpName = "FILE", Description = "Where the device file goes. It must not exist.", Required = true };
    private static readonly Option<string?> Name = new("--name") { HelpName = "TEXT", Description = "What the device is called; unless said, what EXIF states." };
    private static readonly Option<string?> Key = new("--key") { HelpName = "KEY.pem", Description = "Sign the file with this private key (ECDSA on P-256)." };
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "No progress." };

    internal static Command Make()
    {
        var command = new Command("enrol-device",
            """
            Estimate the noise a camera's sensor leaves in its pictures, so that others can be held against it (examine --device).

            Exit codes: 0 enrolled, 1 nothing was enrolled, 2 the command was not understood.
            """) { Paths, Output, Name, Key, Quiet };
        Paths.Validators.Add(ExamineVerb.CheckPaths);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancel)
    {
        var (output, quiet) = (parsed.GetRequiredValue(Output), parsed.GetValue(Quiet));
        try
        {
            if (Path.Exists(output)) return Refuse($"There is {output} already; a device file is not written over.", ExitCode.Usage);
            using var key = parsed.GetValue(Key) is { } path ? OperatingKey.ReadPrivate(File.ReadAllText(path)) : null;
            var walked = InputWalk.Of(parsed.GetRequiredValue(Paths)).Files;
            foreach (var (unread, fault) in walked.Where(f => f.Fault is not null)) Console.Error.WriteLine(Printable.Clean($"Not used: {unread}: {fault!.Message}"));
            var files = walked.Where(f => f.Fault is null).Select(f => f.Path).ToList();
            var enrolled = DeviceEnrolment.Enrol(files, parsed.GetValue(Name), step => { if (!quiet) Console.Error.WriteLine($"… {Printable.Clean(step)}"); }, cancel);
            var bytes = DeviceFile.Write(enrolled.Profile, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), key);
            File.WriteAllBytes(output, bytes);
            Tell(enrolled, output, key is not null);
            return ExitCode.Clear;
        }
        catch (DeviceException e)
        {
            return Refuse($"{e.Message} ({e.Code})", ExitCode.Failed);
        }
        catch (Exception e) when (e is OperatingPointException or IOException or UnauthorizedAccessException)
        {
            return Refuse(e.Message, ExitCode.Usage);
        }
        catch (OperationCanceledException)
        {
            return Refuse("Interrupted. Nothing was written.", ExitCode.Interrupted);
        }
    }

    private static void Tell(EnrolledDevice enrolled, string output, bool isSigned)
    {
        var profile = enrolled.Profile;
        foreach (var (path, why) in enrolled.Refused) Console.Error.WriteLine(Printable.Clean($"Not used: {path}: {why}"));
        foreach (var warning in enrolled.Warnings) Console.Error.WriteLine(Printable.Clean($"Warning: {warning}"));
        double[] pce = [.. profile.References.Select(r => r.Pce).Order()];
        Console.WriteLine(Printable.Clean(FormattableString.Invariant($"{profile.Statement.Name}: {profile.Width}×{profile.Height}, {pce.Length} references, quality {profile.Quality:0.00}.")));
        Console.WriteLine(FormattableString.Invariant($"Each reference against the other half: PCE {pce[0]:0} to {pce[^1]:0}, median {pce[pce.Length / 2]:0}."));
        Console.WriteLine(Printable.Clean($"Written: {output}{(isSigned ? ", signed" : ", not signed")}."));
    }

    private static int Refuse(string why, int code)
    {
        Console.Error.WriteLine(Printable.Clean(why));
        return code;
    }
}
