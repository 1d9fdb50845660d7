using SkiaSharp;
using Touchstone.Engine.Views;
using Touchstone.Media;
using Touchstone.Tests.Media.Jpeg;
using Touchstone.Workbench.Views;

namespace Touchstone.Tests.Workbench.Views;

/// <summary>Origin of the vectors: made here by an encoder.</summary>
public sealed class ViewMakerTests
{
    private static readonly byte[] Sample = JpegSamples.Skia(160, 112, 85, SKJpegEncoderDownsample.Downsample420);
    private static readonly string[] All = [.. ViewCatalog.All.Select(v => v.Id)];

    private static ViewAnswer Draw(byte[] bytes, ViewTerms terms)
    {
        using var specimen = JpegSamples.Open(bytes);
        return ViewMaker.Of(specimen, terms, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Every_picture_is_a_PNG_with_its_scale_and_a_name_of_its_own()
    {
        var drawn = Draw(Sample, new ViewTerms(All, new ViewSettings())).Pictures;
        Assert.Equal(drawn.Count, drawn.Select(d => d.Name).Distinct().Count());
        var made = drawn.Where(d => d.Fault is null).ToArray();
        Assert.Equal(["difference"], drawn.Except(made).Select(d => d.Name));
        foreach (var one in made)
        {
            using var bitmap = SKBitmap.Decode(one.Png);
            Assert.True(bitmap is { Width: >= 800, Height: > 200 }, one.Name);
            Assert.True(one.View is "histogram" or "coefficients" || one.Low < one.High, one.Name);
        }
        var again = Draw(Sample, new ViewTerms(All, new ViewSettings())).Pictures;
        Assert.All(drawn.Zip(again), pair => Assert.Equal(pair.First.Png, pair.Second.Png));
    }

    [Fact]
    public void The_pixels_of_a_view_are_drawn_on_its_scale()
    {
        // 160 × 112 is enlarged four times, the sheet's margin is 16 pixels: the luma channel is grey as stored.
        var drawn = Draw(Sample, new ViewTerms(["channels"], new ViewSettings())).Pictures[0];
        using var bitmap = SKBitmap.Decode(drawn.Png);
        using var specimen = JpegSamples.Open(Sample);
        var luma = specimen.Luma.Value!;
        var top = Enumerable.Range(17, 100).First(y => Math.Abs(bitmap.GetPixel(17, y).Red - luma.Samples[0]) < 1 && Math.Abs(bitmap.GetPixel(17 + 4 * 80, y).Red - luma.Samples[80]) < 1);
        foreach (var (x, y) in new[] { (0, 20), (80, 56), (150, 100) })
            Assert.Equal(MathF.Round(luma.Samples[y * 160 + x]), bitmap.GetPixel(17 + 4 * x, top + 4 * y).Red, 1f);
    }

    [Fact]
    public void Large_pictures_are_reduced_by_their_mean_and_say_so()
    {
        var drawn = Draw(JpegSamples.Skia(600, 300, 90, SKJpegEncoderDownsample.Downsample444), new ViewTerms(["ela"], new ViewSettings()) { Edge = 256 }).Pictures[0];
        Assert.Equal((600, 300, 3), (drawn.Width, drawn.Height, drawn.Reduction));
    }

    [Fact]
    public void The_scale_and_the_quality_can_be_set()
    {
        var drawn = Draw(Sample, new ViewTerms(["ela", "noise-median"], new ViewSettings { ResaveQuality = 70, ScaleTop = 20 })).Pictures;
        Assert.Equal([(0.0, 20.0), (-20.0, 20.0)], drawn.Select(d => (d.Low!.Value, d.High!.Value)));
        Assert.Contains("quality 70", drawn[0].Note);
    }

    [Fact]
    public void A_missing_or_broken_reference_is_a_coded_fault()
    {
        var missing = Draw(Sample, new ViewTerms(["difference"], new ViewSettings()) { Against = "/no/such/file.jpg" }).Pictures;
        Assert.Equal(Codes.ViewReference, Assert.Single(missing).Fault?.Code);
    }

    [Fact]
    public void Damaged_files_give_views_or_codes_and_never_an_exception()
    {
        for (var cut = 2; cut < Sample.Length; cut += Sample.Length / 12)
        {
            var broken = Sample[..cut].Concat(Enumerable.Repeat((byte)0xFF, 5)).ToArray();
            if (!Intake.TryOpen("broken.jpg", broken, Limits.Default, out var specimen, out _, TestContext.Current.CancellationToken)) continue;
            using (specimen)
            {
                var answer = ViewMaker.Of(specimen, new ViewTerms(All, new ViewSettings()) { Tree = true, Hex = new ByteRange(0, 64) }, TestContext.Current.CancellationToken);
                Assert.All(answer.Pictures, p => Assert.True(p.Fault is { Code.Length: > 0 } || p.Png.Length > 0, p.Name));
                Assert.DoesNotContain(answer.Pictures, p => p.Fault?.Code == Codes.ViewFailed);
                Assert.NotEmpty(answer.Lines);
            }
        }
    }

    [Fact]
    public void The_tree_names_markers_with_their_offsets()
    {
        var lines = Draw(Sample, new ViewTerms([], new ViewSettings()) { Tree = true }).Lines;
        Assert.Contains(lines, l => l.StartsWith("0x00000000  2", StringComparison.Ordinal) && l.EndsWith("SOI", StringComparison.Ordinal));
        var frame = JpegSamples.FrameHeader(Sample);
        Assert.Contains(lines, l => l.StartsWith($"0x{frame:x8}", StringComparison.Ordinal) && l.EndsWith("SOF0", StringComparison.Ordinal));
        Assert.Equal("Nothing breaks the rules of the format.", lines[^1]);
        Assert.StartsWith("0x", Draw(Sample[..^2], new ViewTerms([], new ViewSettings()) { Tree = true }).Lines[^1]);
    }

    [Fact]
    public void The_dump_shows_bytes_letters_and_where_markers_begin()
    {
        var lines = Draw(Sample, new ViewTerms([], new ViewSettings()) { Hex = new ByteRange(0, 20) }).Lines;
        Assert.Equal(2, lines.Count);
        Assert.StartsWith("00000000  ff d8 ff e0 00 10 4a 46  49 46 ", lines[0]);
        Assert.Contains("......JFIF", lines[0]);
        Assert.EndsWith("SOI at 0x0, APP0 at 0x2", lines[0]);
        Assert.Equal(Codes.ViewOutside, Draw(Sample, new ViewTerms([], new ViewSettings()) { Hex = new ByteRange(Sample.Length, 1) }).TextFault?.Code);
    }
}
