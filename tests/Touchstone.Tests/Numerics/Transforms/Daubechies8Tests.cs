using CsCheck;
using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Tests.Numerics.Transforms;

public sealed class Daubechies8Tests
{
    [Fact]
    public void The_inverse_undoes_the_transform_at_any_size() =>
        Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int[1, 4]).Sample((width, height, levels) =>
        {
            var samples = Noise(width * height, (ulong)(width * 100 + height));
            var plan = new Daubechies8(width, height, levels);
            float[] coefficients = new float[plan.ExtendedWidth * plan.ExtendedHeight], back = new float[samples.Length];
            plan.Forward(samples, coefficients);
            plan.Inverse(coefficients, back);
            for (var i = 0; i < samples.Length; i++)
                Assert.Equal(samples[i], back[i], 2e-5f);
        });

    [Fact]
    public void Energy_is_kept_where_nothing_was_extended()
    {
        var samples = Noise(64 * 48, 5);
        var coefficients = new float[samples.Length];
        new Daubechies8(64, 48, 4).Forward(samples, coefficients);
        Assert.Equal(samples.Sum(x => (double)x * x), coefficients.Sum(x => (double)x * x), 0.05);
    }

    // The defining property (Daubechies 1992, section 6.4): four vanishing moments, so a cubic has no detail away from the seam.
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void Polynomials_up_to_the_third_degree_have_no_detail(int degree)
    {
        const int size = 64;
        var samples = new float[size * size];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = MathF.Pow(i % size / (float)size, degree);
        var coefficients = new float[samples.Length];
        new Daubechies8(size, size, 1).Forward(samples, coefficients);
        // The last three columns of detail reach over the periodic seam.
        for (var y = 0; y < size; y++)
            for (var x = size / 2; x < size - 3; x++)
                Assert.Equal(0, coefficients[y * size + x], 1e-5f);
    }

    // Oracle: the periodic filter bank by its definition, with the taps of Daubechies 1992, table 6.1, N = 4.
    [Theory, InlineData(32, 16), InlineData(50, 36), InlineData(8, 4), InlineData(2, 2)]
    public void One_level_equals_the_definition(int width, int height)
    {
        double[] low = [0.230377813308855, 0.714846570552542, 0.630880767929590, -0.027983769416984, -0.187034811718881, 0.030841381835987, 0.032883011666983, -0.010597401784997];
        var high = Enumerable.Range(0, 8).Select(k => (k % 2 == 0 ? 1 : -1) * low[7 - k]).ToArray();
        var samples = Noise(width * height, 11);
        var coefficients = new float[samples.Length];
        new Daubechies8(width, height, 1).Forward(samples, coefficients);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (fx, fy) = (x < width / 2 ? low : high, y < height / 2 ? low : high);
                var expected = 0.0;
                for (var j = 0; j < 8; j++)
                    for (var k = 0; k < 8; k++)
                        expected += fy[j] * fx[k] * samples[(2 * (y % (height / 2)) + j) % height * width + (2 * (x % (width / 2)) + k) % width];
                Assert.Equal(expected, coefficients[y * width + x], 1e-5);
            }
        }
    }

    [Fact]
    public void Wrong_shapes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Daubechies8(0, 4, 1));
        Assert.Throws<ArgumentException>(() => new Daubechies8(8, 8, 1).Forward(new float[63], new float[64]));
    }

    private static float[] Noise(int count, ulong seed)
    {
        var chance = new Seeded(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)chance.NextNormal())];
    }
}
