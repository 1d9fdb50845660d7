using System.CommandLine;
using Touchstone.Engine.Devices;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Workbench.Devices;

namespace Touchstone.Cli.Verbs.Devices;

/// <summary>What a person asked about devices.</summary>
/// <param name="Files">Device files.</param>
/// <param name="Search">How far their frames are searched.</param>
/// <param name="Key">Public key they must be signed with, or null.</param>
internal sealed record DeviceRequest(string[] Files, DeviceSearch Search, string? Key)
{
    /// <exception cref="DeviceException">A file cannot be used.</exception>
    /// <exception cref="OperatingPointException">The key cannot be read.</exception>
    internal DeviceTerms Terms()
    {
        using var key = Key is null ? null : OperatingKey.ReadPublic(File.ReadAllText(Key));
        return Files.Length == 0 ? DeviceTerms.None : DeviceTerms.Of(Files, Search, key);
    }
}

/// <summary>The options that name devices.</summary>
internal static class DeviceOptions
{
    private static readonly Option<string[]> Files = new("--device") { HelpName = "FILE", Description = "Hold pictures against this enrolled device (see enrol-device); may be given more than once.", DefaultValueFactory = _ => [] };
    private static readonly Option<DeviceSearch> Search = new("--device-search") { HelpName = "HOW", Description = "How far: frame (whole frames only), crop (parts as well), scale (parts scaled down as well; slow).", DefaultValueFactory = _ => DeviceSearch.Crop };
    private static readonly Option<string?> Key = new("--device-key") { HelpName = "KEY.pub.pem", Description = "The public key device files must be signed with." };

    internal static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Files, Search, Key]) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Files) is not { Tokens.Count: > 0 } && (result.GetResult(Key) is { Implicit: false } || result.GetResult(Search) is { Implicit: false }))
                result.AddError("--device-search and --device-key say how --device is used; give a device.");
        });
    }

    internal static DeviceRequest Read(ParseResult parsed) => new(parsed.GetRequiredValue(Files), parsed.GetValue(Search), parsed.GetValue(Key));
}
