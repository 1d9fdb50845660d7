using Touchstone.Engine.Detectors.Image.FirstDigits;
using Touchstone.Media;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Tests.Engine.Detectors.Image;

// Origin of the pictures: TexturedScene, computed in the test and saved by libjpeg-turbo through SkiaSharp. Origin of the laws: named at each test.
public sealed class FirstDigitsTests
{
    private static readonly FirstDigits Detector = new();

    // F. Benford, "The law of anomalous numbers", Proc. American Philosophical Society 78(4), 1938: log10(1 + 1/d).
    [Fact]
    public void With_exponent_one_and_no_shift_the_law_is_Benfords_own()
    {
        double[] expected = [0.30103, 0.17609, 0.12494, 0.09691, 0.07918, 0.06695, 0.05799, 0.05115, 0.04576];
        var law = GeneralisedBenford.Probabilities(1, 0);
        for (var d = 0; d < expected.Length; d++) Assert.Equal(expected[d], law[d], 5);
        var fit = GeneralisedBenford.Fit(expected);
        Assert.Equal(1, fit.Exponent, 2);
        Assert.Equal(0, fit.Shift, 2);
        Assert.True(fit.Misfit < 1e-8, $"{fit.Misfit}");
    }

    // N = 1.324, q = 1.653, s = −0.3739: Fu, Shi and Su 2007, table of fits, quality 80. The paper's N is its own; here the sum decides it.
    [Fact]
    public void The_published_fit_of_quality_80_is_recovered()
    {
        var published = Enumerable.Range(1, 9).Select(d => 1.324 * Math.Log10(1 + 1 / (-0.3739 + Math.Pow(d, 1.653)))).ToArray();
        Assert.Equal(1, published.Sum(), 2);
        var law = GeneralisedBenford.Probabilities(1.653, -0.3739);
        for (var d = 0; d < 9; d++) Assert.Equal(published[d], law[d], 2);
        var fit = GeneralisedBenford.Fit(law);
        Assert.Equal(1.653, fit.Exponent, 2);
        Assert.Equal(-0.3739, fit.Shift, 2);
    }

    [Fact]
    public void Shares_that_no_law_gives_have_a_large_misfit() =>
        Assert.True(GeneralisedBenford.Fit([0.02, 0.4, 0.02, 0.3, 0.02, 0.1, 0.02, 0.1, 0.02]).Misfit > 0.5);

    [Theory]
    [InlineData(60, 90)]
    [InlineData(75, 95)]
    public void A_second_finer_save_moves_the_digits_away_from_the_law(int first, int last)
    {
        double once = Misfit(new TexturedScene(512, 384, 71).Jpeg(last)), twice = Misfit(new TexturedScene(512, 384, 71).Saved(first).Jpeg(last));
        Assert.True(twice > 4 * once, $"once {once}, twice {twice}");
    }

    [Fact]
    public void It_describes_and_never_alarms() =>
        Assert.All(TexturedScene.Examine(Detector, new TexturedScene(512, 384, 72).Saved(60).Jpeg(90)).Scores, s => Assert.Null(s.PassesThreshold()));

    [Fact]
    public void Files_without_coefficients_and_small_ones_are_not_measured()
    {
        Assert.Equal(Codes.NotApplicableFormat, TexturedScene.Examine(Detector, new TexturedScene(200, 200, 73).Png()).Reason.Code);
        Assert.Equal(Codes.NotApplicableTooSmall, TexturedScene.Examine(Detector, new TexturedScene(64, 64, 74).Jpeg(80)).Reason.Code);
    }

    private static double Misfit(byte[] file) => TexturedScene.Examine(Detector, file).Scores[0].Value;
}
