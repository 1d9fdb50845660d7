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

    [Theory]
    [InlineData("FILE", "geometry", "")]
    [InlineData("FILE", "carve", "\t")]
    [InlineData("--out", "carve", "a.jpg", "--out", "")]
    [InlineData("PATH", "examine", "")]
    [InlineData("--html", "examine", "a.jpg", "--html", "")]
    [InlineData("--exhibits", "examine", "a.jpg", "--exhibits", " ")]
    [InlineData("--profile", "examine", "a.jpg", "--profile", "")]
    [InlineData("--policy", "examine", "a.jpg", "--policy", "")]
    [InlineData("--write", "detectors", "--write", "")]
    [InlineData("--root", "data", "check", "x.csv", "--root", "")]
    public async Task An_empty_text_for_a_path_is_refused_by_name(string name, params string[] arguments)
    {
        var run = await CommandLine.RunAsync(".", arguments);
        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Matches($"(?m)^{name} was given (as )?an empty text\\.$", run.Error);
    }

    [Fact]
    public async Task Doctor_reads_every_image_format_and_examines_a_sample()
    {
        var run = await CommandLine.RunAsync(".", "doctor");
        Assert.Contains("AVIF, BMP, GIF, HEIC, JPEG, PNG, TIFF, WebP", run.Output, StringComparison.Ordinal);
        Assert.Contains("a sample was examined in its own process", run.Output, StringComparison.Ordinal);
    }
}
