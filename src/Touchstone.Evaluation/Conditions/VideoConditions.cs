using System.Globalization;
using Touchstone.Evaluation.DataSets.Likeness;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Conditions;

/// <summary>Conditions of the picture of a video: medians over sampled frames, and what the container says.</summary>
internal static class VideoConditions
{
    internal static void Measure(Specimen specimen, Action<string, double> add, Action<string, string> name)
    {
        if (specimen.Streams.Value is { } info && info.Streams.FirstOrDefault(s => s.Type == "video") is { } stream)
        {
            name("video-codec", stream.Codec);
            add("frame-rate", Rate(stream.Properties.GetValueOrDefault("avg_frame_rate", "")));
            if ((info.DurationSeconds ?? stream.DurationSeconds) is > 0 and var seconds) add("bit-rate", specimen.Bytes.Length * 8 / seconds / 1000);
        }
        if (specimen.Frames.Value is not { Frames.Count: > 0 } sampled) return;
        Plane[] frames = [.. sampled.Frames.Select(f => MediaPrint.LumaOf(f.Pixels))];
        var tones = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        foreach (var frame in frames)
        {
            PictureConditions.Tones(frame, (tone, value) =>
            {
                if (!tones.TryGetValue(tone, out var values)) tones[tone] = values = [];
                values.Add(value);
            });
        }
        foreach (var (tone, values) in tones) add(tone, Quantile(values, 0.5));
        add("sharpness", Quantile(frames.Select(PictureConditions.LaplacianVariance), 0.5));
        double[] widths = [.. frames.Select(PictureConditions.EdgeWidth).Where(w => !double.IsNaN(w))];
        add("edge-width", Quantile(widths, 0.5));
        add("noise", Quantile(frames.Select(PictureConditions.Noise), 0.5));
        add("megapixels", frames[0].Width * (double)frames[0].Height / 1e6);
        if (widths.Length >= 3) add("motion-blur", Quantile(widths, 0.9) / Quantile(widths, 0.1));
    }

    private static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Where(v => !double.IsNaN(v)).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }

    // "30000/1001"
    private static double Rate(string text) =>
        text.Split('/') is [var over, var under] && double.TryParse(over, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) && double.TryParse(under, NumberStyles.Float, CultureInfo.InvariantCulture, out var b) && b > 0 ? a / b : double.NaN;
}
