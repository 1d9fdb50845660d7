using CsCheck;
using Touchstone.Numerics;
using Touchstone.Numerics.Filters;

namespace Touchstone.Tests.Numerics.Filters;

public sealed class FilterTests
{
    private static readonly Gen<(float[] Samples, int Width, int Height)> Planes =
        from w in Gen.Int[1, 40]
        from h in Gen.Int[1, 25]
        from s in Gen.Float[-100, 100].Array[w * h]
        select (s, w, h);

    [Fact]
    public void A_rectangle_sums_its_samples() => Planes.Sample(p =>
    {
        var table = new double[(p.Width + 1) * (p.Height + 1)];
        IntegralImage.Build(p.Samples, p.Width, table);
        var (left, top) = (p.Width / 3, p.Height / 4);
        var expected = 0.0;
        for (var y = top; y < p.Height; y++)
            for (var x = left; x < p.Width; x++)
                expected += p.Samples[y * p.Width + x];
        Assert.Equal(expected, IntegralImage.Sum(table, p.Width, left, top, p.Width - left, p.Height - top), 1e-8);
    });

    [Fact]
    public void A_box_mean_counts_the_samples_inside() => Gen.Select(Planes, Gen.Int[0, 12]).Sample((p, radius) =>
    {
        var means = new float[p.Samples.Length];
        BoxFilter.Mean(p.Samples, p.Width, radius, new double[(p.Width + 1) * (p.Height + 1)], means);
        Each(p.Width, p.Height, (x, y) =>
        {
            var (sum, count) = (0.0, 0);
            for (var v = Math.Max(0, y - radius); v <= Math.Min(p.Height - 1, y + radius); v++)
                for (var u = Math.Max(0, x - radius); u <= Math.Min(p.Width - 1, x + radius); u++, count++)
                    sum += p.Samples[v * p.Width + u];
            Assert.Equal(sum / count, means[y * p.Width + x], 1e-4);
        });
    });

    [Fact]
    public void A_separable_convolution_equals_its_definition() =>
        Gen.Select(Planes, Gen.Int[0, 5], Gen.Int[0, 5]).Sample((p, r, c) =>
        {
            var row = Enumerable.Range(0, 2 * r + 1).Select(i => 0.1f * i - 0.2f).ToArray();
            var column = Enumerable.Range(0, 2 * c + 1).Select(i => 0.3f - 0.05f * i).ToArray();
            var result = new float[p.Samples.Length];
            SeparableConvolution.Apply(p.Samples, p.Width, row, column, new float[result.Length], result);
            Each(p.Width, p.Height, (x, y) =>
            {
                var expected = 0.0;
                for (var i = -c; i <= c; i++)
                    for (var j = -r; j <= r; j++)
                        expected += column[i + c] * row[j + r] * p.Samples[Mirror.Index(y + i, p.Height) * p.Width + Mirror.Index(x + j, p.Width)];
                Assert.Equal(expected, result[y * p.Width + x], 1e-3);
            });
        });

    [Fact]
    public void The_median_is_the_fifth_of_nine() => Planes.Sample(p =>
    {
        var result = new float[p.Samples.Length];
        Median3x3.Apply(p.Samples, p.Width, result);
        Each(p.Width, p.Height, (x, y) =>
        {
            var nine = from v in Enumerable.Range(y - 1, 3)
                       from u in Enumerable.Range(x - 1, 3)
                       select p.Samples[Mirror.Index(v, p.Height) * p.Width + Mirror.Index(u, p.Width)];
            Assert.Equal(nine.Order().ElementAt(4), result[y * p.Width + x]);
        });
    });

    // Closed form: e^(−½) between neighbours one standard deviation apart.
    [Fact]
    public void A_gaussian_kernel_is_normalised_and_symmetric()
    {
        var kernel = GaussianKernel.Of(1.5);
        Assert.Equal(13, kernel.Length);
        Assert.Equal(1f, kernel.Sum(), 1e-6f);
        Assert.Equal(kernel, kernel.Reverse());
        Assert.Equal(MathF.Exp(-0.5f), GaussianKernel.Of(3)[12 + 3] / GaussianKernel.Of(3)[12], 1e-6f);
    }

    // Oracle: formulas (9) to (11) of Lukáš et al. 2006, appendix A, window by window in double.
    [Fact]
    public void Wiener_shrinkage_equals_its_definition() => Gen.Select(Planes, Gen.Float[0.5f, 60]).Sample((p, sigma) =>
    {
        var noise = (float[])p.Samples.Clone();
        new WienerShrinkage(p.Width).KeepNoise(noise, p.Width, p.Width, p.Height, sigma);
        Each(p.Width, p.Height, (x, y) =>
        {
            var signal = double.PositiveInfinity;
            for (var radius = 1; radius <= 4; radius++)
            {
                var sum = 0.0;
                for (var v = -radius; v <= radius; v++)
                    for (var u = -radius; u <= radius; u++)
                        sum += Math.Pow(p.Samples[Mirror.Index(y + v, p.Height) * p.Width + Mirror.Index(x + u, p.Width)], 2);
                signal = Math.Min(signal, Math.Max(0, sum / Math.Pow(2 * radius + 1, 2) - (double)sigma * sigma));
            }
            var c = p.Samples[y * p.Width + x];
            Assert.Equal(c * sigma * sigma / (signal + sigma * sigma), noise[y * p.Width + x], 1e-3);
        });
    });

    [Fact]
    public void Wrong_shapes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => IntegralImage.Build(new float[7], 3, new double[12]));
        Assert.Throws<ArgumentException>(() => SeparableConvolution.Apply(new float[4], 2, new float[2], new float[1], new float[4], new float[4]));
        Assert.Throws<ArgumentException>(() => Median3x3.Apply(new float[4], 2, new float[3]));
        Assert.Throws<ArgumentException>(() => new WienerShrinkage(4).KeepNoise(new float[25], 5, 5, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => GaussianKernel.Of(double.NaN));
    }

    private static void Each(int width, int height, Action<int, int> check)
    {
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                check(x, y);
    }
}
