using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Engine.Profiles;
using Touchstone.Workbench.Profiles;

namespace Touchstone.Cli.Verbs.Devices;

/// <summary><c>touchstone profile PATH… --out FILE</c></summary>
internal static class ProfileVerb
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Files known to come from one device or application, unedited; or folders of them. Nineteen or more.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Output = new("--out") { HelpName = "FILE", Description = "Where the profile goes. It must not exist.", Required = true };
    private static readonly Option<string?> Name = new("--name") { HelpName = "TEXT", Description = "What the source is called; unless said, what EXIF states." };

    internal static Command Make()
    {
        var command = new Command("profile",
            """
            Describe how known files of a device or an application are written, so that others can be compared with them (examine --profile).

            Exit codes: 0 made, 1 nothing was made, 2 the command was not understood.
            """) { Paths, Output, Name, ReferenceRun.Key };
        Paths.Validators.Add(ExamineVerb.CheckPaths);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancel) => ReferenceRun.Of(parsed, parsed.GetRequiredValue(Paths), parsed.GetRequiredValue(Output), (files, key) =>
    {
        var made = ProfileMaking.Of(files, parsed.GetValue(Name), cancel);
        return (ProfileFile.Write(made.Profile, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), key), () =>
        {
            ReferenceRun.Tell(made.Refused, made.Warnings);
            Tell(made.Profile);
        });
    });

    private static void Tell(FileProfile profile)
    {
        var n = profile.References.Count;
        foreach (var property in profile.Properties)
            Console.WriteLine(Printable.Clean($"{property.Name,-30} {(property.Values.Count == 1 ? "all alike" : $"{property.Values.Count} kinds, {property.Values[0].Files} of {n} alike")}"));
        Console.WriteLine(Printable.Clean($"{profile.Name}: {Plural.Of(n, "reference", "references")}, {Plural.Of(profile.Properties.Count, "property", "properties")}."));
    }
}
