using Touchstone.Workbench.Geometry;

namespace Touchstone.Tests.Workbench.Geometry;

/// <summary>Origin of the vectors: written by hand, as English has them.</summary>
public sealed class GeometryTextTests
{
    [Theory]
    [InlineData(1.0, "1")]
    [InlineData(0.984, "0.98")]
    [InlineData(0.03818, "0.038")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00038, "3.8e-4")]
    [InlineData(4e-12, "4e-12")]
    [InlineData(0.0, "at most 1e-16")]
    public void A_chance_has_two_digits_and_is_never_nothing(double chance, string text) => Assert.Equal(text, GeometryText.Chance(chance));

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(4, "4th")]
    [InlineData(11, "11th")]
    [InlineData(13, "13th")]
    [InlineData(22, "22nd")]
    [InlineData(112, "112th")]
    public void Places_are_counted_as_in_words(int number, string text) => Assert.Equal(text, GeometryText.Ordinal(number));

    [Fact]
    public void One_pixel_is_one() => Assert.Equal(("1 pixel", "0.5 pixels", "40 pixels"), (GeometryText.Pixels(1), GeometryText.Pixels(0.5), GeometryText.Pixels(40)));
}
