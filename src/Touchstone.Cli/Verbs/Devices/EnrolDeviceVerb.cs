using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Engine.Devices;
using Touchstone.Workbench.Devices;

namespace Touchstone.Cli.Verbs.Devices;

/// <summary><c>touchstone enrol-device PATH… --out FILE</c></summary>
internal static class EnrolDeviceVerb
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Pictures known to come from the device, unedited, all of one size; or folders of them. Twenty or more, bright and even rather than dark and busy.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Output = new("--out") { HelpName = "FILE", Description = "Where the device file goes. It must not exist.", Required = true };
    private static readonly Option<string?> Name = new("--name") { HelpName = "TEXT", Description = "What the device is called; unless said, what EXIF states." };
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "No progress." };

    internal static Command Make()
    {
        var command = new Command("enrol-device",
            """
            Estimate the noise a camera's sensor leaves in its pictures, so that others can be held against it (examine --device).

            Exit codes: 0 enrolled, 1 nothing was enrolled, 2 the command was not understood.
            """) { Paths, Output, Name, ReferenceRun.Key, Quiet };
        Paths.Validators.Add(ExamineVerb.CheckPaths);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancel) => ReferenceRun.Of(parsed, parsed.GetRequiredValue(Paths), parsed.GetRequiredValue(Output), (files, key) =>
    {
        var quiet = parsed.GetValue(Quiet);
        var enrolled = DeviceEnrolment.Enrol(files, parsed.GetValue(Name), step => { if (!quiet) Console.Error.WriteLine($"… {Printable.Clean(step)}"); }, cancel);
        return (DeviceFile.Write(enrolled.Profile, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), key), () =>
        {
            ReferenceRun.Tell(enrolled.Refused, enrolled.Warnings);
            Tell(enrolled.Profile);
        });
    });

    private static void Tell(DeviceProfile profile)
    {
        double[] pce = [.. profile.References.Select(r => r.Pce).Order()];
        Console.WriteLine(Printable.Clean(FormattableString.Invariant($"{profile.Statement.Name}: {profile.Width}×{profile.Height}, {pce.Length} references, quality {profile.Quality:0.00}.")));
        Console.WriteLine(FormattableString.Invariant($"Each reference against the other half: PCE {pce[0]:0} to {pce[^1]:0}, median {pce[pce.Length / 2]:0}."));
    }
}
