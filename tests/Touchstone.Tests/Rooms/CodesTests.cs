using System.Reflection;
using System.Text.RegularExpressions;
using Touchstone.Media;

namespace Touchstone.Tests.Rooms;

public sealed partial class CodesTests
{
    private static readonly Dictionary<string, string> All = typeof(Codes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(f => f.Name, f => (string)f.GetRawConstantValue()!);

    [Fact]
    public void Every_code_is_unique_and_well_formed()
    {
        Assert.Equal(All.Count, All.Values.Distinct().Count());
        Assert.All(All.Values, c => Assert.Matches(@"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$", c));
    }

    [Fact]
    public void Every_code_is_used()
    {
        var source = string.Concat(SourceTree.Files.Where(f => !f.EndsWith("Codes.cs", StringComparison.Ordinal)).Select(SourceTree.Read));
        var unused = All.Keys.Where(name => !source.Contains("Codes." + name, StringComparison.Ordinal)).ToList();
        Assert.Empty(unused);
    }

    [Fact]
    public void No_code_is_written_out_elsewhere()
    {
        foreach (var file in SourceTree.Files.Where(f => !f.EndsWith("Codes.cs", StringComparison.Ordinal)))
            Assert.All(Quoted().Matches(SourceTree.Read(file)).Select(m => m.Groups[1].Value), text =>
                Assert.False(All.ContainsValue(text) && text.Contains('.'), $"{file} writes out the code {text}."));
    }

    [GeneratedRegex("\"([a-z0-9.-]+)\"")]
    private static partial Regex Quoted();
}
