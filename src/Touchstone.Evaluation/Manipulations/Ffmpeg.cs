using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace Touchstone.Evaluation.Manipulations;

/// <summary>Encodes self-made material with ffmpeg. Evidence is never read here; that is done in Media, under limits.</summary>
internal static class Ffmpeg
{
    private static readonly Lazy<Task<(string Version, IReadOnlySet<string> Encoders)>> Build = new(ReadBuildAsync);

    /// <summary>Whether ffmpeg is on the search path.</summary>
    internal static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, "ffmpeg")));

    /// <summary>Whether ffmpeg is installed and has an encoder.</summary>
    internal static async Task<bool> HasEncoderAsync(string name, CancellationToken cancel) => (await Build.Value.WaitAsync(cancel)).Encoders.Contains(name);

    /// <summary>Its version as it says itself, or "".</summary>
    internal static async Task<string> VersionAsync(CancellationToken cancel) => (await Build.Value.WaitAsync(cancel)).Version;

    /// <summary>Runs ffmpeg; false when it refuses, for example because its build lacks an encoder.</summary>
    /// <param name="arguments">Inputs, options and the output path.</param>
    /// <param name="input">What it reads on its standard input, or null.</param>
    /// <param name="cancel">Ends it.</param>
    internal static async Task<bool> RunAsync(string[] arguments, PipeSource? input, CancellationToken cancel)
    {
        var result = await Cli.Wrap("ffmpeg")
            .WithArguments(["-v", "error", "-y", .. arguments])
            .WithStandardInputPipe(input ?? PipeSource.Null)
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancel);
        return result.ExitCode == 0;
    }

    private static async Task<(string, IReadOnlySet<string>)> ReadBuildAsync()
    {
        if (!IsInstalled) return ("", new HashSet<string>());
        Task<BufferedCommandResult> Ask(string what) => Cli.Wrap("ffmpeg").WithArguments(["-hide_banner", what]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(Encoding.UTF8);
        var version = (await Ask("-version")).StandardOutput.Split(' ', 4);
        // " A....D libmp3lame   description": flags of six letters, then the name.
        var encoders = (await Ask("-encoders")).StandardOutput.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length > 1 && w[0].Length == 6);
        return (version.Length > 2 ? version[2] : "", encoders.Select(w => w[1]).ToHashSet());
    }
}
