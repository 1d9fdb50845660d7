using Touchstone.Engine.Detectors;

namespace Touchstone.Tests.Cli;

public sealed class OtherVerbTests
{
    [Fact]
    public async Task Detectors_lists_every_detector_and_shows_its_card()
    {
        var list = await CommandLine.RunAsync(".", "detectors");
        Assert.Equal(0, list.Exit);
        Assert.All(DetectorCatalog.All, d => Assert.Contains(d.Id, list.Output, StringComparison.Ordinal));
        if (DetectorCatalog.All.Count == 0) return;
        var card = await CommandLine.RunAsync(".", "detectors", DetectorCatalog.All[0].Id.ToLowerInvariant());
        Assert.Equal(0, card.Exit);
        Assert.Contains("Look for", card.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_detector_that_is_not_there_ends_with_2()
    {
        var run = await CommandLine.RunAsync(".", "detectors", "Nonsense");
        Assert.Equal(2, run.Exit);
        Assert.Contains("no detector 'Nonsense'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_reads_every_image_format_and_examines_a_sample()
    {
        var run = await CommandLine.RunAsync(".", "doctor");
        Assert.Contains("AVIF, BMP, GIF, HEIC, JPEG, PNG, TIFF, WebP", run.Output, StringComparison.Ordinal);
        Assert.Contains("a sample was examined in its own process", run.Output, StringComparison.Ordinal);
    }
}
