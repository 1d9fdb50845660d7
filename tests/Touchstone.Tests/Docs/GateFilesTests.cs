using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Gates;

namespace Touchstone.Tests.Docs;

public sealed class GateFilesTests
{
    private static readonly Gate[] Gates = [.. Directory.GetFiles(Path.Combine(SharedData.Root, "gates"), "*.yaml").Order(StringComparer.Ordinal).Select(f => GateFile.Parse(File.ReadAllBytes(f)))];

    [Fact]
    public void Every_question_has_one_gate() => Assert.Equal(Enum.GetValues<Question>(), Gates.Select(g => g.Question).Order());

    [Fact]
    public void Every_gate_demands_the_leak_check_and_bounds_false_alarms() =>
        Assert.All(Gates, g => Assert.True(g.LeakCheckRequired && g.Criteria.Any(c => c.Metric == "fpr" && c.Severity == Severity.Blocking), g.Name));
}
