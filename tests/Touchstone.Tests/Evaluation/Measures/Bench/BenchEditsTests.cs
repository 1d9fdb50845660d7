using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Measures.Bench;
using Touchstone.Evaluation.Perturbations.Image;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Measures.Bench;

public sealed class BenchEditsTests
{
    private static readonly RgbImage Scene = new SimulatedCamera(3).Take(new RenderedScene(3), 512, 512, 3);

    [Fact]
    public void A_paste_changes_the_pixels_of_its_mask_and_no_others()
    {
        var donor = new SimulatedCamera(4).Take(new RenderedScene(4), 512, 512, 4);
        var (image, mask, _) = BenchEdits.Paste(Scene, donor, new Seeded(1));
        Assert.Equal(BenchEdits.Part * BenchEdits.Part, mask.Count(m => m));
        for (var i = 0; i < mask.Length; i++)
            if (!mask[i]) Assert.Equal(Scene.Samples.AsSpan(3 * i, 3), image.Samples.AsSpan(3 * i, 3));
    }

    [Fact]
    public void A_filtered_part_is_the_filtered_picture_within_its_mask_and_the_host_outside()
    {
        var (image, mask, _) = BenchEdits.Filtered(Scene, p => PixelFilters.Sharpen(p, 1, 1), new Seeded(4));
        var sharp = PixelFilters.Sharpen(Scene, 1, 1);
        Assert.Equal(192 * 192, mask.Count(m => m));
        for (var i = 0; i < mask.Length; i++)
            Assert.Equal((mask[i] ? sharp : Scene).Samples.AsSpan(3 * i, 3), image.Samples.AsSpan(3 * i, 3));
    }

    [Fact]
    public void A_plain_copy_holds_the_same_pixels_twice_and_masks_both()
    {
        var (image, mask, _) = BenchEdits.Copy(Scene, 0, 1, new Seeded(2))!.Value;
        Assert.Equal(2 * BenchEdits.Part * BenchEdits.Part, mask.Count(m => m));
        var changed = Enumerable.Range(0, mask.Length).Count(i => !image.Samples.AsSpan(3 * i, 3).SequenceEqual(Scene.Samples.AsSpan(3 * i, 3)));
        Assert.InRange(changed, 1, BenchEdits.Part * BenchEdits.Part);
    }

    [Theory]
    [InlineData(0, 2.0)]
    [InlineData(45, 0.5)]
    [InlineData(20, 1.1)]
    public void A_turned_and_scaled_copy_covers_the_scaled_area(double degrees, double scale)
    {
        var (_, mask, _) = BenchEdits.Copy(Scene, degrees, scale, new Seeded(5))!.Value;
        var expected = BenchEdits.Part * BenchEdits.Part * (1 + scale * scale);
        Assert.InRange(mask.Count(m => m) / expected, 0.97, 1.03);
    }

    [Fact]
    public void A_host_on_the_grid_starts_at_a_block_and_one_off_the_grid_never_does()
    {
        // Each pixel holds its own column and line, so that the corner tells where the cut was made.
        var map = new RgbImage(640, 640, [.. Enumerable.Range(0, 640 * 640).SelectMany(i => new[] { (byte)(i % 640 % 8), (byte)(i / 640 % 8), (byte)0 })]);
        for (ulong seed = 0; seed < 40; seed++)
        {
            var on = BenchEdits.Host(map, new Seeded(seed))!;
            var off = BenchEdits.Host(map, new Seeded(seed), onGrid: false)!;
            Assert.Equal((0, 0), (on.Samples[0], on.Samples[1]));
            Assert.NotEqual((0, 0), (off.Samples[0], off.Samples[1]));
            Assert.InRange(on.Width, 448, 512);
        }
    }

    [Fact]
    public void Every_condition_has_a_name_of_its_own_and_makes_a_picture_that_is_the_same_again()
    {
        Assert.Equal(BenchConditions.All.Count, BenchConditions.All.Select(c => c.Name).Distinct().Count());
        var donor = new SimulatedCamera(4).Take(new RenderedScene(4), 512, 512, 4);
        foreach (var condition in BenchConditions.All.Where((_, i) => i % 4 == 0))
        {
            var one = condition.Make(new BenchEdit(Scene, donor, new Seeded(7)));
            var two = condition.Make(new BenchEdit(Scene, donor, new Seeded(7)));
            Assert.NotNull(one);
            Assert.Equal(one.Bytes, two!.Bytes);
            Assert.Equal(condition.Untouched, !one.Mask.Contains(true));
        }
    }
}
