using System.Diagnostics;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Evaluation.Measures;

/// <summary>Runs the command line as a person does, and takes its wall time and the resident memory of everything it starts.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="PeakBytes">Highest sum of resident memory seen, polled; pages shared by two processes count twice.</param>
/// <param name="ExitCode">Exit code.</param>
internal sealed record WholeProcess(double Seconds, long PeakBytes, int ExitCode)
{
    private const int PollMs = 10;

    internal static async Task<WholeProcess> RunAsync(WorkerCommand command, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        // The worker's verb is the last argument of its command; the same program runs the verb of a person.
        var start = new ProcessStartInfo(command.FileName, [.. command.Arguments.SkipLast(1), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new IOException($"{command.FileName} does not start.");
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        var ended = process.WaitForExitAsync(cancel);
        long peak = 0;
        while (!ended.IsCompleted)
        {
            peak = Math.Max(peak, ProcessTree.Of(process.Id).ResidentBytes);
            await Task.WhenAny(ended, Task.Delay(PollMs, cancel));
        }
        await ended;
        var seconds = watch.Elapsed.TotalSeconds;
        await output;
        return new WholeProcess(seconds, peak, process.ExitCode);
    }

    /// <summary>The run of median wall time among several, with the highest peak.</summary>
    internal static async Task<WholeProcess> MedianAsync(WorkerCommand command, IReadOnlyList<string> arguments, int runs, CancellationToken cancel)
    {
        var taken = new List<WholeProcess>();
        for (var i = 0; i < runs; i++) taken.Add(await RunAsync(command, arguments, cancel));
        return taken.OrderBy(t => t.Seconds).ElementAt(runs / 2) with { PeakBytes = taken.Max(t => t.PeakBytes) };
    }
}
