using Touchstone.Engine.Detectors.Image.KeypointCopies;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Tests.Engine.Detectors.Image;

// Origin of all vectors: TexturedScene, computed in the test; positions, angles and scales of the copies are the test's own.
public sealed class KeypointCopiesTests
{
    private static readonly KeypointCopies Detector = new();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(90, 1)]
    [InlineData(0, 0.55)]
    [InlineData(0, 1.9)]
    [InlineData(-133, 1.3)]
    public void A_turned_or_resized_copy_is_found_with_both_of_its_places(double degrees, double scale)
    {
        var file = new TexturedScene(400, 300, 11).Copy(90, 100, 290, 180, 100, degrees, scale).Jpeg(90);
        var finding = TexturedScene.Examine(Detector, file);
        Assert.True(CopyReading.Flags(finding), finding.Reason.Text);
        Assert.True(CopyReading.Drawn(finding, 90, 100) >= finding.Maps[0].Threshold);
        Assert.True(CopyReading.Drawn(finding, 290, 180) >= finding.Maps[0].Threshold);
        Assert.True(CopyReading.Drawn(finding, 380, 20) < finding.Maps[0].Threshold);
        Assert.Equal(finding.Regions[0].PairId, finding.Regions[1].PairId);
        Assert.True(finding.Scores[1].Value < -6);
    }

    [Theory]
    [InlineData(25, 1)]
    [InlineData(0, 0.7)]
    [InlineData(0, 1.5)]
    public void The_interpolated_side_is_named_the_copy(double degrees, double scale)
    {
        var finding = TexturedScene.Examine(Detector, new TexturedScene(400, 300, 11).Copy(90, 100, 290, 180, 100, degrees, scale).Png());
        var copy = Assert.Single(finding.Regions, r => r.Label.EndsWith("; the copy", StringComparison.Ordinal));
        Assert.InRange(290, copy.X, copy.X + copy.Width);
        var source = Assert.Single(finding.Regions, r => r.Label.EndsWith("; the source", StringComparison.Ordinal));
        Assert.InRange(90, source.X, source.X + source.Width);
        Assert.Contains("interpolated", finding.Reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_copy_by_whole_pixels_no_side_is_named()
    {
        var finding = TexturedScene.Examine(Detector, new TexturedScene(400, 300, 11).Copy(90, 100, 290, 180, 100, 0, 1).Jpeg(90));
        Assert.All(finding.Regions, r => Assert.DoesNotContain("; the", r.Label, StringComparison.Ordinal));
        Assert.EndsWith("Which side is the source cannot be told.", finding.Reason.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void An_untouched_texture_has_no_copy(ulong seed)
    {
        var finding = TexturedScene.Examine(Detector, new TexturedScene(400, 300, seed).Jpeg(90));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.False(CopyReading.Flags(finding), finding.Reason.Text);
        Assert.Empty(finding.Regions);
        // Nothing was compared: no values of a pair that is not there.
        Assert.EndsWith("no keypoints move alike.", finding.Reason.Text, StringComparison.Ordinal);
        Assert.Single(finding.Scores);
    }

    [Fact]
    public void The_same_shape_with_other_noise_is_not_a_copy()
    {
        // Windows of unlike sizes stand twice in the scene, as strong as each other; their noise (σ = 3) is drawn for each place.
        var scene = new TexturedScene(400, 300, 31);
        var chance = new Seeded(32);
        for (var y = 0; y < 110; y++)
            for (var x = 0; x < 110; x++)
            {
                var wall = x % 37 is > 6 and < 30 && y % 55 is > 9 and < 41 ? 60 + x / 37 * 20 + y / 55 * 15 : 170;
                scene.Samples[(40 + y) * 400 + 30 + x] = wall + 3 * chance.NextNormal();
                scene.Samples[(160 + y) * 400 + 250 + x] = wall + 3 * chance.NextNormal();
            }
        var finding = TexturedScene.Examine(Detector, scene.Png());
        Assert.False(CopyReading.Flags(finding), finding.Reason.Text);
        // It was compared, and no value of it may be shown as passed: the text names what it failed.
        Assert.Equal(4, finding.Scores.Count);
        Assert.All(finding.Scores.Skip(1), s => Assert.Null(s.PassesThreshold()));
        Assert.Matches("not taken for (a copy|copies).*: .*(needed|by chance|own mirror image|stretched|quiet pixels)", finding.Reason.Text);
    }

    [Fact]
    public void A_part_mirrored_to_the_other_side_of_an_axis_is_found()
    {
        var scene = new TexturedScene(400, 300, 14);
        for (var y = 100; y < 196; y++)
            for (var x = 50; x < 150; x++) scene.Samples[y * 400 + 399 - x] = scene.Samples[y * 400 + x];
        Assert.True(CopyReading.Flags(TexturedScene.Examine(Detector, scene.Jpeg(95))));
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
    [InlineData(95, 300)]
    public void A_small_image_is_not_judged(int width, int height) =>
        Assert.Equal(Codes.NotApplicableTooSmall, TexturedScene.Examine(Detector, new TexturedScene(width, height, 52).Png()).Reason.Code);
}
