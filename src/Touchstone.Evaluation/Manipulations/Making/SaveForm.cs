using System.Globalization;
using System.Text.RegularExpressions;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Manipulations.Making;

/// <summary>How a made specimen and its authentic counterpart are saved: one form for both, so that the form tells nothing.</summary>
/// <param name="Name">"jpeg-q90", "jpeg-q90-444", "webp-q80", "png", "wav", "flac", "mp3-128k", "opus-24k", "aac-64k".</param>
/// <param name="Kind">Image or audio.</param>
/// <param name="Extension">With the dot.</param>
public sealed partial record SaveForm(string Name, MediaKind Kind, string Extension)
{
    /// <summary>What is used unless something else is said.</summary>
    public static SaveForm DefaultFor(MediaKind kind) => Parse(kind == MediaKind.Image ? "jpeg-q90" : "flac")!;

    /// <summary>The form of a name, or null where there is none of that name.</summary>
    public static SaveForm? Parse(string name)
    {
        var match = Form().Match(name);
        if (!match.Success) return null;
        return match.Groups["codec"].Value switch
        {
            "jpeg" => new SaveForm(name, MediaKind.Image, ".jpg"),
            "webp" => new SaveForm(name, MediaKind.Image, ".webp"),
            "png" => new SaveForm(name, MediaKind.Image, ".png"),
            "mp3" => new SaveForm(name, MediaKind.Audio, ".mp3"),
            "opus" => new SaveForm(name, MediaKind.Audio, ".ogg"),
            "aac" => new SaveForm(name, MediaKind.Audio, ".m4a"),
            var codec => new SaveForm(name, MediaKind.Audio, "." + codec),
        };
    }

    /// <summary>The picture in this form.</summary>
    /// <exception cref="InvalidOperationException">The form is none of a picture.</exception>
    public byte[] Save(RgbImage image)
    {
        var match = Form().Match(Name);
        int Quality() => int.Parse(match.Groups["quality"].Value, CultureInfo.InvariantCulture);
        return match.Groups["codec"].Value switch
        {
            "jpeg" => PixelFile.Jpeg(image, Quality(), match.Groups["full"].Success ? ChromaSampling.Full : ChromaSampling.Half),
            "webp" => PixelFile.WebP(image, Quality()),
            "png" => PixelFile.Png(image),
            _ => throw new InvalidOperationException($"{Name} is no form of a picture."),
        };
    }

    /// <summary>The recording in this form, or null where ffmpeg or its encoder is missing.</summary>
    /// <param name="samples">Full scale = ±1.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="scratch">An existing folder for a temporary file.</param>
    /// <param name="cancel">Ends ffmpeg.</param>
    public async Task<byte[]?> SaveAsync(float[] samples, int sampleRateHz, string scratch, CancellationToken cancel)
    {
        var match = Form().Match(Name);
        string[] rate = ["-b:a", match.Groups["rate"].Value];
        string[]? codec = match.Groups["codec"].Value switch
        {
            "wav" => null,
            "flac" => ["-c:a", "flac"],
            "mp3" => ["-c:a", "libmp3lame", .. rate],
            "opus" => ["-c:a", "libopus", .. rate],
            "aac" => ["-c:a", "aac", .. rate],
            _ => throw new InvalidOperationException($"{Name} is no form of a recording."),
        };
        if (codec is null) return WavWriter.Write(samples, sampleRateHz);
        var path = Path.Combine(scratch, Guid.NewGuid().ToString("N") + Extension);
        try
        {
            return await SoundFile.EncodeAsync(samples, sampleRateHz, codec, path, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [GeneratedRegex("^(?:(?<codec>jpeg)-q(?<quality>[1-9][0-9]?|100)(?<full>-444)?|(?<codec>webp)-q(?<quality>[0-9]{1,2}|100)|(?<codec>png|wav|flac)|(?<codec>mp3|opus|aac)-(?<rate>[1-9][0-9]{0,2}k))$")]
    private static partial Regex Form();
}
