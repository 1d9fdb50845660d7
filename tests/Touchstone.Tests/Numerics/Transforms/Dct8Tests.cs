using CsCheck;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Tests.Numerics.Transforms;

public sealed class Dct8Tests
{
    private static readonly Gen<float[]> Blocks = Gen.Float[-128, 255].Array[64];

    [Fact]
    public void A_constant_block_has_only_its_mean_times_eight()
    {
        var coefficients = new float[64];
        Dct8.Forward(Enumerable.Repeat(10f, 64).ToArray(), coefficients);
        Assert.Equal(80f, coefficients[0], 1e-4f);
        Assert.All(coefficients.Skip(1), c => Assert.Equal(0f, c, 1e-4f));
    }

    // Closed form: the block is basis function (v, u) = (2, 3) of T.81 A.3.3, so one coefficient is 1 and the others are 0.
    [Fact]
    public void A_basis_function_has_one_coefficient()
    {
        var block = new float[64];
        for (var i = 0; i < 64; i++)
            block[i] = (float)(0.25 * Math.Cos((2 * (i % 8) + 1) * 3 * Math.PI / 16) * Math.Cos((2 * (i / 8) + 1) * 2 * Math.PI / 16));
        var coefficients = new float[64];
        Dct8.Forward(block, coefficients);
        for (var i = 0; i < 64; i++)
            Assert.Equal(i == 2 * 8 + 3 ? 1f : 0f, coefficients[i], 1e-6f);
    }

    [Fact]
    public void The_vector_path_equals_the_scalar_oracle() => Blocks.Sample(block =>
    {
        float[] fast = new float[64], exact = new float[64], fastBack = new float[64], exactBack = new float[64];
        Dct8.Forward(block, fast);
        Dct8Scalar.Forward(block, exact);
        Dct8.Inverse(block, fastBack);
        Dct8Scalar.Inverse(block, exactBack);
        for (var i = 0; i < 64; i++)
        {
            Assert.Equal(exact[i], fast[i], 1e-3f);
            Assert.Equal(exactBack[i], fastBack[i], 1e-3f);
        }
    });

    [Fact]
    public void The_inverse_undoes_the_transform_and_energy_is_kept() => Blocks.Sample(block =>
    {
        float[] coefficients = new float[64], back = new float[64];
        Dct8.Forward(block, coefficients);
        Dct8.Inverse(coefficients, back);
        for (var i = 0; i < 64; i++)
            Assert.Equal(block[i], back[i], 1e-3f);
        Assert.Equal(block.Sum(x => (double)x * x), coefficients.Sum(x => (double)x * x), 1.0 + 1e-5 * block.Sum(x => (double)x * x));
    });

    [Fact]
    public void A_plane_is_cut_into_whole_blocks_from_the_offset()
    {
        const int width = 27, height = 22, offsetX = 3, offsetY = 5;
        var samples = Enumerable.Range(0, width * height).Select(i => (float)(i * 7919 % 251)).ToArray();
        var coefficients = new float[3 * 2 * 64];
        Dct8.ForwardPlane(samples, width, height, offsetX, offsetY, coefficients);
        float[] block = new float[64], expected = new float[64];
        for (var b = 0; b < 6; b++)
        {
            for (var i = 0; i < 64; i++)
                block[i] = samples[(offsetY + b / 3 * 8 + i / 8) * width + offsetX + b % 3 * 8 + i % 8];
            Dct8Scalar.Forward(block, expected);
            for (var i = 0; i < 64; i++)
                Assert.Equal(expected[i], coefficients[b * 64 + i], 1e-3f);
        }
    }

    [Fact]
    public void A_plane_smaller_than_a_block_has_none() => Dct8.ForwardPlane(new float[49], 7, 7, 9, 9, []);

    [Fact]
    public void Too_short_spans_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Dct8.Forward(new float[63], new float[64]));
        Assert.Throws<ArgumentException>(() => Dct8.Inverse(new float[64], new float[63]));
        Assert.Throws<ArgumentException>(() => Dct8.ForwardPlane(new float[64], 8, 8, 0, 0, new float[63]));
    }
}
