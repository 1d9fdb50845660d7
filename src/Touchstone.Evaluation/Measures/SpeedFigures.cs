using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations;

namespace Touchstone.Evaluation.Measures;

/// <summary>How long a person waits: whole processes, started cold as from a shell, on self-made material.</summary>
internal static class SpeedFigures
{
    private const int Runs = 5;
    private const double Gigabyte = 1L << 30;

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        request.Progress("making a 12 MP photograph");
        var photo = Path.Combine(request.Scratch, "12mp.jpg");
        await File.WriteAllBytesAsync(photo, JpegWriter.Save(new SimulatedCamera(1).Take(new RenderedScene(11), 4000, 3000, 1), 92, camera: true), cancel);
        await foreach (var figure in OneAsync(request, "12 MP JPEG", photo, 4, cancel)) yield return figure;
        await foreach (var figure in DetectorsAsync(request, photo, cancel)) yield return figure;

        var sound = Path.Combine(request.Scratch, "5min.wav");
        await File.WriteAllBytesAsync(sound, WavWriter.Write(SyntheticVoice.Speak(300, 5), SyntheticVoice.SampleRateHz), cancel);
        await foreach (var figure in OneAsync(request, "5 min recording", sound, null, cancel)) yield return figure;

        var video = Path.Combine(request.Scratch, "60s.mp4");
        string[] clip = ["-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=25:duration=60", "-i", sound, "-t", "60", "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac", video];
        request.Progress("making a 60 s video");
        if (Ffmpeg.IsInstalled && await Ffmpeg.RunAsync(clip, null, cancel))
            await foreach (var figure in OneAsync(request, "60 s 720p video", video, null, cancel)) yield return figure;
        else
            yield return Figure.Skipped("60 s 720p video: whole process, s", "ffmpeg is not installed");
    }

    private static async IAsyncEnumerable<Figure> OneAsync(MeasureRequest request, string what, string path, double? targetSeconds, [EnumeratorCancellation] CancellationToken cancel)
    {
        request.Progress($"{what}: {Runs} runs");
        var run = await WholeProcess.MedianAsync(request.Command, ["examine", path, "--quiet"], Runs, cancel);
        var remark = $"median of {Runs} cold starts, {Environment.ProcessorCount} cores";
        yield return new Figure($"{what}: whole process, s", Estimate.Point(run.Seconds, Runs), targetSeconds is { } t ? Target.NoMoreThan(t) : null, remark);
        yield return new Figure($"{what}: peak memory of all processes, GiB", Estimate.Point(run.PeakBytes / Gigabyte, Runs), Target.NoMoreThan(1), "highest of the runs");
    }

    private static async IAsyncEnumerable<Figure> DetectorsAsync(MeasureRequest request, string photo, [EnumeratorCancellation] CancellationToken cancel)
    {
        // One process, five times the same file: the first pays for compilation and is left out.
        var examinations = await Batch.ExamineAsync(request, [.. Enumerable.Repeat(photo, Runs + 1)], "detectors on 12 MP", request.Pool(1), cancel);
        foreach (var id in examinations[0].Milliseconds.Keys)
        {
            double[] taken = [.. examinations.Skip(1).Select(e => e.Milliseconds[id]).Order()];
            yield return new Figure($"12 MP JPEG: {id}, ms", new Estimate(taken[taken.Length / 2], taken[0], taken[^1], taken.Length), null, "warm, one thread; interval = fastest and slowest; the first detector to ask for a view pays for it");
        }
    }
}
