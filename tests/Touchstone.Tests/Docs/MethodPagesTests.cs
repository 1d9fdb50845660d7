using Touchstone.Tests.Rooms;
using Touchstone.Workbench.Reports;

namespace Touchstone.Tests.Docs;

public sealed class MethodPagesTests
{
    [Fact]
    public void The_method_pages_are_generated_from_the_cards()
    {
        var folder = Path.Combine(SourceTree.Root, "docs/methods");
        var pages = MethodPages.All();
        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        foreach (var (name, text) in pages)
            Assert.True(text == File.ReadAllText(Path.Combine(folder, name)), $"docs/methods/{name} is out of date. Run: ./touchstone detectors --write docs/methods");
    }
}
