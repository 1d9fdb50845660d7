using System.Numerics;
using CsCheck;
using MathNet.Numerics.IntegralTransforms;
using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Tests.Numerics.Transforms;

public sealed class FftTests
{
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 7, 8, 12, 16, 17, 30, 32, 62, 64, 96, 100, 127, 128, 256, 306, 360, 408, 465, 512, 1000, 1024, 1536, 2000, 2048, 2618, 3000, 4093, 4096, 8192];

    // Oracle: MathNet.Numerics 5.0.0 in double precision.
    [Theory, MemberData(nameof(Lengths))]
    public void The_transform_equals_the_peer_library(int length)
    {
        var (real, imaginary) = Noise(length, 3);
        var expected = real.Select((r, i) => new Complex(r, imaginary[i])).ToArray();
        Fourier.Forward(expected, FourierOptions.AsymmetricScaling);
        new Fft(length).Forward(real, imaginary);
        var tolerance = 1e-6 * Math.Sqrt(length) * (2 + Math.Log2(length));
        for (var k = 0; k < length; k++)
        {
            Assert.Equal(expected[k].Real, real[k], tolerance);
            Assert.Equal(expected[k].Imaginary, imaginary[k], tolerance);
        }
    }

    [Fact]
    public void The_inverse_undoes_the_transform() => Gen.Int[1, 700].Sample(length =>
    {
        var (real, imaginary) = Noise(length, (ulong)length);
        var (r, i) = (real.ToArray(), imaginary.ToArray());
        var plan = new Fft(length);
        plan.Forward(r, i);
        plan.Inverse(r, i);
        for (var n = 0; n < length; n++)
        {
            Assert.Equal(real[n], r[n], 2e-5f);
            Assert.Equal(imaginary[n], i[n], 2e-5f);
        }
    });

    [Fact]
    public void The_real_transform_is_the_complex_one_and_comes_back() => Gen.Int[1, 700].Sample(length =>
    {
        var samples = Noise(length, (ulong)length).Real;
        var plan = new Fft(length);
        float[] real = new float[plan.RealBins], imaginary = new float[plan.RealBins], power = new float[plan.RealBins], back = new float[length];
        plan.ForwardReal(samples, real, imaginary);
        float[] wholeReal = samples.ToArray(), wholeImaginary = new float[length];
        plan.Forward(wholeReal, wholeImaginary);
        plan.Power(samples, power);
        plan.InverseReal(real, imaginary, back);
        for (var k = 0; k < plan.RealBins; k++)
        {
            Assert.Equal(wholeReal[k], real[k], 5e-4f);
            Assert.Equal(wholeImaginary[k], imaginary[k], 5e-4f);
            Assert.Equal(real[k] * real[k] + imaginary[k] * imaginary[k], power[k]);
        }
        for (var n = 0; n < length; n++)
            Assert.Equal(samples[n], back[n], 2e-5f);
    });

    [Fact]
    public void Energy_is_kept() => Gen.Int[1, 5000].Sample(length =>
    {
        var (real, imaginary) = Noise(length, (ulong)length);
        var before = Energy(real, imaginary);
        new Fft(length).Forward(real, imaginary);
        Assert.Equal(before, Energy(real, imaginary) / length, 1e-4 * before + 1e-6);
    }, iter: 30);

    // The oracle is the definition of the stage, which no vector path touches.
    [Theory, InlineData(3, 9, 16), InlineData(5, 25, 8), InlineData(7, 14, 12), InlineData(17, 51, 9), InlineData(31, 31, 40)]
    public void The_vector_stage_of_a_prime_equals_the_scalar_stage(int radix, int n, int stride)
    {
        var (real, imaginary) = Noise(n * stride, 9);
        var part = n / radix;
        float[] wr = new float[(radix - 1) * part], wi = new float[wr.Length];
        for (var i = 0; i < wr.Length; i++)
            (wi[i], wr[i]) = MathF.SinCos(-2 * MathF.PI * (i / part + 1) * (i % part) / n);
        float[] r1 = new float[real.Length], i1 = new float[real.Length], r2 = new float[real.Length], i2 = new float[real.Length];
        PrimeRadix.StepScalar(radix, n, stride, wr, wi, real, imaginary, r1, i1);
        PrimeRadix.Step(radix, n, stride, wr, wi, real, imaginary, r2, i2);
        for (var i = 0; i < real.Length; i++)
        {
            Assert.Equal(r1[i], r2[i], 2e-5f);
            Assert.Equal(i1[i], i2[i], 2e-5f);
        }
    }

    // The oracle is the scalar stage, which no vector path touches.
    [Theory, InlineData(64, 1), InlineData(64, 4), InlineData(32, 16), InlineData(4, 64)]
    public void The_vector_stages_equal_the_scalar_stage(int n, int stride)
    {
        var (real, imaginary) = Noise(n * stride, 9);
        var quarter = n / 4;
        float[] wr = new float[3 * quarter], wi = new float[3 * quarter];
        for (var i = 0; i < wr.Length; i++)
            (wi[i], wr[i]) = MathF.SinCos(-2 * MathF.PI * (i / quarter + 1) * (i % quarter) / n);
        float[] r1 = new float[real.Length], i1 = new float[real.Length], r2 = new float[real.Length], i2 = new float[real.Length];
        Stockham.Radix4Scalar(n, stride, wr, wi, real, imaginary, r1, i1);
        Stockham.Radix4(n, stride, wr, wi, real, imaginary, r2, i2);
        for (var i = 0; i < real.Length; i++)
        {
            Assert.Equal(r1[i], r2[i], 1e-5f);
            Assert.Equal(i1[i], i2[i], 1e-5f);
        }
    }

    [Fact]
    public void Other_lengths_than_planned_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Fft(0));
        Assert.Throws<ArgumentException>(() => new Fft(8).Forward(new float[7], new float[8]));
    }

    private static (float[] Real, float[] Imaginary) Noise(int length, ulong seed)
    {
        var chance = new Seeded(seed);
        var (real, imaginary) = (new float[length], new float[length]);
        for (var i = 0; i < length; i++)
            (real[i], imaginary[i]) = ((float)chance.NextNormal(), (float)chance.NextNormal());
        return (real, imaginary);
    }

    private static double Energy(float[] real, float[] imaginary) => real.Sum(x => (double)x * x) + imaginary.Sum(x => (double)x * x);
}
