using System.Globalization;

namespace Touchstone.Media.Video;

/// <summary>Finds shot boundaries from a small luma picture of every frame.</summary>
internal static class ShotReader
{
    internal const int ThumbWidth = 64, ThumbHeight = 36;

    // At 60 frames a second, two hours; 2304 bytes a frame are never kept, only two numbers each.
    private const int MaximumFrames = 450_000;

    internal static View<ShotBoundaries> Read(Specimen specimen, CancellationToken cancel)
    {
        if (VideoSource.Open(specimen, out var fault) is not { } source) return View<ShotBoundaries>.Missing(fault!);
        var times = new FrameTimes();
        var differences = new List<float>();
        var filter = $"scale={ThumbWidth}:{ThumbHeight}:flags=area+bitexact,format=gray,showinfo=checksum=0";
        var outcome = source.Run(filter, [], ["-s", $"{ThumbWidth}x{ThumbHeight}"], async (stream, token) =>
        {
            var (current, previous) = (new byte[ThumbWidth * ThumbHeight], new byte[ThumbWidth * ThumbHeight]);
            while (await stream.ReadAtLeastAsync(current, current.Length, throwOnEndOfStream: false, token).ConfigureAwait(false) == current.Length)
            {
                differences.Add(differences.Count == 0 ? 0 : ShotChange.Difference(previous, current));
                if (differences.Count >= MaximumFrames) return false;
                (current, previous) = (previous, current);
            }
            return true;
        }, times, cancel);
        var count = Math.Min(differences.Count, times.Seconds.Count);
        if (count == 0) return View<ShotBoundaries>.Missing(VideoSource.Undecodable(outcome));
        double[] seconds = [.. times.Seconds.Take(count)];
        float[] values = [.. differences.Take(count)];
        var cuts = ShotChange.Cuts(values);
        return View<ShotBoundaries>.Of(new ShotBoundaries(Shots(seconds, cuts), seconds, values), Describe(count, outcome.Fault ?? (differences.Count >= MaximumFrames ? Bounded : null)));
    }

    private static Fault Bounded => Fault.Damaged(Codes.LimitFrames, $"only the first {MaximumFrames:N0} frames were read");

    private static Shot[] Shots(double[] seconds, IReadOnlyList<int> cuts)
    {
        int[] starts = [0, .. cuts];
        // The last frame lasts as long as the one before it.
        var end = seconds[^1] + (seconds.Length > 1 ? Math.Max(0, seconds[^1] - seconds[^2]) : 0);
        return [.. starts.Select((start, i) => new Shot(seconds[start], i + 1 < starts.Length ? seconds[starts[i + 1]] : end))];
    }

    private static string Describe(int frames, Fault? fault) =>
        string.Create(CultureInfo.InvariantCulture, $"{frames} frames decoded by ffmpeg, luma reduced to {ThumbWidth}×{ThumbHeight}, hard cuts by a sliding-window test; fades are not found")
            + (fault is null ? "" : "; stopped early: " + fault.Message);
}
