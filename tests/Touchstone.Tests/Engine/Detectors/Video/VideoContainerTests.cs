using Touchstone.Engine.Detectors.Video.VideoContainer;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Tests.Media.Ffmpeg;

namespace Touchstone.Tests.Engine.Detectors.Video;

// Origin of the vectors: built box by box in MovieBytes, or rendered by the ffmpeg at hand.
public sealed class VideoContainerTests
{
    private static readonly VideoContainer _detector = new();

    [Fact]
    public void A_consistent_file_breaks_no_rule()
    {
        var finding = Examine(new MovieBytes());
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.Empty(Rules(finding));
        Assert.Contains("agree", finding.Reason.Text);
    }

    [Fact]
    public void More_sizes_than_times_is_a_contradiction()
    {
        var observation = Assert.Single(Examine(new MovieBytes { Sizes = 90 }).Observations, o => o.Rule == "video.sample-count");
        Assert.Equal(Weight.Contradiction, observation.Weight);
        Assert.Contains("100 samples and sizes to 90", observation.Text);
    }

    [Fact]
    public void One_sample_too_many_is_an_anomaly_only() =>
        Assert.Equal(Weight.Anomaly, Assert.Single(Examine(new MovieBytes { Sizes = 101 }).Observations, o => o.Rule == "video.sample-count").Weight);

    [Fact]
    public void A_picture_held_too_long_is_found_with_its_time()
    {
        var finding = Examine(new MovieBytes { Times = [(60, 40), (1, 400), (39, 40)], MovieDuration = 4360, TrackDuration = 4360, MediaDuration = 4360 });
        Assert.Equal(["video.time-gap"], Rules(finding));
        var place = Assert.Single(finding.Intervals);
        Assert.Equal((2.4, 2.8), (place.StartSeconds, place.EndSeconds));
    }

    [Fact]
    public void A_variable_rate_is_no_gap()
    {
        // Origin: pictures that last 20 to 130 ms by turns, as a phone in low light writes them.
        (int, int)[] times = [.. Enumerable.Range(0, 100).Select(i => (1, 20 + i * 37 % 111))];
        var total = times.Sum(t => t.Item2);
        Assert.Empty(Rules(Examine(new MovieBytes { Times = times, MovieDuration = total, TrackDuration = total, MediaDuration = total })));
    }

    [Fact]
    public void Pictures_without_any_time_are_found() =>
        Assert.Contains("video.zero-time", Rules(Examine(new MovieBytes { Times = [(50, 40), (3, 0), (50, 40)] })));

    [Fact]
    public void Material_that_an_edit_list_hides_is_found_with_its_time()
    {
        var finding = Examine(new MovieBytes { Edits = [(2000, 1500)], TrackDuration = 2000, MovieDuration = 2000 });
        Assert.Equal(["video.hidden-material", "video.hidden-material"], Rules(finding));
        Assert.Equal([(0, 1.5), (3.5, 4.0)], finding.Intervals.Select(i => (i.StartSeconds, i.EndSeconds)));
    }

    [Fact]
    public void An_encoder_delay_is_not_hidden_material() =>
        Assert.Empty(Rules(Examine(new MovieBytes { Edits = [(3920, 80)], TrackDuration = 3920, MovieDuration = 3920 })));

    [Fact]
    public void A_video_shown_in_parts_is_found() =>
        Assert.Contains("video.edit-parts", Rules(Examine(new MovieBytes { Edits = [(2000, 0), (2000, 2000)] })));

    [Fact]
    public void Headers_that_disagree_on_the_length_are_found()
    {
        Assert.Equal(["video.movie-duration"], Rules(Examine(new MovieBytes { MovieDuration = 9000 })));
        Assert.Equal(["video.media-duration"], Rules(Examine(new MovieBytes { MediaDuration = 9000 })));
        Assert.Contains("video.track-duration", Rules(Examine(new MovieBytes { Edits = [(4000, 0)], TrackDuration = 3000, MovieDuration = 3000 })));
    }

    [Fact]
    public void Parts_that_were_encoded_differently_are_found() =>
        Assert.Equal(["video.descriptions"], Rules(Examine(new MovieBytes { Descriptions = 2 })));

    [Fact]
    public void A_device_beside_a_converter_is_no_camera_original()
    {
        var finding = Examine(new MovieBytes { UserData = [("©mak", "Apple"), ("©mod", "iPhone 12"), ("©too", "Lavf58.29.100")] });
        Assert.Equal(["video.device-and-software", "video.apple-brand"], Rules(finding));
        Assert.Contains("Apple iPhone 12", finding.Observations.First(o => o.Rule == "video.device-and-software").Text);
    }

    [Fact]
    public void A_writer_younger_than_the_recording_wrote_it_again()
    {
        // 2015-06-01 in seconds since 1904.
        const uint june2015 = 3515961600;
        var finding = Examine(new MovieBytes { Created = june2015, Modified = june2015, UserData = [("©too", "Lavf58.29.100")] });
        Assert.Equal(["video.younger-writer"], Rules(finding));
        Assert.Contains("exists since 2018", finding.Observations.First(o => o.Rule == "video.younger-writer").Text);
    }

    [Fact]
    public void A_change_before_the_creation_is_found() =>
        Assert.Equal(["video.time-order"], Rules(Examine(new MovieBytes { Created = 3515961600, Modified = 3515961600 - 86400 })));

    [Fact]
    public void Odd_groups_between_regular_key_pictures_are_noted()
    {
        var finding = Examine(new MovieBytes { KeyPictures = [1, 11, 21, 31, 34, 44, 54, 64, 74, 84, 94] });
        var note = Assert.Single(finding.Observations, o => o.Rule == "video.key-pictures");
        Assert.Equal(Weight.Note, note.Weight);
        Assert.Contains("at about 1.20 s", note.Text);
    }

    [Fact]
    public void A_file_without_an_index_fails_with_a_code()
    {
        var whole = new MovieBytes().Build();
        using var specimen = MadeMedia.Of(whole[..24], MediaFormat.Mp4);
        Assert.Equal(FindingState.Failed, _detector.Examine(specimen, TestContext.Current.CancellationToken).State);
    }

    [Fact]
    public void A_wave_file_is_not_applicable()
    {
        using var specimen = MadeMedia.Of([1, 2, 3], MediaFormat.Wav);
        Assert.Equal(Codes.NotApplicableFormat, _detector.Examine(specimen, TestContext.Current.CancellationToken).Reason.Code);
    }

    [Theory]
    [InlineData("v.mp4", MediaFormat.Mp4)]
    [InlineData("v.mov", MediaFormat.Mov)]
    [InlineData("v.mkv", MediaFormat.Matroska)]
    [InlineData("v.webm", MediaFormat.WebM)]
    public void A_file_of_ffmpeg_is_consistent_and_names_its_writer(string name, MediaFormat format)
    {
        using var made = new MadeMedia();
        using var specimen = MadeMedia.Open(made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=25", "-f", "lavfi", "-i", "sine", "-t", "2", name), format);
        var finding = _detector.Examine(specimen, TestContext.Current.CancellationToken);
        Assert.Empty(Rules(finding));
        Assert.Contains(finding.Observations, o => o.Rule == "video.writer" && o.Text.Contains("Lavf", StringComparison.Ordinal));
    }

    [Fact]
    public void A_trim_without_re_encoding_leaves_hidden_material()
    {
        using var made = new MadeMedia();
        var whole = made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=25", "-t", "6", "-g", "100", "a.mp4");
        // The cut begins two seconds after the key picture that has to be kept.
        using var specimen = MadeMedia.Open(made.Make("-ss", "2", "-i", whole, "-c", "copy", "b.mp4"), MediaFormat.Mp4);
        var finding = _detector.Examine(specimen, TestContext.Current.CancellationToken);
        Assert.Contains("video.hidden-material", Rules(finding));
    }

    private static Finding Examine(MovieBytes movie)
    {
        using var specimen = MadeMedia.Of(movie.Build(), MediaFormat.Mp4);
        return _detector.Examine(specimen, TestContext.Current.CancellationToken);
    }

    private static string[] Rules(Finding finding) => [.. finding.Observations.Where(o => o.Weight != Weight.Note).Select(o => o.Rule)];
}
