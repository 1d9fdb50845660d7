namespace Touchstone.Engine.Detectors.Video.VideoContainer;

/// <summary>Rules on the times of single pictures and sounds: gaps, standstills, missing sizes, groups of pictures.</summary>
internal static class TimingRules
{
    // A picture that lasts over three medians is no jitter of the clock (forensics note K4: gaps above 3×).
    private const int GapFactor = 3;
    // Where fewer samples keep to the median, the rate is variable by design and a long picture says nothing.
    private const double RegularShare = 0.9;
    private const double MostGaps = 0.02;
    private const int LeastGroups = 6;

    internal static void Apply(Movie movie, Remarks remarks, CancellationToken cancel)
    {
        foreach (var track in movie.Tracks)
        {
            cancel.ThrowIfCancellationRequested();
            if (movie.Fragmented || SampleTimes.Of(track.Durations) is not { } times) continue;
            Counts(track, times, remarks);
            if (track.Handler != "vide") continue;
            Gaps(track, times, remarks);
            Groups(track, times, remarks);
        }
    }

    private static void Counts(Track track, SampleTimes times, Remarks remarks)
    {
        if (times.Complete && track.SizedSamples >= 0 && times.Samples != track.SizedSamples)
        {
            FormattableString text = $"The {track.Name} gives times to {times.Samples} samples and sizes to {track.SizedSamples}.";
            // One more or less is a known slip of muxers at the end of a recording.
            if (Math.Abs(times.Samples - track.SizedSamples) > 1) remarks.Contradiction("video.sample-count", text, "A repair tool rebuilt the index of a broken recording.", track.Node.Offset);
            else remarks.Anomaly("video.sample-count", text, "Some muxers miscount the last sample.", track.Node.Offset);
        }
        if (track.Descriptions > 1)
        {
            remarks.Anomaly("video.descriptions", $"The {track.Name} holds {track.Descriptions} sample descriptions: parts of it were encoded differently.",
                "A camera that paused, or an honest edit, joins such parts too.", track.Node.Offset);
        }
    }

    private static void Gaps(Track track, SampleTimes times, Remarks remarks)
    {
        long time = 0, still = 0, gaps = 0;
        List<(double Start, double End)> places = [];
        var rows = track.Durations!.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is not [var samples and > 0, var duration and >= 0]) continue;
            // The last sample of a recording is often left without a duration, or given the rest.
            var last = i == rows.Count - 1 && samples == 1;
            if (duration == 0 && !last) still += samples;
            if (times.Median > 0 && duration > GapFactor * times.Median && !last)
            {
                gaps += samples;
                places.Add((track.Seconds(time), track.Seconds(time + duration * samples)));
            }
            time += duration * samples;
        }
        if (still > 0)
            remarks.Anomaly("video.zero-time", $"{still} pictures of the {track.Name} last no time at all.", "Some screen recorders and stream grabbers write such pictures when their clock stalls.", track.Node.Offset);
        if (gaps == 0 || times.RegularShare < RegularShare || gaps > MostGaps * times.Samples) return;
        remarks.Anomaly("video.time-gap", $"{gaps} of {times.Samples} pictures of the {track.Name} last over {GapFactor} times the median of {track.Seconds(times.Median) * 1000:0.0} ms, first at {places[0].Start:0.00} s.",
            "A phone short of light or memory drops pictures; an upload may skip some.", track.Node.Offset);
        foreach (var (start, end) in places) remarks.Where(start, end, $"picture held for {(end - start) * 1000:0} ms");
    }

    // Key pictures at a fixed distance with a few short groups inside: a join without re-encoding must begin with a key picture. Encoders that
    // set key pictures at scene changes do the same, so this is a note.
    private static void Groups(Track track, SampleTimes times, Remarks remarks)
    {
        if (track.SyncSamples is not { } keys || keys.Rows.Count < LeastGroups) return;
        long[] lengths = [.. keys.Rows.Zip(keys.Rows.Skip(1), (a, b) => b[0] - a[0])];
        var usual = lengths.GroupBy(l => l).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First();
        var odd = lengths.Length - usual.Count();
        if (odd == 0 || usual.Key <= 1 || usual.Count() < 0.8 * lengths.Length) return;
        var first = Array.FindIndex(lengths, l => l != usual.Key);
        remarks.Note("video.key-pictures", $"The {track.Name} sets a key picture every {usual.Key} pictures, but {odd} of {lengths.Length} groups differ, first the one of {lengths[first]} at about {track.Seconds((keys.Rows[first][0] - 1) * times.Median):0.00} s.",
            "Many encoders add key pictures where the scene changes.", track.Node.Offset);
    }
}
