using System.Globalization;
using System.Text.Json;
using Touchstone.Media.Ffmpeg;

namespace Touchstone.Media.Video;

/// <summary>Asks ffprobe for the streams of a recording or video.</summary>
internal static class StreamProbe
{
    // A file with a thousand streams and chapters prints about 1 MB.
    private const int MaximumOutputBytes = 4 << 20;
    private const int MaximumValueCharacters = 1000;

    internal static View<StreamInfo> Read(Specimen specimen, CancellationToken cancel)
    {
        if (FfmpegInput.Refuse(specimen) is { } refusal) return View<StreamInfo>.Missing(refusal);
        string[] arguments = ["-v", "error", "-hide_banner", "-show_format", "-show_streams", "-of", "json=compact=1", .. FfmpegInput.Arguments(specimen)];
        var (outcome, text) = FfmpegRun.Capture(FfmpegTools.Ffprobe!, arguments, specimen.Limits, MaximumOutputBytes, cancel);
        if (outcome.Fault is not null) return View<StreamInfo>.Missing(outcome.Fault);
        if (text is null) return View<StreamInfo>.Missing(Fault.Damaged(Codes.LimitOutput, "The file declares more streams than can be listed."));
        return Parse(text) is { Streams.Count: > 0 } info
            ? View<StreamInfo>.Of(info, "streams listed by ffprobe")
            : View<StreamInfo>.Missing(Undecodable(specimen, outcome));
    }

    /// <summary>The first stream of a type that is no cover picture, or null.</summary>
    internal static MediaStream? First(StreamInfo info, string type) =>
        info.Streams.FirstOrDefault(s => s.Type == type && s.Properties.GetValueOrDefault("disposition.attached_pic") != "1");

    internal static int Number(MediaStream stream, string property) =>
        int.TryParse(stream.Properties.GetValueOrDefault(property), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : 0;

    internal static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static Fault Undecodable(Specimen specimen, FfmpegOutcome outcome) => Fault.Damaged(
        specimen.Kind == MediaKind.Audio ? Codes.AudioUndecodable : Codes.VideoUndecodable,
        $"No stream can be read ({FfmpegRun.Complaint(outcome)}). Get a complete copy.");

    private static StreamInfo? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var format = root.TryGetProperty("format", out var f) ? Flatten(f) : [];
            var streams = root.TryGetProperty("streams", out var s) && s.ValueKind == JsonValueKind.Array ? s.EnumerateArray().Select(StreamOf).ToArray() : [];
            var tags = format.Where(p => p.Key.StartsWith("tags.", StringComparison.Ordinal)).ToDictionary(p => p.Key["tags.".Length..], p => p.Value);
            return new StreamInfo(format.GetValueOrDefault("format_name", ""), Seconds(format.GetValueOrDefault("duration")), streams, tags);
        }
        catch (JsonException)
        {
            // ffprobe was stopped in the middle of its answer.
            return null;
        }
    }

    private static MediaStream StreamOf(JsonElement element, int index)
    {
        var properties = Flatten(element);
        return new MediaStream(index, properties.GetValueOrDefault("codec_type", ""), properties.GetValueOrDefault("codec_name", ""), Seconds(properties.GetValueOrDefault("duration")), properties);
    }

    // {"width":640,"tags":{"encoder":"x"}} becomes width = 640, tags.encoder = x; arrays (side data) take their number: side_data_list.0.rotation.
    private static SortedDictionary<string, string> Flatten(JsonElement element)
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(element, "", properties);
        return properties;
    }

    private static void Add(JsonElement element, string prefix, SortedDictionary<string, string> properties)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject()) Add(property.Value, prefix.Length == 0 ? property.Name : prefix + "." + property.Name, properties);
                break;
            case JsonValueKind.Array:
                var number = 0;
                foreach (var item in element.EnumerateArray()) Add(item, prefix + "." + number++.ToString(CultureInfo.InvariantCulture), properties);
                break;
            default:
                // The file name is the caller's, not the media's.
                var value = element.ToString();
                if (prefix != "filename") properties[prefix] = value.Length > MaximumValueCharacters ? value[..MaximumValueCharacters] : value;
                break;
        }
    }
}
