using System.Globalization;
using Touchstone.Media.Pixels;

namespace Touchstone.Media.Video;

/// <summary>Decodes a few frames, spread evenly over the time of the video, with the presentation times they really have.</summary>
internal static class FrameReader
{
    // All sampled frames together; larger frames are sampled fewer.
    private const long MaximumTotalBytes = 256L << 20;
    // One pass over everything decodes about 2·10⁸ pixels a second on one core (720p H.264); past about half a minute, seeking is cheaper.
    private const double MaximumPassPixels = 4e9;
    private const double AssumedFramesPerSecond = 30;

    // YUV to RGB as exactly as swscale can: full chroma positions, no shortcuts that differ between processors.
    private const string ToRgb = "scale=flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact,format=rgb24,showinfo=checksum=0";

    internal static View<SampledFrames> Read(Specimen specimen, CancellationToken cancel)
    {
        if (VideoSource.Open(specimen, out var fault) is not { } source) return View<SampledFrames>.Missing(fault!);
        var frameBytes = (long)source.Width * source.Height * 3;
        var wanted = (int)Math.Clamp(MaximumTotalBytes / frameBytes, 1, Math.Max(1, specimen.Limits.MaximumFrames));
        var rate = Math.Max(1, Rate(source.Stream) ?? AssumedFramesPerSecond);
        // Without a declared duration the first frames are all that can be promised in one pass.
        var duration = source.DurationSeconds is > 0 and var declared ? declared : wanted / rate;
        var onePass = duration * rate * source.Width * source.Height <= MaximumPassPixels;
        List<VideoFrame> frames = [];
        fault = onePass ? Pass(source, wanted, duration / wanted, frames, cancel) : Seek(source, wanted, duration / wanted, frames, cancel);
        return frames.Count == 0 ? View<SampledFrames>.Missing(fault!) : View<SampledFrames>.Of(new SampledFrames(frames), Describe(source, frames.Count, onePass, fault));
    }

    private static Fault? Pass(VideoSource source, int wanted, double step, List<VideoFrame> frames, CancellationToken cancel)
    {
        // Selects the first frame at or after each multiple of the step; the variable keeps the next time, and is never 0 where it is stored.
        var filter = string.Create(CultureInfo.InvariantCulture,
            $"select='if(gte(t-({source.StartSeconds:R})+1e-6,ld(0)),st(0,(floor((t-({source.StartSeconds:R})+1e-6)/{step:R})+1)*{step:R}),0)',{ToRgb}");
        return Decode(source, filter, [], wanted, frames, cancel);
    }

    private static Fault? Seek(VideoSource source, int wanted, double step, List<VideoFrame> frames, CancellationToken cancel)
    {
        Fault? last = null;
        for (var i = 0; i < wanted; i++)
        {
            cancel.ThrowIfCancellationRequested();
            string[] seek = ["-ss", (source.StartSeconds + i * step).ToString("0.######", CultureInfo.InvariantCulture)];
            List<VideoFrame> one = [];
            last = Decode(source, ToRgb, seek, 1, one, cancel) ?? last;
            if (last?.Code == Codes.FfmpegTimeout) break;
            // Two times may lead to one frame where frames are rare.
            if (one.Count == 1 && (frames.Count == 0 || one[0].TimeSeconds > frames[^1].TimeSeconds)) frames.Add(one[0]);
        }
        return last;
    }

    private static Fault? Decode(VideoSource source, string filter, string[] before, int wanted, List<VideoFrame> frames, CancellationToken cancel)
    {
        var times = new FrameTimes();
        List<byte[]> pictures = [];
        var frameBytes = source.Width * source.Height * 3;
        var outcome = source.Run(filter, before, ["-frames:v", wanted.ToString(CultureInfo.InvariantCulture), "-s", $"{source.Width}x{source.Height}"], async (stream, token) =>
        {
            while (pictures.Count < wanted)
            {
                var picture = GC.AllocateUninitializedArray<byte>(frameBytes);
                if (await stream.ReadAtLeastAsync(picture, frameBytes, throwOnEndOfStream: false, token).ConfigureAwait(false) < frameBytes) return true;
                pictures.Add(picture);
            }
            // The rest of the file need not be read, but the last lines about the times must arrive: ffmpeg ends by itself after the last frame.
            return true;
        }, times, cancel);
        for (var i = 0; i < pictures.Count && i < times.Seconds.Count; i++)
            frames.Add(new VideoFrame(times.Seconds[i], new RgbImage(source.Width, source.Height, pictures[i])));
        return frames.Count == 0 ? VideoSource.Undecodable(outcome) : outcome.Fault;
    }

    /// <summary>Frames per second by the container: "30000/1001".</summary>
    internal static double? Rate(MediaStream stream)
    {
        var parts = (stream.Properties.GetValueOrDefault("avg_frame_rate") ?? "").Split('/');
        return parts.Length == 2 && StreamProbe.Seconds(parts[0]) is > 0 and var over && StreamProbe.Seconds(parts[1]) is > 0 and var under ? Math.Min(over / under, 1000) : null;
    }

    private static string Describe(VideoSource source, int count, bool onePass, Fault? fault)
    {
        var format = source.Stream.Properties.GetValueOrDefault("pix_fmt", "unknown");
        var matrix = source.Stream.Properties.GetValueOrDefault("color_space", "not declared, BT.601 assumed");
        return string.Create(CultureInfo.InvariantCulture, $"{count} frames of {source.Stream.Codec} decoded by ffmpeg at stored size ({(onePass ? "one pass" : "seeking")}); ")
            + $"not rotated; {format} to 8-bit RGB, matrix {matrix}"
            + (fault is null ? "" : "; stopped early: " + fault.Message);
    }
}
