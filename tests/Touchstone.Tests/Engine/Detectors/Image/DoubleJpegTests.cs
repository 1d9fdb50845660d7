using Touchstone.Engine.Detectors.Image.DoubleJpeg;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Tests.Engine.Detectors.Image;

// Origin of all vectors: TexturedScene, computed in the test and saved by libjpeg-turbo through SkiaSharp; the places of the pastes are the test's own.
public sealed class DoubleJpegTests
{
    private static readonly DoubleJpeg Detector = new();

    private static Finding Spliced(int first, int last) => TexturedScene.Examine(Detector,
        new TexturedScene(512, 384, 61).Saved(first).Paste(new TexturedScene(512, 384, 62), 200, 120, 160, 144).Jpeg(last));

    [Theory]
    [InlineData(60, 90)]
    [InlineData(70, 90)]
    [InlineData(80, 95)]
    public void A_part_pasted_between_two_saves_is_found_and_bounded(int first, int last)
    {
        var finding = Spliced(first, last);
        Assert.True(finding.Scores[0].Value <= finding.Scores[0].Threshold, finding.Reason.Text);
        var region = finding.Regions[0];
        Assert.InRange(region.X, 184, 216);
        Assert.InRange(region.Y, 104, 136);
        Assert.InRange(region.Width, 136, 192);
        Assert.InRange(region.Height, 120, 176);
    }

    [Theory]
    [InlineData(60, 90)]
    [InlineData(80, 95)]
    public void An_image_saved_twice_as_a_whole_is_noted_and_not_alarmed(int first, int last)
    {
        var finding = TexturedScene.Examine(Detector, new TexturedScene(512, 384, 63).Saved(first).Jpeg(last));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.True(finding.Scores[0].Value > finding.Scores[0].Threshold);
        Assert.Empty(finding.Regions);
        Assert.Equal(Weight.Note, Assert.Single(finding.Observations).Weight);
    }

    [Fact]
    public void The_first_quantisation_steps_are_recovered()
    {
        // Luma table of quality 60 (IJG scaling, 80 % of T.81 table K.1, rounded) in zigzag order; the scene has little above the first nine.
        int[] expected = [13, 9, 10, 11, 10, 8, 13, 11, 10];
        var steps = Spliced(60, 90).Parameters["first steps Q1 (– = none seen)"].Split(' ');
        Assert.Equal(string.Join(' ', expected), string.Join(' ', steps[..expected.Length]));
        Assert.Equal(60, Spliced(60, 90).Scores.Single(s => s.Name == "quality of the first save").Value);
    }

    [Fact]
    public void A_step_of_three_before_two_is_not_taken_for_six_in_a_quarter_of_the_blocks()
    {
        // Luma tables of quality 90 and 95 in zigzag order; the histogram of 3 before 2 is that of 6 before 2 in a quarter of the coefficients.
        int[] expected = [3, 2, 2, 3];
        var finding = Spliced(90, 95);
        Assert.Equal(string.Join(' ', expected), string.Join(' ', finding.Parameters["first steps Q1 (– = none seen)"].Split(' ')[..expected.Length]));
        Assert.True(finding.Scores[0].Value <= finding.Scores[0].Threshold, finding.Reason.Text);
    }

    [Fact]
    public void The_mean_of_the_blocks_need_not_show_a_step_that_its_last_one_hides()
    {
        // Every step 2; quality 95 has 2 for the mean and 1 for the frequencies after it.
        var finding = TexturedScene.Examine(Detector, new TexturedScene(512, 384, 61).Quantised(2, 2).Paste(new TexturedScene(512, 384, 62), 200, 120, 160, 144).Jpeg(95));
        Assert.StartsWith("– 2 2", finding.Parameters["first steps Q1 (– = none seen)"], StringComparison.Ordinal);
        Assert.True(finding.Scores[0].Value <= finding.Scores[0].Threshold, finding.Reason.Text);
    }

    [Fact]
    public void The_mean_of_the_blocks_must_show_steps_that_would_mark_it()
    {
        // A mean of step 2 under steps of 3: a table as coarse in the mean as elsewhere would have left its trace there.
        var finding = TexturedScene.Examine(Detector, new TexturedScene(512, 384, 61).Quantised(2, 3).Paste(new TexturedScene(512, 384, 62), 200, 120, 160, 144).Jpeg(95));
        Assert.StartsWith("– 3 3", finding.Parameters["first steps Q1 (– = none seen)"], StringComparison.Ordinal);
        Assert.Equal(Codes.NotApplicableNoTrace, finding.Reason.Code);
    }

    [Fact]
    public void A_save_that_another_grid_shows_comes_before_one_that_the_mean_does_not_show()
    {
        // Saved three times: at 60 on a grid that cropping moved to (5,3), with every step 2 on the file's own, where the mean hides it, and at 95.
        var finding = TexturedScene.Examine(Detector, new TexturedScene(512, 384, 63).Saved(60).Cropped(3, 5, 504, 376).Quantised(2, 2).Jpeg(95));
        Assert.Equal("(5,3)", finding.Parameters["grid of the first save"]);
        Assert.Equal(FindingState.Measured, finding.State);
    }

    [Theory]
    [InlineData(0, 0, 3, true)]
    [InlineData(1, 0, 5, true)]
    [InlineData(1, 0, 4, false)]
    [InlineData(1, 0, 3, false)]
    public void On_another_grid_only_steps_coarser_than_the_last_ones_count(int right, int down, int first, bool counts) =>
        Assert.Equal(counts, new Steps(right, down, first, 4).IsSeen);

    private sealed record Steps(int Right, int Down, int First, int Last)
        : FirstSave(Right, Down, [.. Enumerable.Range(0, Frequencies.Count).Select(k => new PrimaryEstimate(k, First, Last, 1, 1, 0, []))])
    {
        public override bool Read(int row, int column, Span<int> at) => false;
    }

    [Theory]
    [InlineData(60, 90, 3, 5)]
    [InlineData(70, 90, 0, 4)]
    [InlineData(80, 95, 6, 0)]
    [InlineData(80, 95, 1, 7)]
    public void A_part_pasted_into_a_cropped_picture_is_found_by_the_save_on_the_lost_grid(int first, int last, int right, int down)
    {
        // Cropping by (right, down) moves the first grid to (8 − right, 8 − down).
        var finding = TexturedScene.Examine(Detector, new TexturedScene(512, 384, 61).Saved(first).Cropped(right, down, 504, 376).Paste(new TexturedScene(512, 384, 62), 200, 120, 160, 144).Jpeg(last));
        Assert.True(finding.Scores[0].Value <= finding.Scores[0].Threshold, finding.Reason.Text);
        Assert.Equal($"({(8 - right) % 8},{(8 - down) % 8})", finding.Parameters["grid of the first save"]);
        var region = finding.Regions[0];
        Assert.InRange(region.X, 180, 220);
        Assert.InRange(region.Y, 100, 140);
        Assert.InRange(region.Width, 128, 200);
        Assert.InRange(region.Height, 112, 184);
    }

    [Theory]
    [InlineData(60, 90)]
    [InlineData(80, 95)]
    public void A_picture_cropped_between_two_saves_is_noted_and_not_alarmed(int first, int last)
    {
        var finding = TexturedScene.Examine(Detector, new TexturedScene(512, 384, 63).Saved(first).Cropped(3, 2, 504, 376).Jpeg(last));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.True(finding.Scores[0].Value > finding.Scores[0].Threshold);
        Assert.Equal("jpeg.double-quantised-shifted", Assert.Single(finding.Observations).Rule);
    }

    [Fact]
    public void The_first_quantisation_steps_are_recovered_on_a_lost_grid()
    {
        // Luma table of quality 60, as above; the last save at 95 leaves its lattice clear.
        int[] expected = [13, 9, 10, 11, 10, 8];
        var finding = TexturedScene.Examine(Detector, new TexturedScene(512, 384, 67).Saved(60).Cropped(3, 2, 504, 376).Jpeg(95));
        Assert.Equal(string.Join(' ', expected), string.Join(' ', finding.Parameters["first steps Q1 (– = none seen)"].Split(' ')[..expected.Length]));
    }

    [Theory]
    [InlineData(90)]
    [InlineData(75)]
    public void An_image_saved_once_carries_no_trace(int quality) =>
        Assert.Equal(Codes.NotApplicableNoTrace, TexturedScene.Examine(Detector, new TexturedScene(512, 384, 64).Jpeg(quality)).Reason.Code);

    [Fact]
    public void A_first_save_of_higher_quality_leaves_no_trace_to_judge() =>
        Assert.Equal(FindingState.NotApplicable, TexturedScene.Examine(Detector, new TexturedScene(512, 384, 65).Saved(95).Jpeg(70)).State);

    [Fact]
    public void A_png_has_no_coefficients_to_read() =>
        Assert.Equal(Codes.NotApplicableFormat, TexturedScene.Examine(Detector, new TexturedScene(200, 200, 66).Png()).Reason.Code);

    [Fact]
    public void A_small_jpeg_is_not_judged() =>
        Assert.Equal(Codes.NotApplicableTooSmall, TexturedScene.Examine(Detector, new TexturedScene(64, 64, 67).Jpeg(90)).Reason.Code);

    [Fact]
    public void A_flat_jpeg_is_not_judged()
    {
        var scene = new TexturedScene(256, 256, 68);
        Array.Fill(scene.Samples, 120);
        Assert.Equal(FindingState.NotApplicable, TexturedScene.Examine(Detector, scene.Jpeg(90)).State);
    }
}
