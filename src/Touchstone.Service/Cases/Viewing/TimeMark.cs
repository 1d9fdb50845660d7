using Touchstone.Workbench;
using Touchstone.Workbench.Exhibits;
using Touchstone.Workbench.Reports;
using Touchstone.Workbench.Reports.Drawing;

namespace Touchstone.Service.Cases.Viewing;

/// <summary>A place in time that something is said of: what the timeline draws, as words.</summary>
/// <param name="Start">Seconds.</param>
/// <param name="When">Its times in words.</param>
/// <param name="Said">What is there.</param>
internal sealed record TimeMark(double Start, string When, string Said)
{
    // As many as the timeline draws of one lane.
    private const int Most = 400;

    /// <summary>Shots with how many marks lie in each, and the marks of all findings, in order of time.</summary>
    internal static IReadOnlyList<TimeMark> All(Examined examined)
    {
        var marks = examined.Examination.Findings.SelectMany(f => f.Intervals.Take(Most).Select(i => (Mark: i, Of: QuestionList.TitleOf(f)))).ToList();
        var shots = examined.Exhibits.FirstOrDefault(e => e.Name == ExhibitNames.Shots) is { } exhibit ? Timeline.Spans(exhibit) : [];
        return [.. shots.Select((shot, i) => Shot(shot, i, shots.Count, marks.Count(m => m.Mark.StartSeconds < shot.End && m.Mark.EndSeconds >= shot.Start)))
            .Concat(marks.Select(m => new TimeMark(m.Mark.StartSeconds, Between(m.Mark.StartSeconds, m.Mark.EndSeconds), $"{m.Of}: {m.Mark.Label}")))
            .OrderBy(m => m.Start)];
    }

    private static TimeMark Shot((double Start, double End) shot, int index, int count, int within) =>
        new(shot.Start, Between(shot.Start, shot.End), $"Shot {index + 1} of {count}: {(within == 0 ? "no finding marks anything in it" : Words.Count(within, "mark"))}.");

    private static string Between(double start, double end) => end > start ? $"{Words.Time(start)} to {Words.Time(end)}" : Words.Time(start);
}
