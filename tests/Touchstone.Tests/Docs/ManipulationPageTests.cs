using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Perturbations;

namespace Touchstone.Tests.Docs;

public sealed class ManipulationPageTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(SharedData.Root, "docs", "evaluation", "manipulations.md"));

    [Fact]
    public void Every_manipulation_has_its_row()
    {
        foreach (var m in ManipulationCatalog.All) Assert.Contains($"| `{m.Name}` | {string.Join(", ", m.Questions)} | {m.Description} | {m.History} | {m.Source} |", Lines);
    }

    [Fact]
    public void Every_perturbation_has_its_row()
    {
        foreach (var p in PerturbationCatalog.All) Assert.Contains($"| `{p.Name}` | {(p.Harmless ? "yes" : "no")} | {p.Description} |", Lines);
    }

    [Fact]
    public void Nothing_is_described_that_does_not_exist()
    {
        var rows = Lines.SkipWhile(l => l != "## Manipulations of pictures").Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('`')[1]).ToList();
        Assert.All(rows, name => Assert.True(ManipulationCatalog.Find(name) is not null || PerturbationCatalog.Find(name) is not null, name));
    }
}
