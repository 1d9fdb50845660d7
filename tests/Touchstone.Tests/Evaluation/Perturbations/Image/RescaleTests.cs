using Touchstone.Evaluation.Perturbations.Image;
using Touchstone.Media.Pixels;

namespace Touchstone.Tests.Evaluation.Perturbations.Image;

public sealed class RescaleTests
{
    private static RgbImage Ramp(int width, int height) => new(width, height, [.. Enumerable.Range(0, width * height * 3).Select(i => (byte)(20 + 2 * (i / 3 % width)))]);

    [Theory]
    [InlineData(RescaleKernel.Box)]
    [InlineData(RescaleKernel.Bilinear)]
    [InlineData(RescaleKernel.Cubic)]
    [InlineData(RescaleKernel.Lanczos)]
    public void A_flat_picture_stays_flat_and_the_same_size_stays_the_same(RescaleKernel kernel)
    {
        var flat = new RgbImage(40, 30, [.. Enumerable.Repeat((byte)117, 3600)]);
        Assert.All(Rescale.By(flat, 0.37, kernel).Samples, s => Assert.Equal(117, s));
        Assert.All(Rescale.By(flat, 1.7, kernel).Samples, s => Assert.Equal(117, s));
        var ramp = Ramp(50, 20);
        Assert.Equal(ramp.Samples, Rescale.To(ramp, 50, 20, kernel).Samples);
    }

    [Theory]
    [InlineData(RescaleKernel.Bilinear)]
    [InlineData(RescaleKernel.Lanczos)]
    public void A_ramp_halved_stays_a_ramp_of_twice_the_slope(RescaleKernel kernel)
    {
        var half = Rescale.By(Ramp(80, 16), 0.5, kernel);
        Assert.Equal((40, 8), (half.Width, half.Height));
        // Pixel x of the half covers columns 2x and 2x + 1: 20 + 2 (2x + ½).
        for (var x = 8; x < 32; x++) Assert.Equal(21 + 4 * x, half.Samples[3 * x], 1.0);
    }
}
