using System.Globalization;
using Touchstone.Workbench;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Service.Measures.Jobs;

/// <summary>A program in the place of the one that examines: it waits, gives everybody the same answer, and writes down when it began and ended. So the queue alone is measured, and has a witness.</summary>
internal sealed class StandIn
{
    private readonly string _script, _log;

    private StandIn(string script, string log) => (_script, _log) = (script, log);

    /// <summary>Arguments that put it into its place.</summary>
    internal IReadOnlyList<string> Arguments => ["--examiner", _script];

    /// <summary>Writes the program.</summary>
    /// <param name="folder">Where; made when missing.</param>
    /// <param name="pause">How long an examination takes.</param>
    /// <param name="command">The program that examines: the answer is one of its own, to a small recording.</param>
    /// <param name="cancel">Gives up.</param>
    internal static async Task<StandIn> MakeAsync(string folder, TimeSpan pause, WorkerCommand command, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var (script, log, answer) = (Path.Combine(folder, "examiner.sh"), Path.Combine(folder, "examiner.log"), Path.Combine(folder, "answer"));
        await using (var file = File.Create(answer)) await Frame.Of(FrameKind.Done, await ExamineAsync(folder, command, cancel)).WriteToAsync(file, cancel);
        // A request is a letter, four bytes of length, and JSON with the path, whose last part is the digest of the content.
        await File.WriteAllTextAsync(script, $$"""
            #!/bin/bash
            while [ "$(head -c 1)" = Q ]; do
              set -- $(head -c 4 | od -An -tu1)
              sha=$(head -c $(($1 + $2 * 256 + $3 * 65536)) | sed -n 's|.*"path":"[^"]*/\([0-9a-f]\{64\}\)".*|\1|p')
              echo "begun $sha $EPOCHREALTIME" >> '{{log}}'
              sleep {{pause.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)}}
              cat '{{answer}}' && echo "ended $sha $EPOCHREALTIME" >> '{{log}}'
            done
            """, cancel);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(log, "", cancel);
        return new StandIn(script, log);
    }

    /// <summary>What was begun so far, in that order.</summary>
    internal IReadOnlyList<(string Sha256, DateTimeOffset At)> Begun() =>
        [.. from line in File.ReadLines(_log) let word = line.Split(' ') where word is ["begun", { Length: 64 }, _] select (word[1], TimeOf(word[2]))];

    /// <summary>How many answers were given.</summary>
    internal int Ended() => File.ReadLines(_log).Count(l => l.StartsWith("ended", StringComparison.Ordinal));

    private static async Task<Examined> ExamineAsync(string folder, WorkerCommand command, CancellationToken cancel)
    {
        var recording = Path.Combine(folder, "recording");
        await File.WriteAllBytesAsync(recording, Specimens.Recording(-1), cancel);
        await using var pool = new ExaminationPool(new PoolOptions { Command = command, WithExhibits = true }, TimeProvider.System);
        return await pool.ExamineAsync(recording, cancel);
    }

    // Seconds since 1970 with a point or, by the system's language, a comma.
    private static DateTimeOffset TimeOf(string text) => DateTimeOffset.UnixEpoch.AddSeconds(double.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture));
}
