using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Engine.Profiles;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Workbench;
using Touchstone.Workbench.Profiles;

namespace Touchstone.Cli.Verbs.Devices;

/// <summary><c>touchstone profile PATH… --out FILE</c></summary>
internal static class ProfileVerb
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Files known to come from one device or application, unedited; or folders of them. Nineteen or more.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Output = new("--out") { HelpName = "FILE", Description = "Where the profile goes. It must not exist.", Required = true };
    private static readonly Option<string?> Name = new("--name") { HelpName = "TEXT", Description = "What the source is called; unless said, what EXIF states." };
    private static readonly Option<string?> Key = new("--key") { HelpName = "KEY.pem", Description = "Sign the profile with this private key (ECDSA on P-256)." };

    internal static Command Make()
    {
        var command = new Command("profile",
            """
            Describe how known files of a device or an application are written, so that others can be compared with them (examine --profile).

            Exit codes: 0 made, 1 nothing was made, 2 the command was not understood.
            """) { Paths, Output, Name, Key };
        Paths.Validators.Add(ExamineVerb.CheckPaths);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancel)
    {
        var output = parsed.GetRequiredValue(Output);
        try
        {
            if (Path.Exists(output)) return Refuse($"There is {output} already; a profile is not written over.", ExitCode.Usage);
            using var key = parsed.GetValue(Key) is { } path ? OperatingKey.ReadPrivate(File.ReadAllText(path)) : null;
            var walked = InputWalk.Of(parsed.GetRequiredValue(Paths)).Files;
            foreach (var (unread, fault) in walked.Where(f => f.Fault is not null)) Console.Error.WriteLine(Printable.Clean($"Not used: {unread}: {fault!.Message}"));
            var files = walked.Where(f => f.Fault is null).Select(f => f.Path).ToList();
            var made = ProfileMaking.Of(files, parsed.GetValue(Name), cancel);
            File.WriteAllBytes(output, ProfileFile.Write(made.Profile, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), key));
            foreach (var (refused, why) in made.Refused) Console.Error.WriteLine(Printable.Clean($"Not used: {refused}: {why}"));
            foreach (var warning in made.Warnings) Console.Error.WriteLine(Printable.Clean($"Warning: {warning}"));
            Tell(made.Profile, output, key is not null);
            return ExitCode.Clear;
        }
        catch (ProfileException e)
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

    private static void Tell(FileProfile profile, string output, bool isSigned)
    {
        var n = profile.References.Count;
        foreach (var property in profile.Properties)
            Console.WriteLine(Printable.Clean($"{property.Name,-30} {(property.Values.Count == 1 ? "all alike" : $"{property.Values.Count} kinds, {property.Values[0].Files} of {n} alike")}"));
        Console.WriteLine(Printable.Clean($"{profile.Name}: {Plural.Of(n, "reference", "references")}, {Plural.Of(profile.Properties.Count, "property", "properties")}. Written: {output}{(isSigned ? ", signed" : ", not signed")}."));
    }

    private static int Refuse(string why, int code)
    {
        Console.Error.WriteLine(Printable.Clean(why));
        return code;
    }
}
