using System.Globalization;
using Touchstone.Media;
using Touchstone.Media.Video;

namespace Touchstone.Engine;

/// <summary>Facts of a specimen that its views know, by name, with units.</summary>
internal static class ViewFacts
{
    internal static Dictionary<string, string> Of(Specimen specimen)
    {
        var facts = new Dictionary<string, string>();
        if (specimen.Kind == MediaKind.Image) AddImage(specimen, facts);
        else if (specimen.Streams.TryGet(out var streams, out _)) AddStreams(streams, facts);
        return facts;
    }

    private static void AddImage(Specimen specimen, Dictionary<string, string> facts)
    {
        // Coefficients first: they stand even where an image is too large for its pixels to be decoded.
        if (specimen.Coefficients.TryGet(out var jpeg, out _))
        {
            facts["width"] = $"{jpeg.Frame.Width} px";
            facts["height"] = $"{jpeg.Frame.Height} px";
            facts["coding"] = jpeg.Frame.IsProgressive ? "progressive" : "baseline";
        }
        else if (specimen.Pixels.TryGet(out var pixels, out _))
        {
            facts["width"] = $"{pixels.Width} px";
            facts["height"] = $"{pixels.Height} px";
        }
    }

    private static void AddStreams(StreamInfo streams, Dictionary<string, string> facts)
    {
        var duration = streams.DurationSeconds ?? streams.Streams.Max(s => s.DurationSeconds);
        if (duration is { } seconds) facts["duration"] = string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000} s");
        if (streams.Streams.FirstOrDefault(s => s.Type == "video") is { } video)
        {
            facts["video codec"] = video.Codec;
            Copy(video, "width", "width", " px", facts);
            Copy(video, "height", "height", " px", facts);
            Copy(video, "avg_frame_rate", "frame rate", " frames/s", facts);
        }
        if (streams.Streams.FirstOrDefault(s => s.Type == "audio") is { } audio)
        {
            facts["audio codec"] = audio.Codec;
            Copy(audio, "sample_rate", "sample rate", " Hz", facts);
            Copy(audio, "channels", "channels", "", facts);
        }
    }

    private static void Copy(MediaStream stream, string property, string name, string unit, Dictionary<string, string> facts)
    {
        if (stream.Properties.TryGetValue(property, out var value)) facts[name] = value + unit;
    }
}
