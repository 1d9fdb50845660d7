using System.Globalization;
using Touchstone.Media.Ffmpeg;

namespace Touchstone.Media.Video;

/// <summary>The picture stream of a specimen, checked against the limits before a frame is decoded.</summary>
/// <param name="Specimen">The specimen.</param>
/// <param name="Stream">The first video stream that is no cover picture.</param>
/// <param name="Width">Stored pixels per line.</param>
/// <param name="Height">Stored lines.</param>
/// <param name="StartSeconds">First presentation time by the container.</param>
/// <param name="DurationSeconds">Duration by the container, or null.</param>
internal sealed record VideoSource(Specimen Specimen, MediaStream Stream, int Width, int Height, double StartSeconds, double? DurationSeconds)
{
    internal static VideoSource? Open(Specimen specimen, out Fault? fault)
    {
        if (specimen.Kind != MediaKind.Video)
        {
            fault = Fault.Absent(Codes.VideoNoStream, "This is no video.");
            return null;
        }
        if (!specimen.Streams.TryGet(out var info, out fault)) return null;
        if (StreamProbe.First(info, "video") is not { } stream)
        {
            fault = Fault.Absent(Codes.VideoNoStream, "The file has no pictures, only sound or data.");
            return null;
        }
        var (width, height) = (StreamProbe.Number(stream, "width"), StreamProbe.Number(stream, "height"));
        var duration = stream.DurationSeconds ?? info.DurationSeconds;
        fault = Check(width, height, duration, specimen.Limits);
        return fault is null ? new VideoSource(specimen, stream, width, height, StreamProbe.Seconds(stream.Properties.GetValueOrDefault("start_time")) ?? 0, duration) : null;
    }

    /// <summary>
    /// Runs ffmpeg over the pictures as stored: not rotated, no frame doubled or dropped to reach a constant rate, times as in the
    /// container, one thread so that the concealment of damaged pictures does not depend on the scheduling.
    /// </summary>
    internal FfmpegOutcome Run(string filter, IEnumerable<string> before, IEnumerable<string> after, Func<System.IO.Stream, CancellationToken, Task<bool>> output, FrameTimes times, CancellationToken cancel)
    {
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info", "-threads", "1", "-noautorotate", .. before, "-copyts", .. FfmpegInput.Arguments(Specimen),
            "-map", string.Create(CultureInfo.InvariantCulture, $"0:{Stream.Index}"), "-an", "-sn", "-dn", "-map_metadata", "-1", "-filter_threads", "1",
            "-vf", filter, "-vsync", "passthrough", .. after, "-f", "rawvideo", "pipe:1",
        ];
        return FfmpegRun.Run(FfmpegTools.Ffmpeg!, arguments, Specimen.Limits, output, times.Read, cancel);
    }

    /// <summary>The fault of a video of which no frame came out.</summary>
    internal static Fault Undecodable(FfmpegOutcome outcome) => outcome.Fault ?? Fault.Damaged(Codes.VideoUndecodable,
        "No picture can be decoded" + (outcome.ExitCode == 0 ? " (the video is empty)" : "") + ". Get a complete copy.");

    private static Fault? Check(int width, int height, double? duration, Limits limits)
    {
        if (width <= 0 || height <= 0)
            return Fault.Damaged(Codes.VideoUndecodable, "The video stream has no size; it is damaged or empty. Get a complete copy.");
        if ((long)width * height > Math.Min(limits.MaximumPixels, Array.MaxLength / 3))
            return Fault.Damaged(Codes.LimitPixels, $"The video declares frames of {width}×{height} pixels; the limit is {limits.MaximumPixels:N0}. Scale a copy, or raise the limit.");
        return duration > limits.MaximumDurationSeconds
            ? Fault.Damaged(Codes.LimitDuration, string.Create(CultureInfo.InvariantCulture, $"The video declares {duration:0} s; the limit is {limits.MaximumDurationSeconds:0} s. Cut it, or raise the limit."))
            : null;
    }
}
