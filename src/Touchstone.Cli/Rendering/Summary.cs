using Spectre.Console;
using Spectre.Console.Rendering;
using Touchstone.Engine;

namespace Touchstone.Cli.Rendering;

/// <summary>The end of a run: how many of each outcome, what could not be examined and why, where the outputs are.</summary>
internal sealed class Summary : IRunView
{
    private const int MostFaults = 20;

    private readonly Dictionary<int, int> _counts = [];
    private readonly List<(string Path, string Code)> _faults = [];
    private int _total;
    private bool _uncalibrated;

    public int Exit { get; private set; }

    public IRenderable Of(string path, Examination examination, int width) => SpecimenView.Of(path, examination, width);

    public void Add(string path, Examination examination)
    {
        var code = ExitCode.Of(examination);
        _counts[code] = _counts.GetValueOrDefault(code) + 1;
        _total++;
        Exit = ExitCode.Worse(Exit, code);
        _uncalibrated |= examination.Assessments.Any(a => a is { Llr: null, Measured.Count: > 0 });
        if (examination.Fault is { } fault && _faults.Count < MostFaults) _faults.Add((path, fault.Code));
    }

    public IRenderable View(params string?[] outputs)
    {
        (int Code, string Word)[] outcomes = [(ExitCode.Flag, "flag"), (ExitCode.Review, "review"), (ExitCode.Clear, "clear"), (ExitCode.NotExamined, "not examined")];
        var counts = outcomes.Where(o => _counts.ContainsKey(o.Code)).Select(o => $"{_counts[o.Code]:N0} {o.Word}");
        var rows = new List<IRenderable> { new Text($"{Plural.Of(_total, "file", "files")}: {string.Join(", ", counts)}", Styles.Strong) };
        if (_total > 1) rows.AddRange(_faults.Select(f => new Text($"  not examined: {Printable.Clean(f.Path)} ({f.Code})")));
        if (_counts.GetValueOrDefault(ExitCode.NotExamined) is var all && all > _faults.Count) rows.Add(new Text($"  … and {all - _faults.Count} more"));
        if (_uncalibrated) rows.Add(new Text("Uncalibrated: measured by methods with no known error rates on material like this. A person reads such a measurement; no decision uses it.", Styles.Quiet));
        rows.AddRange(outputs.OfType<string>().Select(o => new Text($"Written: {Printable.Clean(o)}", Styles.Quiet)));
        return new Rows(rows);
    }
}
