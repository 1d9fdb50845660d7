using CsCheck;
using Touchstone.Numerics;

namespace Touchstone.Tests.Numerics;

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
        Assert.Throws<ArgumentException>(() => new WienerShrinkage(4).KeepNoise(new float[25], 5, 5, 5, 1));
    }

    private static void Each(int width, int height, Action<int, int> check)
    {
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                check(x, y);
    }
}
