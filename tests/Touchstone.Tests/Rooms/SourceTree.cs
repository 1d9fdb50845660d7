using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Touchstone.Tests.Rooms;

/// <summary>The tree the architecture tests read: everything is derived from it, nothing is listed by hand.</summary>
internal static class SourceTree
{
    public static string Root => SharedData.Root;

    /// <summary>Source files below src/, relative to the root, with '/' between folders.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. CSharpFiles("src")];

    public static IReadOnlyList<string> TestFiles { get; } = [.. CSharpFiles("tests")];

    /// <summary>Projects below src/ by name.</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects { get; } = Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => XDocument.Load(f));

    /// <summary>Folders of detectors: src/Touchstone.Engine/Detectors/Kind/Method.</summary>
    public static IReadOnlyList<string> DetectorFolders { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "src/Touchstone.Engine/Detectors")).SelectMany(Directory.EnumerateDirectories).Order()];

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    public static SyntaxNode Parse(string relative) => CSharpSyntaxTree.ParseText(Read(relative)).GetRoot();

    // Migrations are written by a tool and never edited.
    private static IEnumerable<string> CSharpFiles(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
        .Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);
}
