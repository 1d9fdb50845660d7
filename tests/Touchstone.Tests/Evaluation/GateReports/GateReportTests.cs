using System.Text.Json;
using System.Xml.Linq;
using Touchstone.Evaluation.GateReports;
using Touchstone.Evaluation.Gates;
using Touchstone.Tests.Evaluation.Gates;
using Touchstone.Tests.Evaluation.Trials;

namespace Touchstone.Tests.Evaluation.GateReports;

public sealed class GateReportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gate-");

    public void Dispose() => _folder.Delete(recursive: true);

    private const string Gate = GateFiles.Head +
        """
        description: <b>bold</b> & | pipe
        criteria:
          - { metric: fpr, of: alarm, target: 0.3 }
          - { metric: auc, target: 0.6, slice: { each: camera } }
          - { metric: cllr, of: llr, target: 0.999, severity: advisory }
        """;

    private (string Folder, GateVerdict Verdict, string Hash) Write(string name)
    {
        var trials = TrialSets.Normal(150, 2, 5).Select((t, i) => t with { Columns = new Dictionary<string, string> { ["camera"] = i % 3 == 0 ? "<script>" : "b" } });
        var evidence = GateFiles.Evidence(trials);
        var verdict = GateFiles.Judge(Gate, evidence);
        var folder = _folder.CreateSubdirectory(name).FullName;
        return (folder, verdict, GateReport.Write(folder, verdict, evidence));
    }

    [Fact]
    public void The_same_gate_evidence_and_day_give_the_same_bytes()
    {
        var (one, other) = (Write("one"), Write("other"));
        Assert.Equal(one.Hash, other.Hash);
        string[] files = [.. Directory.EnumerateFiles(one.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(one.Folder, f)).Order(StringComparer.Ordinal)];
        Assert.Equal(12, files.Length);
        Assert.All(files, f => Assert.Equal(File.ReadAllBytes(Path.Combine(one.Folder, f)), File.ReadAllBytes(Path.Combine(other.Folder, f))));
    }

    [Fact]
    public void What_comes_from_outside_is_text_in_every_form()
    {
        var (folder, verdict, _) = Write("one");
        Assert.Equal(GateOutcome.Pass, verdict.Outcome);
        var html = File.ReadAllText(Path.Combine(folder, "gate.html"));
        Assert.DoesNotContain("<b>bold", html, StringComparison.Ordinal);
        Assert.DoesNotContain("camera = <script>", html, StringComparison.Ordinal);
        Assert.Contains("camera = &lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("\\<b\\>bold\\</b\\> & \\| pipe", File.ReadAllText(Path.Combine(folder, "gate.md")), StringComparison.Ordinal);
        foreach (var plot in Directory.EnumerateFiles(Path.Combine(folder, "plots"))) Assert.NotEmpty(XDocument.Load(plot).Descendants());
    }

    [Fact]
    public void Machines_read_the_outcome_with_every_bound()
    {
        var (folder, verdict, _) = Write("one");
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "gate.json")));
        Assert.Equal("pass", document.RootElement.GetProperty("outcome").GetString());
        var criteria = document.RootElement.GetProperty("criteria").EnumerateArray().ToList();
        Assert.Equal(verdict.Criteria.Count, criteria.Count);
        Assert.Equal(verdict.Criteria[0].Figure.Upper, criteria[0].GetProperty("upper").GetDouble());
        Assert.Equal("2026-11-23", document.RootElement.GetProperty("date").GetString());
    }

    [Fact]
    public void A_pass_without_a_promise_leaves_the_decision_to_a_person() =>
        Assert.Contains("a person still decides", GateReport.Sentence(Write("one").Verdict), StringComparison.Ordinal);
}
