using Touchstone.Media;
using Touchstone.Media.Video;
using Touchstone.Tests.Media.Ffmpeg;

namespace Touchstone.Tests.Media.Video;

public sealed class VideoViewsTests
{
    [Fact]
    public void The_words_of_a_fault_do_not_depend_on_where_the_file_lies()
    {
        using var made = new MadeMedia();
        // An ISO-BMFF file type box and nothing else: ffprobe names the file in its complaint.
        var path = made.Write("nämé.mp4", [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 2, 0]);
        using var specimen = MadeMedia.Open(path, MediaFormat.Mp4);
        Assert.Equal(Codes.VideoUndecodable, specimen.Streams.Fault!.Code);
        Assert.DoesNotContain(System.IO.Path.GetDirectoryName(path)!, specimen.Streams.Fault.Message, StringComparison.Ordinal);
        using var sound = MadeMedia.Open(made.Write("näme.ogg", [.. "OggS"u8, .. new byte[60]]), MediaFormat.Ogg);
        Assert.DoesNotContain(System.IO.Path.GetDirectoryName(path)!, sound.Streams.Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_streams_of_a_video_are_listed()
    {
        using var made = new MadeMedia();
        using var specimen = MadeMedia.Open(made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=10", "-f", "lavfi", "-i", "sine", "-t", "1", "v.mp4"), MediaFormat.Mp4);
        var info = specimen.Streams.Value!;
        Assert.Equal(["video", "audio"], info.Streams.Select(s => s.Type));
        Assert.Equal("64", info.Streams[0].Properties["width"]);
        Assert.StartsWith("Lavf", info.Tags["encoder"]);
        Assert.Equal(1, info.DurationSeconds!.Value, 0.05);
    }

    [Fact]
    public void Frames_are_spread_evenly_and_carry_their_own_times()
    {
        using var made = new MadeMedia();
        using var specimen = MadeMedia.Open(made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=25", "-t", "4", "v.mp4"), MediaFormat.Mp4, Limits.Default with { MaximumFrames = 8 });
        var frames = specimen.Frames.Value!.Frames;
        Assert.Equal(8, frames.Count);
        // Steps of 0.5 s on a 0.04 s grid: the first frame at or after each.
        for (var i = 0; i < 8; i++) Assert.Equal(Math.Ceiling(i * 0.5 / 0.04 - 1e-6) * 0.04, frames[i].TimeSeconds, 1e-6);
        Assert.All(frames, f => Assert.Equal((64, 48), (f.Pixels.Width, f.Pixels.Height)));
    }

    [Fact]
    public void A_variable_frame_rate_keeps_its_times()
    {
        using var made = new MadeMedia();
        // Ten frames a second, of which every frame between 0.5 and 1.5 s is left out.
        var path = made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=10", "-t", "2", "-vf", "select='not(between(t,0.45,1.45))'", "-vsync", "passthrough", "v.mkv");
        using var specimen = MadeMedia.Open(path, MediaFormat.Matroska);
        double[] expected = [0, 0.1, 0.2, 0.3, 0.4, 1.5, 1.6, 1.7, 1.8, 1.9];
        Assert.Equal(expected, specimen.Shots.Value!.FrameTimesSeconds.Select(t => Math.Round(t, 3)));
        Assert.Equal(expected, specimen.Frames.Value!.Frames.Select(f => Math.Round(f.TimeSeconds, 3)));
    }

    [Fact]
    public void A_rotation_in_the_container_is_not_applied()
    {
        using var made = new MadeMedia();
        var plain = made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=10", "-t", "0.3", "p.mp4");
        var turned = made.Make("-i", plain, "-c", "copy", "-metadata:s:v:0", "rotate=90", "r.mp4");
        using var one = MadeMedia.Open(plain, MediaFormat.Mp4);
        using var two = MadeMedia.Open(turned, MediaFormat.Mp4);
        Assert.Contains(two.Streams.Value!.Streams[0].Properties, p => p.Key.Contains("rotat", StringComparison.Ordinal));
        Assert.Equal(one.Frames.Value!.Frames[0].Pixels.Samples, two.Frames.Value!.Frames[0].Pixels.Samples);
    }

    [Fact]
    public void A_hard_cut_divides_two_shots()
    {
        using var made = new MadeMedia();
        var path = made.Make("-f", "lavfi", "-i", "testsrc2=size=160x90:rate=25:duration=2", "-f", "lavfi", "-i", "mandelbrot=size=160x90:rate=25", "-filter_complex", "[1]trim=duration=2[b];[0][b]concat", "-t", "4", "v.mp4");
        using var specimen = MadeMedia.Open(path, MediaFormat.Mp4);
        var shots = specimen.Shots.Value!;
        Assert.Equal(2, shots.Shots.Count);
        Assert.Equal(2.0, shots.Shots[0].EndSeconds, 0.001);
        Assert.Equal(4.0, shots.Shots[1].EndSeconds, 0.05);
        Assert.Equal(shots.FrameTimesSeconds.Length, shots.FrameDifferences.Length);
    }

    [Fact]
    public void A_video_without_a_frame_is_a_coded_fault()
    {
        using var made = new MadeMedia();
        using var specimen = MadeMedia.Open(made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=10", "-t", "0", "v.mkv"), MediaFormat.Matroska);
        Assert.Equal(Codes.VideoUndecodable, specimen.Frames.Fault!.Code);
        Assert.Equal(Codes.VideoUndecodable, specimen.Shots.Fault!.Code);
    }

    [Fact]
    public void A_cut_video_is_a_coded_fault()
    {
        using var made = new MadeMedia();
        // ffmpeg writes the index (moov) last: without the end nothing can be read.
        var whole = File.ReadAllBytes(made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=10", "-t", "1", "v.mp4"));
        using var specimen = MadeMedia.Open(made.Write("cut.mp4", whole[..(whole.Length / 2)]), MediaFormat.Mp4);
        Assert.Equal(Codes.VideoUndecodable, specimen.Streams.Fault!.Code);
        Assert.Equal(Codes.VideoUndecodable, specimen.Frames.Fault!.Code);
    }

    [Fact]
    public void Sound_alone_in_a_video_container_has_no_frames()
    {
        using var made = new MadeMedia();
        using var specimen = MadeMedia.Open(made.Make("-f", "lavfi", "-i", "sine", "-t", "0.5", "a.mkv"), MediaFormat.Matroska);
        Assert.Equal(Codes.VideoNoStream, specimen.Frames.Fault!.Code);
        Assert.Equal(FaultKind.Absent, specimen.Shots.Fault!.Kind);
    }

    [Fact]
    public void Large_frames_are_refused_by_the_header()
    {
        using var made = new MadeMedia();
        using var specimen = MadeMedia.Open(made.Make("-f", "lavfi", "-i", "testsrc2=size=640x480:rate=10", "-t", "0.2", "v.mp4"), MediaFormat.Mp4, Limits.Default with { MaximumPixels = 100_000 });
        Assert.Equal(Codes.LimitPixels, specimen.Frames.Fault!.Code);
    }

    [Fact]
    public void A_run_past_its_time_is_stopped_and_coded()
    {
        using var made = new MadeMedia();
        var path = made.Make("-f", "lavfi", "-i", "testsrc2=size=640x480:rate=50", "-t", "20", "-preset", "ultrafast", "v.mp4");
        using var specimen = MadeMedia.Open(path, MediaFormat.Mp4);
        Assert.NotNull(specimen.Streams.Value);
        using var hurried = MadeMedia.Open(path, MediaFormat.Mp4, Limits.Default with { MaximumFfmpegSeconds = 0.001 });
        Assert.Equal(Codes.FfmpegTimeout, hurried.Streams.Fault!.Code);
    }

    [Theory]
    [InlineData("ffconcat version 1.0\nfile other.mp4\n", "other.mp4")]
    [InlineData("#EXTM3U\n#EXTINF:1,\nother.mp4\n", "other.mp4")]
    public void A_playlist_named_as_a_video_opens_no_other_file(string script, string other)
    {
        using var made = new MadeMedia();
        made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=10", "-t", "0.5", other);
        using var specimen = MadeMedia.Open(made.Write("v.mp4", System.Text.Encoding.ASCII.GetBytes(script)), MediaFormat.Mp4);
        Assert.Equal(Codes.VideoUndecodable, specimen.Streams.Fault!.Code);
    }

    [Fact]
    public void Bytes_in_memory_have_no_streams() =>
        Assert.Equal(FaultKind.Absent, MadeMedia.Of([0, 0, 0, 8], MediaFormat.Mp4).Streams.Fault!.Kind);

    [Fact]
    public void A_cancelled_examination_throws_and_leaves_no_process()
    {
        using var made = new MadeMedia();
        var path = made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=10", "-t", "0.5", "v.mp4");
        using var source = ByteSource.Open(path);
        using var stop = new CancellationTokenSource();
        using var specimen = new Specimen("v", path, source, default, MediaFormat.Mp4, Limits.Default, stop.Token);
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => specimen.Streams);
    }

    [Fact]
    public void Equal_pictures_differ_by_nothing_and_opposite_ones_by_all()
    {
        Assert.Equal(0, ShotChange.Difference([1, 2, 3], [1, 2, 3]));
        Assert.Equal(1, ShotChange.Difference([0, 0, 0], [255, 255, 255]));
    }

    [Fact]
    public void Steady_motion_is_no_cut()
    {
        float[] motion = [0, .. Enumerable.Repeat(0.3f, 50)];
        Assert.Empty(ShotChange.Cuts(motion));
        motion[25] = 0.8f;
        Assert.Equal([25], ShotChange.Cuts(motion));
    }
}
