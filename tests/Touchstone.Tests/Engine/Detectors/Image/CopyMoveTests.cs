using Touchstone.Engine.Copies;
using Touchstone.Engine.Detectors.Image.CopyMove;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Tests.Engine.Detectors.Image;

// Origin of all vectors: TexturedScene, computed in the test; positions, angles and scales of the copies are the test's own.
public sealed class CopyMoveTests
{
    private static readonly CopyMove Detector = new();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(37, 1)]
    [InlineData(180, 1)]
    [InlineData(0, 0.7)]
    [InlineData(0, 1.6)]
    [InlineData(-110, 1.2)]
    public void A_turned_or_resized_copy_is_found_with_both_of_its_places(double degrees, double scale)
    {
        var file = new TexturedScene(400, 300, 11).Copy(90, 100, 280, 180, 90, degrees, scale).Png();
        var finding = TexturedScene.Examine(Detector, file);
        Assert.True(CopyReading.Flags(finding), finding.Reason.Text);
        Assert.True(CopyReading.Drawn(finding, 90, 100) >= finding.Maps[0].Threshold);
        Assert.True(CopyReading.Drawn(finding, 280, 180) >= finding.Maps[0].Threshold);
        Assert.True(CopyReading.Drawn(finding, 340, 40) < finding.Maps[0].Threshold);
        Assert.Equal(finding.Regions[0].PairId, finding.Regions[1].PairId);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(75)]
    public void A_copy_is_found_after_saving_as_jpeg(int quality) =>
        Assert.True(CopyReading.Flags(TexturedScene.Examine(Detector, new TexturedScene(400, 300, 12).Copy(90, 100, 280, 180, 96).Jpeg(quality))));

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void An_untouched_texture_has_no_copy(ulong seed)
    {
        var finding = TexturedScene.Examine(Detector, new TexturedScene(400, 300, seed).Jpeg(90));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.False(CopyReading.Flags(finding), finding.Reason.Text);
        Assert.Empty(finding.Regions);
    }

    [Fact]
    public void The_same_shape_with_other_noise_is_not_a_copy()
    {
        var finding = TexturedScene.Examine(Detector, Windows(0).Png());
        Assert.False(CopyReading.Flags(finding), finding.Reason.Text);
    }

    [Fact]
    public void A_pair_that_was_refused_passes_nothing()
    {
        // Alike enough to be compared, and not down to the noise.
        var finding = TexturedScene.Examine(Detector, Windows(0.6f).Png());
        Assert.False(CopyReading.Flags(finding), finding.Reason.Text);
        Assert.Equal(["copied area, source and copy together", "fine-detail correlation of the best pair", "noise correlation of the best pair"], finding.Scores.Select(s => s.Name));
        Assert.All(finding.Scores.Skip(1), s => Assert.Equal((Direction.Descriptive, null), (s.Direction, s.Threshold)));
    }

    // A noise-free pattern stands twice in the scene, as with two windows of a house; the noise of the second place is its own but for this share.
    private static TexturedScene Windows(float shared)
    {
        var scene = new TexturedScene(400, 300, 31);
        var pattern = new TexturedScene(400, 300, 32);
        for (var y = 0; y < 96; y++)
            for (var x = 0; x < 96; x++)
            {
                var window = x % 48 is > 8 and < 40 && y % 48 is > 8 and < 40 ? 70 : 170;
                var (one, other) = ((pattern.Samples[y * 400 + x] - 128) / 10, (pattern.Samples[(y + 150) * 400 + x + 200] - 128) / 10);
                scene.Samples[(60 + y) * 400 + 40 + x] = window + one;
                scene.Samples[(150 + y) * 400 + 250 + x] = window + shared * one + (1 - shared) * other;
            }
        return scene;
    }

    [Fact]
    public void The_values_of_a_copy_pass_their_limits()
    {
        var finding = TexturedScene.Examine(Detector, new TexturedScene(400, 300, 11).Copy(90, 100, 280, 180, 90).Png());
        Assert.Equal(3, finding.Scores.Count);
        Assert.All(finding.Scores, s => Assert.True(s.PassesThreshold(), s.Name));
    }

    [Fact]
    public void A_part_mirrored_to_the_other_side_of_an_axis_is_found()
    {
        var scene = new TexturedScene(400, 300, 14);
        for (var y = 100; y < 196; y++)
            for (var x = 50; x < 150; x++) scene.Samples[y * 400 + 399 - x] = scene.Samples[y * 400 + x];
        Assert.True(CopyReading.Flags(TexturedScene.Examine(Detector, scene.Png())));
        Assert.True(CopyReading.Flags(TexturedScene.Examine(Detector, scene.Jpeg(95))));
    }

    [Theory]
    [InlineData(80, 0.5, false)]
    [InlineData(80, 0.8, true)]
    [InlineData(240, 0.5, true)]
    public void A_thing_that_is_its_own_mirror_image_needs_the_same_noise_on_both_sides(double axisTimesTwo, double noise, bool isCopy)
    {
        // Vector: a region of 10×5 cells from the corner, mirrored about x = 40, which sends it into itself, or about x = 120, which does not.
        var grid = new CorrelationGrid(0, 0, 10, 5, [.. Enumerable.Repeat(0.9f, 50)]);
        var pair = new CopyPair(new Affine(-1, 0, axisTimesTwo, 0, 1, 0), grid, [.. Enumerable.Repeat(true, 50)], 50, 0.9, noise, 3000, 1);
        Assert.Equal(axisTimesTwo == 80 ? 1 : 0, pair.OwnMirror());
        Assert.Equal(isCopy, CopyJudge.IsCopy(pair));
    }

    [Fact]
    public void The_same_bytes_give_the_same_finding()
    {
        var file = new TexturedScene(300, 260, 41).Copy(80, 80, 200, 180, 80, 20).Png();
        var (one, two) = (TexturedScene.Examine(Detector, file), TexturedScene.Examine(Detector, file));
        Assert.Equal(one.Maps[0].Values, two.Maps[0].Values);
        Assert.Equal(one.Scores, two.Scores);
    }

    [Fact]
    public void A_flat_image_is_not_judged()
    {
        var scene = new TexturedScene(200, 200, 51);
        Array.Fill(scene.Samples, 120);
        Assert.Equal(Codes.NotApplicableNoTrace, TexturedScene.Examine(Detector, scene.Png()).Reason.Code);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(500, 60)]
    [InlineData(95, 95)]
    public void A_small_image_is_not_judged(int width, int height) =>
        Assert.Equal(Codes.NotApplicableTooSmall, TexturedScene.Examine(Detector, new TexturedScene(width, height, 52).Png()).Reason.Code);
}
