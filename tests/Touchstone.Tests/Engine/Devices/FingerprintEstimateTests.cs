using Touchstone.Engine.Devices;
using Touchstone.Media.Pixels;

namespace Touchstone.Tests.Engine.Devices;

/// <summary>Origin of the vectors: NumPy 1.24 and SciPy 1.10, tests/peers/numpy/sensor_reference.py, its own wavelet by spectral factorisation.</summary>
public sealed class FingerprintEstimateTests
{
    private const int Wide = 27, High = 20;

    private static Plane Picture(int i) => new(Wide, High, [.. Enumerable.Range(0, Wide * High).Select(at => Value(at % Wide, at / Wide, i))]);

    private static float Value(int x, int y, int i)
    {
        var value = (x * (31 + 6 * i) + y * (57 + 4 * i) + x * y * 13) % 23 + 4f * x + (2f + 2 * i) * y + 20 * i;
        return i == 2 ? Math.Min(value + 90, 255) : value;
    }

    [Fact]
    public void The_residual_is_the_reference_s()
    {
        var plane = new Plane(Wide, High, [.. Enumerable.Range(0, Wide * High).Select(at => (at % Wide * 37 + at / Wide * 61 + at % Wide * (at / Wide) * 13) % 23 + 4f * (at % Wide) + 2f * (at / Wide))]);
        var residual = NoiseResidual.Of(plane, 1024, TestContext.Current.CancellationToken).Samples;
        Assert.Equal(-6.24539566f, residual[0], 2e-3f);
        Assert.Equal(3.61419487f, residual[7 * Wide + 11], 2e-3f);
        Assert.Equal(3.15769291f, residual[^1], 2e-3f);
    }

    [Fact]
    public void The_fingerprint_of_three_pictures_one_of_them_saturated_is_the_reference_s()
    {
        var estimate = new FingerprintEstimate(Wide, High);
        for (var i = 0; i < 3; i++) estimate.Add(Picture(i), NoiseResidual.Of(Picture(i), 1024, TestContext.Current.CancellationToken));
        var fingerprint = estimate.Finish(TestContext.Current.CancellationToken);
        Assert.Equal(-0.060211592f, fingerprint[0], 1e-4f);
        Assert.Equal(0.0342793468f, fingerprint[7 * Wide + 11], 1e-4f);
        Assert.Equal(-0.00249192938f, fingerprint[^1], 1e-4f);
    }

    [Fact]
    public void Halves_joined_are_the_whole()
    {
        FingerprintEstimate all = new(Wide, High), one = new(Wide, High), other = new(Wide, High);
        for (var i = 0; i < 4; i++)
        {
            var residual = NoiseResidual.Of(Picture(i), 1024, TestContext.Current.CancellationToken);
            all.Add(Picture(i), residual);
            (i < 2 ? one : other).Add(Picture(i), residual);
        }
        one.Add(other);
        Assert.Equal(4, one.Count);
        var (expected, joined) = (all.Finish(TestContext.Current.CancellationToken), one.Finish(TestContext.Current.CancellationToken));
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], joined[i], 1e-6f);
    }
}
