using Touchstone.Media.Jpeg;

namespace Touchstone.Tests.Media.Jpeg;

public sealed class JpegTablesTests
{
    [Fact]
    public void Every_scaled_table_is_recognised_exactly()
    {
        for (var quality = 1; quality <= 100; quality++)
        {
            Assert.Equal(new QualityFit(quality, true, 0, 0), JpegTables.FitLuminance(JpegTables.ScaledLuminance(quality)));
            var chrominance = JpegTables.FitChrominance(JpegTables.ScaledChrominance(quality));
            // Below 4 all chrominance steps are clamped to 255, so these tables are one.
            Assert.Equal(new QualityFit(Math.Max(quality, 3), true, 0, 0), chrominance with { Quality = Math.Max(chrominance.Quality, 3) });
        }
    }

    [Fact]
    public void A_table_beside_the_family_gets_the_nearest_quality_and_its_distance()
    {
        var table = JpegTables.ScaledLuminance(85);
        table[63] += 2;
        Assert.Equal(new QualityFit(85, false, 2, 0.25), JpegTables.FitLuminance(table));
    }

    // Values worked by hand from the scaling rule: 16 and 99 at q 50, 75 (50 %) and 10 (500 %).
    [Theory]
    [InlineData(50, 16, 99)]
    [InlineData(75, 8, 50)]
    [InlineData(10, 80, 255)]
    [InlineData(100, 1, 1)]
    public void Scaling_follows_the_rule(int quality, int first, int last)
    {
        var table = JpegTables.ScaledLuminance(quality);
        Assert.Equal((first, last), (table[0], table[63]));
    }

    [Fact]
    public void Zigzag_visits_every_position_once() =>
        Assert.Equal(Enumerable.Range(0, 64), JpegTables.ZigZag.ToArray().Select(z => (int)z).Order());
}
