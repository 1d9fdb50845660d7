using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Tests.Media.Pixels;

public sealed class NoiseResidualTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Made here: a smooth ramp under seeded white noise.
    private static Plane Noisy(int width, int height, double sigma)
    {
        var chance = new Seeded(21);
        return new Plane(width, height, [.. Enumerable.Range(0, width * height).Select(i => (float)(60 + 0.2 * (i % width) + sigma * chance.NextNormal()))]);
    }

    [Fact]
    public void Weak_noise_on_a_smooth_ground_is_the_residual()
    {
        var residual = NoiseResidual.Of(Noisy(200, 150, 2), 1024, Token);
        var flat = NoiseResidual.Of(Noisy(200, 150, 0), 1024, Token);
        // What remains of noise far below σ₀ is all but the approximation band, 255/256 of its variance.
        Assert.InRange(Math.Sqrt(residual.Samples.Average(x => x * x)), 1.9, 2.05);
        // The mirrored border bends the ramp, so a little remains there.
        Assert.InRange(Math.Sqrt(flat.Samples.Average(x => x * x)), 0, 0.25);
    }

    [Fact]
    public void A_strong_edge_stays_out_of_the_residual()
    {
        var plane = new Plane(128, 128, [.. Enumerable.Range(0, 128 * 128).Select(i => i % 128 < 64 ? 20f : 220f)]);
        Assert.InRange(Math.Sqrt(NoiseResidual.Of(plane, 1024, Token).Samples.Average(x => x * x)), 0, 0.5);
    }

    [Theory, InlineData(1, 1), InlineData(3, 200), InlineData(333, 217)]
    public void Tiles_leave_no_seam_and_any_size_works(int width, int height)
    {
        var plane = Noisy(width, height, 4);
        var (whole, tiled) = (NoiseResidual.Of(plane, 1024, Token), NoiseResidual.Of(plane, 64, Token));
        for (var i = 0; i < plane.Samples.Length; i++)
            Assert.Equal(whole.Samples[i], tiled.Samples[i], 1e-3f);
    }

    [Fact]
    public void The_same_plane_gives_the_same_bits() =>
        Assert.Equal(NoiseResidual.Of(Noisy(333, 217, 4), 64, Token).Samples, NoiseResidual.Of(Noisy(333, 217, 4), 64, Token).Samples);
}
