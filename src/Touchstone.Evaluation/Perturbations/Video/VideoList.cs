using Touchstone.Evaluation.Manipulations;
using Touchstone.Media;

namespace Touchstone.Evaluation.Perturbations.Video;

/// <summary>The perturbations of videos: read and written by ffmpeg, one thread, without metadata.</summary>
internal static class VideoList
{
    private static readonly string[] Exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-threads", "1"];

    internal static IReadOnlyList<Perturbation> All { get; } =
    [
        H264("h264-crf23", [], 23, true, "H.264 at CRF 23: an editor's default."),
        H264("h264-crf28", [], 28, true, "H.264 at CRF 28: a site's upload."),
        H264("h264-crf35", [], 35, false, "H.264 at CRF 35: strongly compressed."),
        Recoded("h265-crf28", "libx265", ["-c:v", "libx265", "-crf", "28", "-preset", "fast", "-x265-params", "pools=1:frame-threads=1:log-level=none:info=0", "-c:a", "aac"], true, "H.265 at CRF 28: its default."),
        H264("half-rate", ["-vf", "select=not(mod(n\\,2))", "-vsync", "vfr"], 20, false, "Every second frame dropped, H.264 at CRF 20."),
        H264("drop-1-in-20", ["-vf", "select=mod(n\\,20)", "-vsync", "vfr"], 20, false, "One frame in twenty dropped, as by a poor link; H.264 at CRF 20. It is a cut of a kind, so not harmless."),
        H264("resize-video-0.5", ["-vf", "scale=trunc(iw/4)*2:trunc(ih/4)*2:flags=bicubic+accurate_rnd+bitexact"], 23, false, "Half the width and height, bicubic, H.264 at CRF 23."),
        Recoded("mute", null, ["-c", "copy", "-an"], true, "Sound taken out, pictures copied without coding them again."),
    ];

    private static Perturbation H264(string name, string[] filter, int rate, bool harmless, string description) =>
        Recoded(name, "libx264", [.. filter, "-c:v", "libx264", "-crf", $"{rate}", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac"], harmless, description);

    private static Perturbation Recoded(string name, string? encoder, string[] options, bool harmless, string description) => new(
        name, MediaKind.Video, harmless, description + " Saved as MP4.", (input, cancel) => ApplyAsync(name, options, input, cancel)) { Encoder = encoder };

    private static async Task<PerturbedFile?> ApplyAsync(string name, string[] options, PerturbationInput input, CancellationToken cancel)
    {
        if (!Ffmpeg.IsInstalled || Demuxer(input.Path, cancel) is not { } demuxer) return null;
        // The sniffed format alone may be opened, and nothing but this file.
        string[] source = ["-protocol_whitelist", "file,pipe", "-format_whitelist", demuxer, "-f", demuxer, "-i", "file:" + Path.GetFullPath(input.Path)];
        var path = Path.Combine(input.Scratch, $"{name}-{Guid.NewGuid():N}.mp4");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(Limits.Default.MaximumFfmpegSeconds));
        try
        {
            if (!await Ffmpeg.RunAsync([.. source, "-map", "0:v:0", "-map", "0:a:0?", .. options, .. Exact, path], null, deadline.Token)) return null;
            return new PerturbedFile(await File.ReadAllBytesAsync(path, cancel), ".mp4", $"{name}; ffmpeg {await Ffmpeg.VersionAsync(cancel)} {string.Join(' ', options)}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string? Demuxer(string path, CancellationToken cancel)
    {
        if (!Intake.TryOpen(path, Limits.Default, out var specimen, out _, cancel)) return null;
        using (specimen)
            return specimen.Format switch { MediaFormat.Mp4 or MediaFormat.Mov => "mov", MediaFormat.Matroska or MediaFormat.WebM => "matroska", MediaFormat.Avi => "avi", _ => null };
    }
}
