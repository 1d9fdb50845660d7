using System.Globalization;

namespace Touchstone.Engine.Detectors.Video.VideoContainer;

/// <summary>Rules on who wrote the file and when: signatures of software beside claims of a device, times that cannot be.</summary>
internal static class WriterRules
{
    // Cameras set to local time differ from UTC by at most 14 hours; a day leaves room.
    private const double ZoneHours = 26;

    private static readonly string[] _makeKeys = ["©mak", "com.apple.quicktime.make", "com.android.manufacturer", "manu", "CNMN"];
    private static readonly string[] _modelKeys = ["©mod", "com.apple.quicktime.model", "com.android.model", "modl", "CNTH"];
    private static readonly string[] _encoderKeys = ["©too", "©enc", "©swr", "com.apple.quicktime.software", "encoderText", "compressor", "handler", "MuxingApp", "WritingApp", "ISFT", "ENCODER"];

    internal static void Apply(Movie movie, Remarks remarks)
    {
        var device = Device(movie);
        var signed = movie.Texts.Where(t => _encoderKeys.Contains(t.Key, StringComparer.OrdinalIgnoreCase))
            .Select(t => (Text: t, Software: Writers.Software(t.Value))).Where(s => s.Software is not null).DistinctBy(s => s.Software).ToArray();
        remarks.Note("video.layout", $"Boxes in order: {Writers.Layout(movie)}.", "", 0);
        foreach (var (text, software) in signed)
            remarks.Note("video.writer", $"{software} signed the file: \"{Short(text.Value)}\" ({text.Key}).", "Messengers, platforms and converters re-write nearly every video they carry.", text.Offset);
        if (signed.Length == 0 && Writers.LooksLikeLibavformat(movie))
            remarks.Note("video.writer-layout", $"Brands and handler names are those of FFmpeg, but no text says so.", "Its signature can be turned off, and other programs copy its habits.", 0);
        if (device is { } claim && (signed.Length > 0 || Writers.LooksLikeLibavformat(movie)))
        {
            remarks.Anomaly("video.device-and-software", $"The file claims the device {claim.Value}, but {(signed.Length > 0 ? signed[0].Software : "FFmpeg, by its layout,")} wrote it: it is no camera original.",
                "Converters and messengers carry the camera's texts over.", claim.Offset);
        }
        if (device is { Value: var name } && name.StartsWith("Apple", StringComparison.OrdinalIgnoreCase) && movie.Tree.Roots.FirstOrDefault(n => n.Type == "ftyp") is { } brand && brand["majorBrand"]?.Trim() != "qt")
            remarks.Anomaly("video.apple-brand", $"The file claims {name}, whose cameras write QuickTime files, but its brand is {brand["majorBrand"]?.Trim()}.", "Sharing a recording from the phone may convert it.", brand.Offset);
        Times(movie, remarks);
    }

    private static (string Value, long Offset)? Device(Movie movie) => (movie.Text(_makeKeys), movie.Text(_modelKeys)) switch
    {
        (null, null) => null,
        ({ } make, null) => (make.Value, make.Offset),
        (null, { } model) => (model.Value, model.Offset),
        ({ } make, { } model) => (make.Value + " " + model.Value, make.Offset),
    };

    private static void Times(Movie movie, Remarks remarks)
    {
        var created = Time(movie.Header?["creationTimeUtc"]);
        var modified = Time(movie.Header?["modificationTimeUtc"]);
        if (created > modified)
            remarks.Anomaly("video.time-order", $"The movie was modified ({modified:yyyy-MM-dd HH:mm:ss}) before it was created ({created:yyyy-MM-dd HH:mm:ss}).", "A camera clock that was set while recording.", movie.Header?.Offset);
        foreach (var track in movie.Tracks)
        {
            if (Time(track.MediaHeader?["creationTimeUtc"]) is { } time && created is { } whole && Math.Abs((time - whole).TotalHours) > ZoneHours)
                remarks.Anomaly("video.track-time", $"The {track.Name} was created {time:yyyy-MM-dd HH:mm:ss}, the movie {whole:yyyy-MM-dd HH:mm:ss}.", "A track was added later, or times were carried over from its source.", track.MediaHeader?.Offset);
        }
        if (movie.Text("com.apple.quicktime.creationdate") is { } stated && Time(stated.Value) is { } said && created is { } header && Math.Abs((said - header).TotalHours) > ZoneHours)
            remarks.Anomaly("video.stated-time", $"The text says it was created {stated.Value}, the header {header:yyyy-MM-dd HH:mm:ss}.", "An export writes its own time into the header and carries the text over.", stated.Offset);
        foreach (var text in movie.Texts)
        {
            if (Writers.FirstYear(text.Value) is { } year && created is { } before && before.Year < year && before.Year >= 1990)
            {
                remarks.Anomaly("video.younger-writer", $"The movie says it was created in {before.Year}, but {Short(text.Value)} exists since {year}: it was written again later.",
                    "FFmpeg carries the time of the recording over when it converts.", text.Offset);
                break;
            }
        }
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static string Short(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
