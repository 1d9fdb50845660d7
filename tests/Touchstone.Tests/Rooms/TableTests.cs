using System.Text.RegularExpressions;

namespace Touchstone.Tests.Rooms;

public sealed partial class TableTests
{
    [Fact]
    public void A_feature_of_the_service_never_touches_the_tables_of_another()
    {
        var service = SourceTree.Files.Where(f => f.StartsWith("src/Touchstone.Service/", StringComparison.Ordinal)).ToList();
        var rows = service.SelectMany(f => Row().Matches(SourceTree.Read(f)).Select(m => (Type: m.Groups[1].Value, Folder: Feature(f)))).ToList();
        Assert.NotEmpty(rows);
        foreach (var file in service)
        {
            var text = SourceTree.Read(file);
            Assert.All(rows.Where(r => r.Folder != Feature(file)), r => Assert.False(Regex.IsMatch(text, $@"\b{r.Type}\b"), $"{file} touches {r.Type} of {r.Folder}."));
        }
    }

    private static string Feature(string file) => file.Split('/')[2];

    [GeneratedRegex(@"class (\w+Row)\b")]
    private static partial Regex Row();
}
