using Touchstone.Engine.Findings;

namespace Touchstone.Tests.Engine.Findings;

public sealed class ScoreTextTests
{
    [Theory]
    [InlineData(-278.2345, "log10 NFA", "log10 NFA −278.2")]
    [InlineData(4, "log10 NFA", "log10 NFA 4.0")]
    [InlineData(46592, "px", "46,592 px")]
    [InlineData(1, "anomalies", "1 anomaly")]
    [InlineData(0, "anomalies", "0 anomalies")]
    [InlineData(0.000324, "log10 NFA", "log10 NFA 0.0")]
    [InlineData(-0.02, "log10 NFA", "log10 NFA 0.0")]
    [InlineData(-0.000324, "correlation", "−3.24e−4 correlation")]
    [InlineData(1, "applications", "1 application")]
    [InlineData(2, "applications", "2 applications")]
    [InlineData(1, "properties", "1 property")]
    [InlineData(1, "grids", "1 grid")]
    [InlineData(1, "levels of 250", "1 level of 250")]
    [InlineData(1, "px", "1 px")]
    [InlineData(0.24812, "share of blocks", "0.248 share of blocks")]
    public void A_measurement_reads_with_its_unit_and_without_needless_digits(double value, string unit, string expected) =>
        Assert.Equal(expected, ScoreText.Phrase(new Score("any", value, unit, Direction.Descriptive, null)));
}
