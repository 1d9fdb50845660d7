using System.Globalization;
using Touchstone.Media;
using Touchstone.Media.Jpeg;
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
            facts["JPEG quality"] = $"{JpegTables.FitLuminance(jpeg.Luma.Quantisation).Quality} of 100 by the nearest usual table";
            facts["coding"] = jpeg.Frame.IsProgressive ? "progressive" : "baseline";
        }
        else if (specimen.Pixels.TryGet(out var pixels, out _))
        {
            facts["width"] = $"{pixels.Width} px";
            facts["height"] = $"{pixels.DeclaredHeight ?? pixels.Height} px";
        }
        else if (specimen.DeclaredSize.TryGet(out var declared, out _))
        {
            facts["width"] = $"{declared.Width} px";
            facts["height"] = $"{declared.Height} px";
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
            if (video.Properties.TryGetValue("avg_frame_rate", out var rate) && Quotient(rate) is { } perSecond)
                facts["frame rate"] = string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.###} frames/s");
        }
        if (streams.Streams.FirstOrDefault(s => s.Type == "audio") is { } audio)
        {
            facts["audio codec"] = audio.Codec;
            Copy(audio, "sample_rate", "sample rate", " Hz", facts);
            Copy(audio, "channels", "channels", "", facts);
        }
    }

    // ffprobe writes rates as fractions: "30000/1001"; "0/0" where there is none.
    private static double? Quotient(string fraction) =>
        fraction.Split('/') is [var above, var below]
        && double.TryParse(above, CultureInfo.InvariantCulture, out var numerator)
        && double.TryParse(below, CultureInfo.InvariantCulture, out var denominator) && denominator > 0 ? numerator / denominator : null;

    private static void Copy(MediaStream stream, string property, string name, string unit, Dictionary<string, string> facts)
    {
        if (stream.Properties.TryGetValue(property, out var value)) facts[name] = value + unit;
    }
}
