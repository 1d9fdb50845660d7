using System.Globalization;
using CliWrap;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Perturbations.Image;

/// <summary>One HEVC intra picture, as phones store photographs; what was decoded from it is saved as PNG, for there is no writer of HEIC files here.</summary>
internal static class HevcStill
{
    internal static Perturbation At(int quantiser, bool harmless) => new(
        $"hevc-q{quantiser}", MediaKind.Image, harmless,
        $"Coded as one HEVC intra picture (libx265, 4:2:0, QP {quantiser}), as phones store photographs, and decoded; saved as PNG, because no HEIC writer is carried.",
        (input, cancel) => ApplyAsync(input, quantiser, cancel)) { Encoder = "libx265" };

    private static async Task<PerturbedFile?> ApplyAsync(PerturbationInput input, int quantiser, CancellationToken cancel)
    {
        if (PixelFile.Load(input.Path, cancel).Value is not { } image || Math.Min(image.Width, image.Height) < 64) return null;
        // Even edges for 4:2:0; an odd line or column is lost.
        var even = Even(image);
        var stem = Path.Combine(input.Scratch, Guid.NewGuid().ToString("N"));
        string[] size = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", string.Create(CultureInfo.InvariantCulture, $"{even.Width}x{even.Height}")];
        string[] code = ["-frames:v", "1", "-c:v", "libx265", "-pix_fmt", "yuv420p", "-threads", "1", "-x265-params", $"qp={quantiser}:keyint=1:pools=1:frame-threads=1:log-level=none:info=0"];
        try
        {
            if (!await Ffmpeg.RunAsync([.. size, "-i", "pipe:0", .. code, "-f", "hevc", stem + ".hevc"], PipeSource.FromBytes(even.Samples), cancel)) return null;
            if (!await Ffmpeg.RunAsync(["-f", "hevc", "-i", stem + ".hevc", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", stem + ".rgb"], null, cancel)) return null;
            var samples = await File.ReadAllBytesAsync(stem + ".rgb", cancel);
            return samples.Length != even.Samples.Length ? null
                : new PerturbedFile(PixelFile.Png(even with { Samples = samples }), ".png", $"hevc-q{quantiser}; ffmpeg {await Ffmpeg.VersionAsync(cancel)} libx265, one intra picture, decoded; PNG");
        }
        finally
        {
            File.Delete(stem + ".hevc");
            File.Delete(stem + ".rgb");
        }
    }

    private static RgbImage Even(RgbImage image)
    {
        var (width, height) = (image.Width & ~1, image.Height & ~1);
        if (width == image.Width && height == image.Height) return image;
        var samples = new byte[3 * width * height];
        for (var y = 0; y < height; y++) image.Samples.AsSpan(3 * y * image.Width, 3 * width).CopyTo(samples.AsSpan(3 * y * width));
        return new RgbImage(width, height, samples);
    }
}
