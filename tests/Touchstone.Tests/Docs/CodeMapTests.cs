using System.Text.RegularExpressions;
using Touchstone.Tests.Rooms;

namespace Touchstone.Tests.Docs;

public sealed partial class CodeMapTests
{
    [Fact]
    public void The_code_map_names_every_folder_with_code_and_no_other()
    {
        var inTree = SourceTree.Files.Select(f => Path.GetDirectoryName(f)!.Replace('\\', '/')).Distinct()
            .Select(f => string.Join('/', f.Split('/').Skip(1).Take(2))).Distinct().Order(StringComparer.Ordinal);
        var inMap = Row().Matches(SourceTree.Read("docs/architecture.md")).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal);
        Assert.Equal(inTree, inMap);
    }

    [Fact]
    public void Every_link_between_documents_leads_somewhere()
    {
        foreach (var file in Directory.EnumerateFiles(SourceTree.Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md", SearchOption.AllDirectories)))
        {
            foreach (Match link in Link().Matches(File.ReadAllText(file)))
            {
                var target = Path.Combine(Path.GetDirectoryName(file)!, link.Groups[1].Value);
                Assert.True(File.Exists(target) || Directory.Exists(target), $"{file} links to {link.Groups[1].Value}.");
            }
        }
    }

    [Fact]
    public void Every_decision_names_tests_that_exist()
    {
        var tests = string.Concat(SourceTree.TestFiles.Select(SourceTree.Read));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs/decisions"), "*.md"))
        {
            var guards = File.ReadAllText(file).Split("Guarded by:");
            Assert.True(guards.Length == 2, $"{file} names no guard.");
            foreach (Match guard in Guard().Matches(guards[1]))
                Assert.All(guard.Groups[1].Value.Split('.'), part => Assert.Contains(part, tests));
        }
    }

    [GeneratedRegex(@"^\| `(Touchstone[^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([A-Za-z_.]+)`")]
    private static partial Regex Guard();
}
