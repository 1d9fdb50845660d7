using Touchstone.Evaluation.Measures;
using Touchstone.Evaluation.Measures.Bench;
using Touchstone.Engine.Findings;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Tests.Evaluation.Measures.Bench;

public sealed class BenchFiguresTests
{
    private static readonly MeasureRequest NoData = new(null, false, new WorkerCommand("nothing", []), Path.GetTempPath(), _ => { });

    [Fact]
    public async Task Without_photographs_the_figures_that_need_them_say_that_they_are_skipped()
    {
        List<Figure> figures = [];
        await foreach (var figure in FalseAlarmFigures.MeasureAsync(NoData, TestContext.Current.CancellationToken)) figures.Add(figure);
        await foreach (var figure in ManipulationFigures.MeasureAsync(NoData, TestContext.Current.CancellationToken)) figures.Add(figure);
        // One row for the false alarms, and every target of a manipulation by its own name.
        Assert.All(BenchConditions.All.Where(c => c.Targets.Count > 0), c => Assert.Contains(figures, f => f.Name.Contains(c.Name, StringComparison.Ordinal)));
        Assert.All(figures, f => Assert.StartsWith("skipped", f.Remark, StringComparison.Ordinal));
    }

    [Fact]
    public void Targets_name_detectors_that_exist() =>
        Assert.All(BenchConditions.All.SelectMany(c => c.Targets), t => Assert.Contains(t.Detector, (string[])[.. BenchDetectors.Ids, BenchDetectors.Any]));

    [Fact]
    public void Alarms_are_counted_of_all_asked_and_abstentions_beside_them()
    {
        var tally = new AlarmTally();
        for (var i = 0; i < 8; i++) tally.Add(Finding(i == 0 ? FindingState.NotApplicable : FindingState.Measured, i == 1 ? -5 : 0), $"folder {i / 2}");
        Assert.Equal((8, 1, 0), (tally.Asked, tally.Abstained, tally.Failed));
        Assert.Equal(1 / 8.0, tally.Rate().Value);
        Assert.True(tally.Rate().Upper > 0.4, "Four folders of two carry less than eight independent pictures.");
    }

    [Fact]
    public void The_bench_alarms_where_any_of_its_detectors_does_and_abstains_only_where_all_do()
    {
        var (silent, absent, alarm) = (Finding(FindingState.Measured, 0), Finding(FindingState.NotApplicable, 0), Finding(FindingState.Measured, -5));
        var tally = new AlarmTally();
        foreach (Finding[] picture in (Finding[][])[[silent, alarm], [absent, alarm], [silent, absent], [absent, absent]]) tally.AddAny(picture, $"folder {tally.Asked}");
        Assert.Equal((4, 1, 0.5), (tally.Asked, tally.Abstained, tally.Rate().Value));
    }

    private static Finding Finding(FindingState state, double log10Nfa) => new()
    {
        Question = Question.LocallyEdited, DetectorId = "Any", DetectorVersion = "1.0", State = state, Reason = new Reason("any", "any"),
        Scores = state == FindingState.Measured ? [new Score("log10 NFA", log10Nfa, "log10", Direction.LowerSupportsManipulation, -3)] : [],
    };
}
