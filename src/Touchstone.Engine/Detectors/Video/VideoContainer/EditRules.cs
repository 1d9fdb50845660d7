namespace Touchstone.Engine.Detectors.Video.VideoContainer;

/// <summary>Rules on edit lists and durations: material that is in the file and not shown, lengths that disagree.</summary>
internal static class EditRules
{
    // Encoder delays that edit lists skip by design: two AAC frames of priming at 16 kHz (0.13 s), a few reordered pictures.
    private const double DelaySeconds = 0.25;
    private const double AgreeSeconds = 0.1;
    private const double AgreeShare = 0.01;
    private const double TracksAgreeSeconds = 1.0;

    internal static void Apply(Movie movie, Remarks remarks)
    {
        if (movie.Fragmented || movie.Timescale <= 0) return;
        foreach (var track in movie.Tracks.Where(t => t.Timescale > 0))
        {
            Edits(movie, track, remarks);
            Lengths(movie, track, remarks);
        }
        MovieLength(movie, remarks);
    }

    private static void Edits(Movie movie, Track track, Remarks remarks)
    {
        // Rows: duration in movie units, media time in media units (−1 = nothing is shown).
        var shown = track.Edits.Where(e => e[1] >= 0 && e[0] >= 0).ToArray();
        if (shown.Length == 0) return;
        var offset = track.Node.Offset;
        if (shown.Length > 1)
            remarks.Anomaly("video.edit-parts", $"The {track.Name} is shown as {shown.Length} parts of its material, by an edit list.", "An editor that does not re-encode writes such lists; QuickTime Player does.", offset);
        (double Start, double End)[] parts = [.. shown.Select(e => (track.Seconds(e[1]), track.Seconds(e[1]) + (e[0] == 0 ? track.Seconds(track.MediaDuration - e[1]) : (double)e[0] / movie.Timescale))).OrderBy(p => p.Item1)];
        var length = track.Seconds(track.MediaDuration);
        double at = 0;
        foreach (var (start, end) in parts.Append((length, length)))
        {
            if (start - at > DelaySeconds + track.Seconds(Math.Max(0, track.FirstOffset)))
            {
                remarks.Anomaly("video.hidden-material", $"{start - at:0.00} s of the {track.Name} are in the file but not shown, from {at:0.00} s of the material on.",
                    "A phone that trims a recording without re-encoding keeps the rest; a cut that must begin at a key picture keeps some.", offset);
                remarks.Where(at, start, $"hidden by the edit list of the {track.Name} (time of the material)");
            }
            at = Math.Max(at, end);
        }
        if (length > 0 && at > length + DelaySeconds && at - length > AgreeShare * length)
            remarks.Anomaly("video.edit-beyond", $"The edit list shows the {track.Name} up to {at:0.00} s of a material of {length:0.00} s.", "Some muxers round the last picture up.", offset);
    }

    private static void Lengths(Movie movie, Track track, Remarks remarks)
    {
        var media = track.Seconds(track.MediaDuration);
        if (SampleTimes.Of(track.Durations) is { Complete: true } times && track.MediaDuration > 0)
        {
            var sum = track.Seconds(times.Total);
            if (Differ(media, sum, track.Seconds(2 * times.Median)))
                remarks.Anomaly("video.media-duration", $"The header of the {track.Name} says {media:0.00} s, its samples last {sum:0.00} s.", "A recording that broke off, or a muxer that leaves the last sample out.", track.MediaHeader?.Offset);
        }
        var edited = track.Edits.Sum(e => Math.Max(0, (double)e[0])) / movie.Timescale;
        var header = (double)track.HeaderDuration / movie.Timescale;
        if (track.Edits.Count > 0 && edited > 0 && track.HeaderDuration > 0 && Differ(header, edited, 0))
            remarks.Anomaly("video.track-duration", $"The header of the {track.Name} says {header:0.00} s, its edit list adds up to {edited:0.00} s.", "Some muxers write the length of the material there.", track.Node.Offset);
    }

    private static void MovieLength(Movie movie, Remarks remarks)
    {
        var longest = movie.Tracks.Select(t => (double)t.HeaderDuration / movie.Timescale).DefaultIfEmpty(0).Max();
        if (movie.Duration > 0 && longest > 0 && Differ(movie.DurationSeconds, longest, 0))
            remarks.Anomaly("video.movie-duration", $"The movie header says {movie.DurationSeconds:0.00} s, the longest track {longest:0.00} s; by the standard they are one.", "A tool changed one header and forgot the other.", movie.Header?.Offset);
        double Length(string handler) => movie.Tracks.Where(t => t.Handler == handler).Select(t => (double)t.HeaderDuration / movie.Timescale).DefaultIfEmpty(0).Max();
        var (pictures, sound) = (Length("vide"), Length("soun"));
        if (pictures > 0 && sound > 0 && Math.Abs(pictures - sound) > TracksAgreeSeconds)
            remarks.Note("video.sound-length", $"The pictures last {pictures:0.00} s, the sound {sound:0.00} s.", "Sound that was added or replaced, a camera that starts sound late, or music that runs on.", null);
    }

    private static bool Differ(double a, double b, double allowed) => Math.Abs(a - b) > Math.Max(allowed, AgreeSeconds) && Math.Abs(a - b) > AgreeShare * Math.Max(a, b);
}
