using CliWrap;

namespace Touchstone.Evaluation.Manipulations;

/// <summary>Encodes self-made material with ffmpeg. Evidence is never read here; that is done in Media, under limits.</summary>
internal static class Ffmpeg
{
    /// <summary>Whether ffmpeg is on the search path.</summary>
    internal static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, "ffmpeg")));

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
}
