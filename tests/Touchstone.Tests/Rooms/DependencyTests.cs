using System.Xml.Linq;
using Touchstone.Engine.Detectors;

namespace Touchstone.Tests.Rooms;

public sealed class DependencyTests
{
    // Docs/architecture.md: a room sees only rooms before it in this order, so nothing can point back.
    private static readonly string[] Order =
        ["Numerics", "Media", "Provenance", "Engine", "Workbench", "Evaluation", "Training", "Service", "Cli"];

    private static IEnumerable<string> References(XDocument project, string kind) =>
        project.Descendants(kind).Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value.Replace('\\', '/')) is var n && kind == "ProjectReference" ? n : e.Attribute("Include")!.Value);

    [Fact]
    public void A_room_sees_only_rooms_before_it()
    {
        foreach (var (name, project) in SourceTree.Projects)
        {
            var room = Array.IndexOf(Order, name["Touchstone.".Length..]);
            Assert.True(room >= 0, $"{name} is no room of the design.");
            foreach (var seen in References(project, "ProjectReference"))
                Assert.True(Array.IndexOf(Order, seen["Touchstone.".Length..]) < room, $"{name} must not see {seen}.");
        }
    }

    [Fact]
    public void Numerics_sees_no_package_and_the_Engine_none_of_its_own()
    {
        Assert.Empty(References(SourceTree.Projects["Touchstone.Numerics"], "PackageReference"));
        Assert.Empty(References(SourceTree.Projects["Touchstone.Engine"], "PackageReference"));
    }

    [Fact]
    public void The_command_line_never_sees_the_training_room() =>
        Assert.DoesNotContain("Touchstone.Training", References(SourceTree.Projects["Touchstone.Cli"], "ProjectReference"));

    [Fact]
    public void Every_library_room_bans_symbols()
    {
        foreach (var name in SourceTree.Projects.Keys.Where(n => n != "Touchstone.Cli"))
            Assert.True(File.Exists(Path.Combine(SourceTree.Root, "src", name, "BannedSymbols.txt")), $"{name} has no BannedSymbols.txt.");
    }

    [Fact]
    public void Packages_carry_no_version_of_their_own()
    {
        foreach (var (name, project) in SourceTree.Projects)
            Assert.All(project.Descendants("PackageReference"), p => Assert.True(p.Attribute("Version") is null, $"{name} pins {p.Attribute("Include")}."));
    }

    [Fact]
    public void No_detector_knows_another()
    {
        foreach (var folder in SourceTree.DetectorFolders)
        {
            var own = Path.GetFileName(folder);
            var others = SourceTree.DetectorFolders.Select(f => Path.GetFileName(f)!).Where(n => n != own).ToArray();
            foreach (var file in Directory.EnumerateFiles(folder, "*.cs"))
            {
                var text = File.ReadAllText(file);
                Assert.DoesNotContain(nameof(DetectorCatalog), text);
                foreach (var other in others)
                {
                    Assert.DoesNotContain($".{other};", text);
                    Assert.DoesNotContain($"new {other}(", text);
                }
            }
        }
    }

    [Fact]
    public void There_is_one_Decide() =>
        Assert.Equal(["src/Touchstone.Engine/Decisions/Decider.cs"], SourceTree.Files.Where(f => SourceTree.Read(f).Contains("static Decision Decide(")));
}
