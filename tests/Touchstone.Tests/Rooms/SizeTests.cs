using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Touchstone.Tests.Rooms;

public sealed class SizeTests
{
    private const int FileLines = 400;
    private const int MethodLines = 60;
    private const int KernelLines = 120;
    private const int FolderFiles = 15;

    private static int Lines(string file) => SourceTree.Read(file).Split('\n').Count(l => l.Trim().Length > 0);

    private static int Lines(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    // A numeric kernel works on spans and may be longer.
    private static bool IsKernel(BaseMethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Any(p => p.Type?.ToString() is { } t && (t.StartsWith("Span<", StringComparison.Ordinal) || t.StartsWith("ReadOnlySpan<", StringComparison.Ordinal) || t.EndsWith("[]", StringComparison.Ordinal)))
        || method.Modifiers.Any(SyntaxKind.UnsafeKeyword);

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold() =>
        Assert.All(SourceTree.Files, f => Assert.True(Lines(f) <= FileLines, $"{f} has {Lines(f)} lines."));

    [Fact]
    public void Files_are_short_as_a_rule()
    {
        int[] lines = [.. SourceTree.Files.Select(Lines).Order()];
        Assert.True(lines[lines.Length / 2] <= 80, $"The median file has {lines[lines.Length / 2]} lines.");
        Assert.True(lines[lines.Length * 9 / 10] <= 250, $"One file in ten has over {lines[lines.Length * 9 / 10]} lines.");
    }

    [Fact]
    public void Methods_are_short()
    {
        var methods = SourceTree.Files.SelectMany(f => SourceTree.Parse(f).DescendantNodes().OfType<BaseMethodDeclarationSyntax>().Select(m => (File: f, Method: m, Lines: Lines(m)))).ToList();
        var tooLong = methods.Where(m => m.Lines > (IsKernel(m.Method) ? KernelLines : MethodLines)).Select(m => $"{m.File}: {(m.Method as MethodDeclarationSyntax)?.Identifier.Text ?? "constructor"} has {m.Lines} lines");
        Assert.Empty(tooLong);
        int[] lengths = [.. methods.Select(m => m.Lines).Order()];
        Assert.True(lengths[lengths.Length * 9 / 10] <= 25, $"One method in ten has over {lengths[lengths.Length * 9 / 10]} lines.");
    }

    [Fact]
    public void Constructors_take_at_most_five_parameters() =>
        Assert.Empty(SourceTree.Files.SelectMany(f => SourceTree.Parse(f).DescendantNodes().OfType<ConstructorDeclarationSyntax>()
            .Where(c => c.ParameterList.Parameters.Count > 5 && c.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Select(c => $"{f}: {c.Identifier.Text}")));

    [Fact]
    public void A_file_holds_one_public_type_and_the_small_records_that_serve_it()
    {
        foreach (var file in SourceTree.Files)
        {
            var types = SourceTree.Parse(file).DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
                .Where(t => t.Parent is BaseNamespaceDeclarationSyntax && t.Modifiers.Any(SyntaxKind.PublicKeyword)
                    && t is not RecordDeclarationSyntax and not EnumDeclarationSyntax && !t.Identifier.Text.EndsWith("Exception", StringComparison.Ordinal))
                .Select(t => t.Identifier.Text).ToList();
            Assert.True(types.Count <= 1, $"{file} holds {string.Join(", ", types)}.");
        }
    }

    [Fact]
    public void No_folder_holds_more_files_than_a_reader_takes_in() =>
        Assert.All(SourceTree.Files.GroupBy(f => Path.GetDirectoryName(f)!), g => Assert.True(g.Count() <= FolderFiles, $"{g.Key} holds {g.Count()} files."));

    [Fact]
    public void Folders_are_at_most_three_deep_below_a_project() =>
        Assert.All(SourceTree.Files, f => Assert.True(f.Split('/').Length - 3 <= 3, f));

    [Fact]
    public void No_type_is_called_a_manager_helper_or_utility() =>
        Assert.All(
            SourceTree.Files.SelectMany(f => SourceTree.Parse(f).DescendantNodes().OfType<BaseTypeDeclarationSyntax>()).Select(t => t.Identifier.Text),
            name => Assert.DoesNotMatch("(Manager|Helper|Util|Utils)$", name));

    [Fact]
    public void Nothing_is_promised_for_later_and_nothing_swallowed()
    {
        string[] promises = ["Not" + "ImplementedException", "TO" + "DO", "FIX" + "ME", "#reg" + "ion"];
        foreach (var file in SourceTree.Files)
        {
            var text = SourceTree.Read(file);
            Assert.All(promises, p => Assert.False(text.Contains(p, StringComparison.Ordinal), $"{file}: {p}"));
            Assert.All(SourceTree.Parse(file).DescendantNodes().OfType<CatchClauseSyntax>(), c =>
                Assert.False(c.Declaration is null && c.Filter is null, $"{file}: a bare catch"));
        }
    }

    [Fact]
    public void The_root_and_the_makefile_stay_small()
    {
        string[] unseen = [".git", .. SourceTree.Read(".gitignore").Split('\n').Select(l => l.TrimEnd('/'))];
        var entries = Directory.EnumerateFileSystemEntries(SourceTree.Root).Select(e => Path.GetFileName(e)!).Except(unseen).ToList();
        Assert.True(entries.Count <= 20, $"The root holds {entries.Count} entries.");
        Assert.InRange(SourceTree.Read("Makefile").Split('\n').Count(l => l.Length > 0 && char.IsLetter(l[0]) && l.Contains(':')), 1, 12);
    }
}
