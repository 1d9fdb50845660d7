using System.Globalization;
using Touchstone.Media;
using Touchstone.Media.Containers;
using Touchstone.Media.Jpeg;
using Touchstone.Media.Metadata;
using Touchstone.Media.Video;

namespace Touchstone.Evaluation.DataSets.Leaks;

/// <summary>What a file says of itself without being looked at or listened to: format, sizes, coding, metadata. Nothing of it may tell the classes apart.</summary>
/// <param name="Numbers">By name, with unit in the name; base-2 logarithms where sizes range over decades.</param>
/// <param name="Texts">By name.</param>
public sealed record FileFacts(IReadOnlyDictionary<string, double> Numbers, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>Nothing known.</summary>
    public static FileFacts None { get; } = new(new Dictionary<string, double>(), new Dictionary<string, string>());

    /// <summary>The facts of a specimen; what cannot be read is left out.</summary>
    /// <param name="specimen">The specimen.</param>
    public static FileFacts Of(Specimen specimen)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal) { ["bytes-log2"] = Math.Log2(specimen.Bytes.Length) };
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = specimen.Format.ToString() };
        if (specimen.DeclaredSize.Value is { } size)
        {
            AddSize(numbers, texts, size.Width, size.Height);
            numbers["bits-per-pixel"] = 8.0 * specimen.Bytes.Length / Math.Max(1, size.Width * size.Height);
        }
        if (specimen.Format == MediaFormat.Jpeg && specimen.Container.Value is { } tree) AddJpeg(numbers, texts, tree);
        if (specimen.Metadata.Value is { } metadata) AddMetadata(numbers, texts, metadata);
        if (specimen.Kind is MediaKind.Audio or MediaKind.Video && specimen.Streams.Value is { } streams) AddStreams(numbers, texts, streams, specimen.Bytes.Length);
        return new FileFacts(numbers, texts);
    }

    private static void AddSize(Dictionary<string, double> numbers, Dictionary<string, string> texts, double width, double height)
    {
        numbers["width-log2"] = Math.Log2(Math.Max(1, width));
        numbers["height-log2"] = Math.Log2(Math.Max(1, height));
        numbers["aspect-log2"] = Math.Log2(Math.Max(1, width) / Math.Max(1, height));
        texts["size"] = string.Create(CultureInfo.InvariantCulture, $"{width}x{height}");
    }

    private static void AddJpeg(Dictionary<string, double> numbers, Dictionary<string, string> texts, ContainerTree tree)
    {
        if (LumaTable(tree) is { } table)
        {
            var fit = JpegTables.FitLuminance(table);
            numbers["jpeg-quality"] = fit.Quality;
            texts["jpeg-table"] = fit.IsExact ? "standard" : "own";
        }
        if (tree.All.FirstOrDefault(n => n.Type.StartsWith("SOF", StringComparison.Ordinal)) is { } frame)
        {
            texts["jpeg-process"] = frame.Type;
            texts["chroma-sampling"] = frame["Sampling"] ?? "";
        }
        texts["jpeg-segments"] = string.Join(' ', tree.Roots.TakeWhile(n => n.Type != "SOS").Select(n => n.Type).Where(t => t.StartsWith("APP", StringComparison.Ordinal) || t is "COM" or "DRI").Distinct());
    }

    /// <summary>Steps [64] of the luma table of a JPEG, natural order; null where there is none.</summary>
    internal static ushort[]? LumaTable(ContainerTree tree) =>
        tree.OfType("DQT").SelectMany(n => n.Table?.Rows ?? []).FirstOrDefault(r => r[0] == 0) is { Length: 66 } row ? [.. row.Skip(2).Select(s => (ushort)Math.Clamp(s, 0, ushort.MaxValue))] : null;

    private static void AddMetadata(Dictionary<string, double> numbers, Dictionary<string, string> texts, MediaMetadata metadata)
    {
        string Has(string prefix) => metadata.Tags.Any(t => t.Directory.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ? "yes" : "no";
        numbers["metadata-tags-log2"] = Math.Log2(1 + metadata.Tags.Count(t => !t.Directory.StartsWith("File", StringComparison.Ordinal)));
        texts["exif"] = Has("Exif");
        texts["icc"] = Has("ICC");
        texts["iptc"] = Has("IPTC");
        texts["xmp"] = metadata.Xmp is null ? "no" : "yes";
        texts["preview"] = metadata.Previews.Count > 0 ? "yes" : "no";
        texts["text"] = metadata.Texts.Count > 0 ? "yes" : "no";
    }

    private static void AddStreams(Dictionary<string, double> numbers, Dictionary<string, string> texts, StreamInfo info, long bytes)
    {
        double? Number(MediaStream stream, string name) => double.TryParse(stream.Properties.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
        if (info.DurationSeconds is > 0 and var seconds)
        {
            numbers["duration-s"] = seconds;
            numbers["bit-rate-log2"] = Math.Log2(8 * bytes / seconds);
        }
        texts["container-tags"] = string.Join(' ', info.Tags.Keys.Order(StringComparer.Ordinal));
        if (info.Streams.FirstOrDefault(s => s.Type == "video") is { } video)
        {
            if (Number(video, "width") is { } width && Number(video, "height") is { } height) AddSize(numbers, texts, width, height);
            texts["video-codec"] = $"{video.Codec} {video.Properties.GetValueOrDefault("profile")} {video.Properties.GetValueOrDefault("pix_fmt")}";
            texts["frame-rate"] = video.Properties.GetValueOrDefault("avg_frame_rate", "");
        }
        var audio = info.Streams.FirstOrDefault(s => s.Type == "audio");
        texts["audio-codec"] = audio?.Codec ?? "none";
        texts["sample-rate"] = audio?.Properties.GetValueOrDefault("sample_rate", "") ?? "";
        texts["channels"] = audio?.Properties.GetValueOrDefault("channels", "") ?? "";
        texts["sample-bits"] = audio is null ? "" : audio.Properties.GetValueOrDefault("bits_per_raw_sample", audio.Properties.GetValueOrDefault("bits_per_sample", ""));
    }
}
