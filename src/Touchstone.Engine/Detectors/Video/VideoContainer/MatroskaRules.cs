using System.Globalization;
using Touchstone.Media.Containers;

namespace Touchstone.Engine.Detectors.Video.VideoContainer;

/// <summary>Rules on Matroska and WebM (RFC 9559): who wrote it, and whether its clusters agree with its length.</summary>
internal static class MatroskaRules
{
    private const double AgreeSeconds = 0.5;

    internal static void Apply(ContainerTree tree, Remarks remarks)
    {
        foreach (var name in (string[])["MuxingApp", "WritingApp"])
        {
            if (Text(tree, name) is { } app) remarks.Note("video.writer", $"{name}: \"{app.Value}\".", "", app.Offset);
        }
        if (Text(tree, "DateUTC") is { } date && DateTimeOffset.TryParse(date.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created)
            && Text(tree, "MuxingApp") is { } muxer && Writers.FirstYear(muxer.Value) is { } year && created.Year < year)
            remarks.Anomaly("video.younger-writer", $"The file says it was created in {created.Year}, but {muxer.Value} exists since {year}: it was written again later.", "FFmpeg carries the time of the recording over.", muxer.Offset);
        Clusters(tree, remarks);
    }

    private static void Clusters(ContainerTree tree, Remarks remarks)
    {
        var scale = Text(tree, "TimestampScale") is { } s && double.TryParse(s.Value, CultureInfo.InvariantCulture, out var ns) ? ns * 1e-9 : 1e-3;
        double previous = double.NegativeInfinity, last = 0;
        foreach (var cluster in tree.OfType("Cluster"))
        {
            if (cluster.Children.FirstOrDefault(c => c.Type == "Timestamp") is not { Fields: [var field, ..] } || !double.TryParse(field.Value, CultureInfo.InvariantCulture, out var ticks)) continue;
            var seconds = ticks * scale;
            if (seconds < previous)
            {
                remarks.Anomaly("video.cluster-order", $"A cluster at {seconds:0.00} s follows one at {previous:0.00} s.", "Two recordings were joined without a new index, as a live stream that restarts does.", cluster.Offset);
                remarks.Where(seconds, previous, $"time runs back");
            }
            previous = seconds;
            last = Math.Max(last, seconds);
        }
        if (Text(tree, "Duration") is { } stated && double.TryParse(stated.Value, CultureInfo.InvariantCulture, out var units) && last > units * scale + AgreeSeconds)
            remarks.Anomaly("video.movie-duration", $"The file says it lasts {units * scale:0.00} s, but a cluster begins at {last:0.00} s.", "A header written before the recording ended.", stated.Offset);
    }

    private static (string Value, long Offset)? Text(ContainerTree tree, string type) =>
        tree.OfType(type).FirstOrDefault() is { Fields: [var field, ..] } node ? (field.Value, node.Offset) : null;
}
