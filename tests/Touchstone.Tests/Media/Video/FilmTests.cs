using System.Text;
using Touchstone.Media;
using Touchstone.Media.Video;
using Touchstone.Tests.Media.Ffmpeg;

namespace Touchstone.Tests.Media.Video;

public sealed class FilmTests
{
    [Fact]
    public void A_video_no_browser_knows_becomes_one_with_its_index_in_front_and_its_frames_at_their_times()
    {
        using var made = new MadeMedia();
        // MPEG-4 part 2 in AVI, larger than what is shown.
        var path = made.Make("-f", "lavfi", "-i", "testsrc2=size=1200x674:rate=10", "-f", "lavfi", "-i", "sine", "-t", "1", "-c:v", "mpeg4", "-c:a", "pcm_s16le", "v.avi");
        using var specimen = MadeMedia.Open(path, MediaFormat.Avi);
        var view = Film.Of(specimen, TestContext.Current.CancellationToken);
        var film = view.Value!;
        Assert.Equal((1200, 674, 10.0), (film.SourceWidth, film.SourceHeight, film.FramesPerSecond));
        Assert.True(At(film.Bytes, "moov") is > 0 and var index && index < At(film.Bytes, "mdat"));
        Assert.Contains("reduced to 960 px at the longer edge from 1200 × 674 px", view.Derivation, StringComparison.Ordinal);

        using var again = MadeMedia.Open(made.Write("film.mp4", film.Bytes), MediaFormat.Mp4);
        var streams = again.Streams.Value!.Streams;
        Assert.Equal([("video", "h264"), ("audio", "aac")], streams.Select(s => (s.Type, s.Codec)));
        Assert.Equal(("960", "540"), (streams[0].Properties["width"], streams[0].Properties["height"]));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => i / 10.0), again.Shots.Value!.FrameTimesSeconds.Select(t => Math.Round(t, 3)));
    }

    [Fact]
    public void Its_time_0_is_the_time_at_which_the_original_begins()
    {
        using var made = new MadeMedia();
        var path = made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=10", "-t", "1", "-output_ts_offset", "5", "v.mkv");
        using var specimen = MadeMedia.Open(path, MediaFormat.Matroska);
        Assert.Equal(5, specimen.Shots.Value!.FrameTimesSeconds[0], 0.01);
        var film = Film.Of(specimen, TestContext.Current.CancellationToken).Value!;
        Assert.Equal(5, film.StartSeconds, 0.01);
        using var again = MadeMedia.Open(made.Write("film.mp4", film.Bytes), MediaFormat.Mp4);
        Assert.Equal(0, again.Shots.Value!.FrameTimesSeconds[0], 0.01);
    }

    [Fact]
    public void A_turn_that_the_container_asks_for_is_not_made_nor_passed_on()
    {
        using var made = new MadeMedia();
        made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=10", "-t", "1", "-c:v", "mpeg4", "-pix_fmt", "yuv420p", "plain.mp4");
        using var specimen = MadeMedia.Open(made.Make("-i", "plain.mp4", "-c", "copy", "-metadata:s:v:0", "rotate=90", "turned.mp4"), MediaFormat.Mp4);
        Assert.Contains(specimen.Streams.Value!.Streams[0].Properties.Keys, k => k.StartsWith("side_data_list", StringComparison.Ordinal));
        using var again = MadeMedia.Open(made.Write("film.mp4", Film.Of(specimen, TestContext.Current.CancellationToken).Value!.Bytes), MediaFormat.Mp4);
        var properties = again.Streams.Value!.Streams[0].Properties;
        Assert.Equal(("64", "48"), (properties["width"], properties["height"]));
        Assert.DoesNotContain(properties, p => p.Key.EndsWith("rotation", StringComparison.Ordinal) && p.Value is not ("0" or "-0"));
    }

    [Fact]
    public void What_cannot_be_decoded_is_a_coded_fault_and_leaves_no_file()
    {
        using var made = new MadeMedia();
        using var broken = MadeMedia.Open(made.Write("broken.mp4", [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 2, 0]), MediaFormat.Mp4);
        Assert.Equal(Codes.VideoUndecodable, Film.Of(broken, TestContext.Current.CancellationToken).Fault!.Code);
        using var sound = MadeMedia.Open(made.Make("-f", "lavfi", "-i", "sine", "-t", "0.2", "s.wav"), MediaFormat.Wav);
        Assert.Equal(Codes.VideoNoStream, Film.Of(sound, TestContext.Current.CancellationToken).Fault!.Code);
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "touchstone-film-*"));
    }

    private static int At(byte[] bytes, string box) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(box));
}
