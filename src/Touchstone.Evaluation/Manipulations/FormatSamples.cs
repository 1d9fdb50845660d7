using ImageMagick;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Manipulations;

/// <summary>One small sound file per format, rendered: the originals that mutations start from.</summary>
public static class FormatSamples
{
    private static readonly (string Name, MagickFormat Format)[] Images =
        [("sample.png", MagickFormat.Png), ("sample.webp", MagickFormat.WebP), ("sample.gif", MagickFormat.Gif), ("sample.bmp", MagickFormat.Bmp), ("sample.tif", MagickFormat.Tiff)];

    private static readonly (string Name, string[] Encoding)[] Sounds =
        [("sample.flac", ["-c:a", "flac"]), ("sample.mp3", ["-c:a", "libmp3lame"]), ("sample.ogg", ["-c:a", "libopus"]), ("sample.m4a", ["-c:a", "aac"])];

    private static readonly (string Name, string[] Encoding)[] Videos =
        [("sample.mp4", ["-c:v", "libx264", "-c:a", "aac"]), ("sample.mkv", ["-c:v", "libx264", "-c:a", "aac"]), ("sample.webm", ["-c:v", "libvpx", "-c:a", "libopus"]), ("sample.avi", ["-c:v", "mpeg4", "-c:a", "libmp3lame"])];

    /// <summary>Writes the samples; sound and video formats other than WAV only where ffmpeg is installed.</summary>
    /// <returns>Paths in a fixed order.</returns>
    public static async Task<IReadOnlyList<string>> MakeAsync(string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var photo = new SimulatedCamera(1).Take(new RenderedScene(11), 256, 192, 1);
        List<string> made = [Path.Combine(folder, "sample.jpg"), Path.Combine(folder, "progressive.jpg"), Path.Combine(folder, "sample.wav")];
        await File.WriteAllBytesAsync(made[0], JpegWriter.Save(photo, 90, camera: true), cancel);
        await File.WriteAllBytesAsync(made[1], Encode(photo, MagickFormat.Pjpeg), cancel);
        await File.WriteAllBytesAsync(made[2], WavWriter.Write(SyntheticVoice.Speak(3, 5), SyntheticVoice.SampleRateHz), cancel);
        foreach (var (name, format) in Images)
        {
            made.Add(Path.Combine(folder, name));
            await File.WriteAllBytesAsync(made[^1], Encode(photo, format), cancel);
        }
        if (!Ffmpeg.IsInstalled) return made;
        string[] picture = ["-f", "lavfi", "-i", "testsrc2=size=160x120:rate=12:duration=2"];
        foreach (var (name, encoding) in Sounds.Select(s => (s.Name, (string[])["-i", made[2], .. s.Encoding])).Concat(Videos.Select(v => (v.Name, (string[])[.. picture, "-i", made[2], "-shortest", .. v.Encoding]))))
        {
            var path = Path.Combine(folder, name);
            if (await Ffmpeg.RunAsync([.. encoding, path], null, cancel)) made.Add(path);
        }
        return made;
    }

    private static byte[] Encode(RgbImage image, MagickFormat format)
    {
        using var magick = new MagickImage(image.Samples, new PixelReadSettings((uint)image.Width, (uint)image.Height, StorageType.Char, PixelMapping.RGB));
        magick.Quality = 85;
        return magick.ToByteArray(format);
    }
}
