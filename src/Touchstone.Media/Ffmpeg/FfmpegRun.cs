using System.Globalization;
using System.Text;
using CliWrap;

namespace Touchstone.Media.Ffmpeg;

/// <summary>What became of one run of ffmpeg or ffprobe.</summary>
/// <param name="ExitCode">Exit code; 0 also where the caller had enough and the process was stopped.</param>
/// <param name="Errors">The first lines of standard error, bounded.</param>
/// <param name="Fault">Why the run did not come to its own end, or null.</param>
internal sealed record FfmpegOutcome(int ExitCode, string Errors, Fault? Fault);

/// <summary>Runs ffmpeg or ffprobe under time, processor, memory and file limits, and hands its output on while it runs.</summary>
internal static class FfmpegRun
{
    // libav's own mappings take about 0.4 GiB; a 120-megapixel frame with its references and RGB copy about 2.5 GiB.
    private const long AddressSpaceBytes = 4L << 30;
    private const int MaximumErrorCharacters = 4096;
    private const int MaximumLineCharacters = 4096;

    /// <summary>Runs to the end, to the time limit, or until <paramref name="output"/> returns false (enough).</summary>
    /// <param name="tool">Absolute path of the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limits">For the time.</param>
    /// <param name="output">Reads standard output; false stops the process.</param>
    /// <param name="line">Sees each line of standard error, cut at a bound.</param>
    /// <param name="cancel">Kills the process tree.</param>
    /// <param name="writable">Most bytes of a file it may write; none unless said.</param>
    internal static FfmpegOutcome Run(string tool, IReadOnlyList<string> arguments, Limits limits, Func<Stream, CancellationToken, Task<bool>> output, Action<string>? line, CancellationToken cancel, long writable = 0)
    {
        using var enough = new CancellationTokenSource();
        using var clock = new CancellationTokenSource(TimeSpan.FromSeconds(limits.MaximumFfmpegSeconds));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, enough.Token, clock.Token);
        var errors = new StringBuilder();
        // Where the file lies is no property of it, and the same bytes get the same words.
        var place = InLines(arguments.FirstOrDefault(a => a.StartsWith(FfmpegInput.Scheme, StringComparison.Ordinal)) ?? FfmpegInput.Scheme);
        var command = Limited(tool, arguments, limits, writable)
            .WithValidation(CommandResultValidation.None)
            .WithEnvironmentVariables(e => e.Set("AV_LOG_FORCE_NOCOLOR", "1"))
            .WithStandardErrorPipe(PipeTarget.Create((stream, token) => ReadLines(stream, l => Keep(l.Replace(place, "the file", StringComparison.Ordinal), errors, line), token)))
            .WithStandardOutputPipe(PipeTarget.Create(async (stream, token) =>
            {
                if (!await output(stream, token).ConfigureAwait(false)) await enough.CancelAsync().ConfigureAwait(false);
            }));
        try
        {
            var result = command.ExecuteAsync(stop.Token).GetAwaiter().GetResult();
            return new FfmpegOutcome(enough.IsCancellationRequested ? 0 : result.ExitCode, errors.ToString(), null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return enough.IsCancellationRequested ? new FfmpegOutcome(0, errors.ToString(), null) : new FfmpegOutcome(-1, errors.ToString(), TimedOut(limits));
        }
        // A file that is not executable, or a process that could not be started for want of memory.
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            return new FfmpegOutcome(-1, e.Message, FfmpegTools.Missing);
        }
    }

    /// <summary>Reads all of a small output as text; null when it is longer than the bound.</summary>
    internal static (FfmpegOutcome Outcome, string? Text) Capture(string tool, IReadOnlyList<string> arguments, Limits limits, int maximumBytes, CancellationToken cancel)
    {
        using var kept = new MemoryStream();
        var outcome = Run(tool, arguments, limits, async (stream, token) =>
        {
            var buffer = new byte[64 << 10];
            for (int read; (read = await stream.ReadAsync(buffer, token).ConfigureAwait(false)) > 0;)
            {
                kept.Write(buffer, 0, read);
                if (kept.Length > maximumBytes) return false;
            }
            return true;
        }, null, cancel);
        return (outcome, kept.Length > maximumBytes ? null : Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length));
    }

    /// <summary>What ffmpeg complained about, short enough for a message.</summary>
    internal static string Complaint(FfmpegOutcome outcome)
    {
        var first = outcome.Errors.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0) ?? (outcome.ExitCode == 0 ? "it lists none" : $"exit code {outcome.ExitCode}");
        // The address in "[mov @ 0x5581…]" differs from run to run.
        var bracket = first.StartsWith('[') ? first.IndexOf(']', StringComparison.Ordinal) : -1;
        first = first[(bracket + 1)..].Trim();
        return first.Length > 200 ? first[..200] : first;
    }

    private static Command Limited(string tool, IReadOnlyList<string> arguments, Limits limits, long writable)
    {
        if (FfmpegTools.Prlimit is null) return Cli.Wrap(tool).WithArguments(arguments);
        // Processor time counts all threads: decoder, demuxer and filter; no file is written but the one asked for, no core left.
        var cpu = string.Create(CultureInfo.InvariantCulture, $"--cpu={Math.Ceiling(limits.MaximumFfmpegSeconds * 3)}");
        return Cli.Wrap(FfmpegTools.Prlimit).WithArguments([$"--as={AddressSpaceBytes}", cpu, "--nofile=64", "--core=0", string.Create(CultureInfo.InvariantCulture, $"--fsize={writable}"), "--", tool, .. arguments]);
    }

    private static void Keep(string text, StringBuilder errors, Action<string>? line)
    {
        if (errors.Length < MaximumErrorCharacters) errors.Append(text).Append('\n');
        line?.Invoke(text);
    }

    // Lines are read byte by character, so that no broken sequence is lost.
    private static string InLines(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static async Task ReadLines(Stream stream, Action<string> line, CancellationToken cancel)
    {
        var buffer = new byte[16 << 10];
        var current = new StringBuilder();
        for (int read; (read = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
        {
            foreach (var character in Encoding.Latin1.GetString(buffer, 0, read))
            {
                if (character is not ('\n' or '\r'))
                {
                    if (current.Length < MaximumLineCharacters) current.Append(character);
                }
                else if (current.Length > 0)
                {
                    line(current.ToString());
                    current.Clear();
                }
            }
        }
        if (current.Length > 0) line(current.ToString());
    }

    private static Fault TimedOut(Limits limits) => Fault.Damaged(Codes.FfmpegTimeout,
        string.Create(CultureInfo.InvariantCulture, $"ffmpeg did not finish within {limits.MaximumFfmpegSeconds:0} s. Cut the specimen, or raise the limit."));
}
