using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;

namespace Touchstone.Tests.Rooms;

public sealed class DetectorTests
{
    [Fact]
    public void Every_detector_folder_is_in_the_catalog_and_the_other_way_round() =>
        Assert.Equal(
            SourceTree.DetectorFolders.Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal),
            DetectorCatalog.All.Select(d => d.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void A_detector_is_named_like_its_class_and_its_folder()
    {
        foreach (var detector in DetectorCatalog.All)
        {
            Assert.Equal(detector.GetType().Name, detector.Id);
            Assert.EndsWith("." + detector.Id, detector.GetType().Namespace);
        }
    }

    [Fact]
    public void Every_method_card_has_every_section()
    {
        foreach (var detector in DetectorCatalog.All)
        {
            var card = MethodCard.Load(detector.Id);
            Assert.All(MethodCard.RequiredSections, s => Assert.True(card[s].Length > 20, $"{detector.Id}: the section \"{s}\" is missing or empty."));
        }
    }

    [Fact]
    public void Every_detector_has_a_test_class_with_vectors_that_state_their_origin()
    {
        foreach (var detector in DetectorCatalog.All)
        {
            var file = SourceTree.TestFiles.SingleOrDefault(f => f.EndsWith($"/{detector.Id}Tests.cs", StringComparison.Ordinal));
            Assert.True(file is not null, $"{detector.Id} has no {detector.Id}Tests.cs.");
            var text = SourceTree.Read(file);
            Assert.Contains("[Fact]", text);
            Assert.Contains("origin", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Every_detector_says_its_version_and_its_media()
    {
        foreach (var detector in DetectorCatalog.All)
        {
            Assert.Matches(@"^\d+\.\d+(\.\d+)?$", detector.Version);
            Assert.NotEmpty(detector.Kinds);
        }
    }
}
