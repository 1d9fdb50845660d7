using CsCheck;
using Touchstone.Numerics;
using Touchstone.Numerics.Planes;

namespace Touchstone.Tests.Numerics.Planes;

/// <summary>Origin of the vectors: SciPy 1.10 (ndimage.correlate1d and median_filter, mode "reflect") and NumPy (linalg.eigh of the covariance) on the patterns written here.</summary>
public sealed class PlaneKernelTests
{
    private const int Width = 5, Height = 4;

    private static readonly float[] Pattern = [.. Enumerable.Range(0, Width * Height).Select(i => (float)((i % Width * (i % Width) * 3 + i / Width * 17 + i % Width * (i / Width) * 5) % 97))];

    private static readonly Gen<(float[] Samples, int Width)> Planes =
        from w in Gen.Int[1, 20]
        from h in Gen.Int[1, 20]
        from s in Gen.Int[0, 9].Select(v => (float)v).Array[w * h]
        select (s, w);

    [Fact]
    public void Sobel_and_Scharr_equal_SciPy()
    {
        Equal(Gradient3.Sobel,
            [2.125f, 7.25f, 13.25f, 19.25f, 11.125f, 4, 11, 17, 10.875f, 0.875f, 6.5f, 16, 9.875f, -8.375f, -8.75f, 8.375f, 19.75f, -10.625f, -16.75f, 5.25f],
            [9.125f, 11, 13.5f, 16, 17.875f, 18.25f, 22, 27, 19.875f, -0.625f, 18.25f, 22, 14.875f, -4.375f, -12.75f, 9.125f, 11, 1.375f, -8.25f, 5.75f]);
        Equal(Gradient3.Scharr,
            [1.96875f, 6.9375f, 12.9375f, 18.9375f, 10.96875f, 4, 11, 17, 13.90625f, 3.90625f, 6.5f, 16, 12.90625f, -11.40625f, -14.8125f, 8.53125f, 20.0625f, -13.34375f, -16.4375f, 8.4375f],
            [8.96875f, 11, 13.5f, 16, 18.03125f, 17.9375f, 22, 27, 22.90625f, -3.34375f, 17.9375f, 22, 17.90625f, -7.40625f, -12.4375f, 8.96875f, 11, 4.40625f, -14.3125f, 8.9375f]);
    }

    private static void Equal(float middle, float[] across, float[] down)
    {
        var (a, d) = (new float[Pattern.Length], new float[Pattern.Length]);
        Gradient3.Derive(Pattern, Width, middle, a, d);
        for (var i = 0; i < a.Length; i++)
        {
            Assert.Equal(across[i], a[i], 1e-4f);
            Assert.Equal(down[i], d[i], 1e-4f);
        }
    }

    [Fact]
    public void A_slope_has_its_own_steepness()
    {
        float[] slope = [.. Enumerable.Range(0, 63).Select(i => 3f * (i % 9) - 2f * (i / 9))];
        var (a, d) = (new float[63], new float[63]);
        Gradient3.Derive(slope, 9, Gradient3.Scharr, a, d);
        Assert.Equal((3f, -2f), (a[3 * 9 + 4], d[3 * 9 + 4]));
    }

    [Fact]
    public void The_median_equals_SciPy()
    {
        var medians = new float[Pattern.Length];
        Median3.Filter(Pattern, Width, medians);
        Assert.Equal([3, 12, 25, 39, 48, 17, 25, 39, 48, 48, 34, 47, 59, 62, 62, 51, 66, 69, 62, 62], medians);
    }

    // Oracle: all nine samples, sorted.
    [Fact]
    public void The_median_equals_its_definition() => Planes.Sample(p =>
    {
        var (medians, height) = (new float[p.Samples.Length], p.Samples.Length / p.Width);
        Median3.Filter(p.Samples, p.Width, medians);
        for (var i = 0; i < medians.Length; i++)
        {
            var around = Enumerable.Range(0, 9).Select(k => p.Samples[Mirror.Index(i / p.Width + k / 3 - 1, height) * p.Width + Mirror.Index(i % p.Width + k % 3 - 1, p.Width)]).Order().ElementAt(4);
            Assert.Equal(around, medians[i]);
        }
    });

    [Fact]
    public void Principal_axes_equal_NumPy()
    {
        byte[] triples = [.. Enumerable.Range(0, 40).SelectMany(i => new[] { (byte)((7 * i * i + 3) % 251), (byte)((5 * i * i + 11 * i) % 241), (byte)((3 * i + i * i * i) % 239) })];
        var (mean, axes) = PrincipalAxes3.Of(triples);
        Assert.Equal([89.775, 76.775, 109.925], mean.Select(m => Math.Round(m, 9)));
        Assert.Equal([5259.01028356, 4941.59945918, 2932.55838227], axes.Select(a => Math.Round(a.Variance, 8)));
        double[][] expected = [[0.780457333, 0.534318067, -0.324639113], [0.130266964, 0.368879057, 0.920303623], [-0.611487424, 0.760547463, -0.218290372]];
        for (var n = 0; n < 3; n++) Assert.Equal(expected[n], axes[n].Direction.Select(d => Math.Round(d, 9)));
    }

    [Fact]
    public void A_grey_picture_has_one_axis()
    {
        byte[] grey = [.. Enumerable.Range(0, 256).SelectMany(i => new[] { (byte)i, (byte)i, (byte)i })];
        var (_, axes) = PrincipalAxes3.Of(grey);
        Assert.All(axes[0].Direction, d => Assert.Equal(1 / Math.Sqrt(3), d, 1e-9));
        Assert.All(axes[1..], a => Assert.Equal(0, a.Variance, 1e-6));
    }

    [Fact]
    public void Wrong_shapes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Median3.Filter(new float[7], 3, new float[7]));
        Assert.Throws<ArgumentException>(() => Gradient3.Derive(new float[6], 3, Gradient3.Sobel, new float[6], new float[5]));
        Assert.Throws<ArgumentException>(() => PrincipalAxes3.Of(new byte[4]));
    }

    // By hand: the line 0 1 4 9 16 has second differences 2 everywhere; the column 0 17 34 51 has none.
    [Fact]
    public void Second_differences_are_summed_over_strips_and_bounded()
    {
        float[] samples = [.. Enumerable.Range(0, 20).Select(i => (float)(i % 5 * (i % 5) + 17 * (i / 5)))];
        var (across, down) = (new float[2 * 5], new float[2 * 4]);
        SecondDifferences.Sum(samples, 5, 2, 8, across, down);
        Assert.Equal([0, 4, 4, 4, 0, 0, 4, 4, 4, 0], across);
        Assert.Equal(new float[8], down);
        samples[7] += 100;
        SecondDifferences.Sum(samples, 5, 2, 8, across, down);
        // The struck sample and its neighbours reach the bound of 8; the other line of the strip keeps its 2.
        Assert.Equal([0, 10, 10, 10, 0, 0, 4, 4, 4, 0], across);
        // The struck column is the first of the second strip: lines 1 and 2 are inside, the first and the last count 0.
        Assert.Equal([0, 0, 0, 0, 0, 8, 8, 0], down);
    }

    [Fact]
    public void Second_differences_of_any_plane_are_those_of_its_samples_one_by_one() => Planes.Sample(plane =>
    {
        var (samples, width) = plane;
        var height = samples.Length / width;
        const int strip = 3;
        var (across, down) = (new float[height / strip * width], new float[width / strip * height]);
        SecondDifferences.Sum(samples, width, strip, 5, across, down);
        float At(int x, int y) => samples[y * width + x];
        for (var s = 0; s < height / strip; s++)
            for (var x = 0; x < width; x++)
                Assert.Equal(x == 0 || x == width - 1 ? 0 : Enumerable.Range(s * strip, strip).Sum(y => Math.Min(5, Math.Abs(2 * At(x, y) - At(x - 1, y) - At(x + 1, y)))), across[s * width + x]);
        for (var s = 0; s < width / strip; s++)
            for (var y = 0; y < height; y++)
                Assert.Equal(y == 0 || y == height - 1 ? 0 : Enumerable.Range(s * strip, strip).Sum(x => Math.Min(5, Math.Abs(2 * At(x, y) - At(x, y - 1) - At(x, y + 1)))), down[s * height + y]);
    });
}
