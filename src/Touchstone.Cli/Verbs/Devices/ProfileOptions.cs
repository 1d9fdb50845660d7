using System.CommandLine;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Workbench.Profiles;

namespace Touchstone.Cli.Verbs.Devices;

/// <summary>What a person asked about profiles.</summary>
/// <param name="Files">Profile files.</param>
/// <param name="Key">Public key they must be signed with, or null.</param>
internal sealed record ProfileRequest(string[] Files, string? Key)
{
    /// <exception cref="ProfileException">A file cannot be used.</exception>
    /// <exception cref="OperatingPointException">The key cannot be read.</exception>
    internal ProfileTerms Terms()
    {
        using var key = Key is null ? null : OperatingKey.ReadPublic(File.ReadAllText(Key));
        return Files.Length == 0 ? ProfileTerms.None : ProfileTerms.Of(Files, key);
    }
}

/// <summary>The options that name profiles.</summary>
internal static class ProfileOptions
{
    private static readonly Option<string[]> Files = new("--profile") { HelpName = "FILE", Description = "Compare how files are written with this profile of known files (see profile); may be given more than once.", DefaultValueFactory = _ => [] };
    private static readonly Option<string?> Key = new("--profile-key") { HelpName = "KEY.pub.pem", Description = "The public key profile files must be signed with." };

    internal static void AddTo(Command command)
    {
        command.Options.Add(Files);
        command.Options.Add(Key);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Files) is not { Tokens.Count: > 0 } && result.GetResult(Key) is { Implicit: false }) result.AddError("--profile-key says how --profile is used; give a profile.");
        });
    }

    internal static ProfileRequest Read(ParseResult parsed) => new(parsed.GetRequiredValue(Files), parsed.GetValue(Key));
}
