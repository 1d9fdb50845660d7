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
    [InlineData(0.24812, "share of blocks", "0.248 share of blocks")]
    public void A_measurement_reads_with_its_unit_and_without_needless_digits(double value, string unit, string expected) =>
        Assert.Equal(expected, ScoreText.Phrase(new Score("any", value, unit, Direction.Descriptive, null)));
}
