using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Touchstone.Evaluation.Credentials;
using Touchstone.Provenance.Signing.Signers;
using Touchstone.Provenance.Trust;
using Touchstone.Tests.Rooms;
using Touchstone.Tests.Workbench.Supervision;

namespace Touchstone.Tests.Provenance;

/// <summary>The package's README: its examples are compiled and run as they stand, its dates are those of the lists.</summary>
public sealed partial class ReadmeExampleTests : IDisposable
{
    // Stands before the System.Console that the example's implicit using brings.
    private const string Captured = "static class Console { public static readonly System.IO.StringWriter Out = new(); public static void WriteLine(string line) => Out.WriteLine(line); }";
    private const string Usings = "global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic;";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private static string Readme => SourceTree.Read("src/Touchstone.Provenance/README.md");

    private static string[] Examples => [.. Code().Matches(Readme).Select(m => m.Groups[1].Value)];

    [Fact]
    public void The_examples_have_ten_lines_at_most_beside_their_usings() =>
        Assert.All(Examples, e => Assert.InRange(e.Split('\n').Count(l => l.Trim().Length > 0 && !Directive().IsMatch(l)), 1, 10));

    [Fact]
    public void The_examples_run_one_signs_and_the_other_validates_what_was_signed()
    {
        var identity = PrivateIdentity.Make("Readme", DateTimeOffset.UtcNow.AddDays(-1));
        _scratch.Write("chain.pem", identity.ChainPem);
        _scratch.Write("key.pem", identity.KeyPem);
        _scratch.Write("photo.jpg", SampleMedia.Jpeg());
        Assert.Equal(2, Examples.Length);
        Run(Examples[1]);
        File.Copy(_scratch.Path("signed.jpg"), _scratch.Path("photo.jpg"), overwrite: true);
        var said = Run(Examples[0]);
        Assert.StartsWith("Valid: ", said, StringComparison.Ordinal);
        foreach (var part in (string[])["Integrity: The bytes that were signed are unchanged.", "declares a capture by a camera", "Success claimSignature.validated"]) Assert.Contains(part, said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lists_it_names_have_the_dates_and_revisions_it_names() =>
        Assert.All(TrustLists.All.Where(l => l.Version != "frozen"), l =>
        {
            Assert.Contains(l.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Readme, StringComparison.Ordinal);
            Assert.Contains(l.Version, Readme, StringComparison.Ordinal);
        });

    [Fact]
    public void The_package_carries_its_readme_its_licence_and_the_attribution_of_the_lists()
    {
        var project = SourceTree.Projects["Touchstone.Provenance"];
        Assert.Equal("README.md", project.Descendants("PackageReadmeFile").Single().Value);
        var packed = project.Descendants("None").Where(n => (string?)n.Attribute("Pack") == "true").Select(n => (string)n.Attribute("Include")!).ToArray();
        Assert.Equal(["README.md", "../../LICENSE", "Trust/Lists/README.md"], packed);
        Assert.All(packed, p => Assert.True(File.Exists(Path.Combine(SourceTree.Root, "src/Touchstone.Provenance", p)), p));
    }

    private string Run(string example)
    {
        var code = FileName().Replace(example, m => "@\"" + _scratch.Path(m.Groups[1].Value) + "\"");
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create("ReadmeExample", [.. new[] { Usings, code, Captured }.Select(t => CSharpSyntaxTree.ParseText(t))], references, new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        assembly.Position = 0;
        var loaded = new AssemblyLoadContext("readme", isCollectible: true).LoadFromStream(assembly);
        loaded.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        return loaded.GetType("Console")!.GetField("Out", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!.ToString()!;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    // A directive, not a declaration of what is disposed of.
    [GeneratedRegex(@"^using [\w.]+;")]
    private static partial Regex Directive();

    // What is opened, read or created; a title stays a title.
    [GeneratedRegex("(?<=\\()\"([a-z]+\\.[a-z]+)\"(?=\\))")]
    private static partial Regex FileName();
}
