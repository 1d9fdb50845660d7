using Spectre.Console;
using Spectre.Console.Rendering;
using Touchstone.Engine;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Cli.Rendering;

/// <summary>A run over credentials: how many hold, how many do not, where there are none.</summary>
internal sealed class CredentialSummary : IRunView
{
    private readonly SortedDictionary<CredentialState, int> _counts = [];
    private readonly List<(string Path, string Code)> _faults = [];
    private readonly SortedSet<string> _warnings = new(StringComparer.Ordinal);

    public int Exit { get; private set; }

    public IRenderable Of(string path, Examination examination, int width) => CredentialView.Of(path, examination, width);

    public void Add(string path, Examination examination)
    {
        if (examination.Fault is { } fault)
        {
            _faults.Add((path, fault.Code));
            Exit = ExitCode.Worse(Exit, ExitCode.NotExamined);
            return;
        }
        var state = CredentialView.ReportOf(examination)?.State ?? CredentialState.Unreadable;
        _counts[state] = _counts.GetValueOrDefault(state) + 1;
        foreach (var warning in CredentialView.ReportOf(examination)?.TrustWarnings ?? []) _warnings.Add(warning);
        Exit = ExitCode.Worse(Exit, state switch
        {
            CredentialState.Trusted or CredentialState.Valid => ExitCode.Clear,
            CredentialState.Invalid => ExitCode.Flag,
            _ => ExitCode.Review,
        });
    }

    public IRenderable View(params string?[] outputs)
    {
        var total = _counts.Values.Sum() + _faults.Count;
        var counts = _counts.Reverse().Select(c => $"{c.Value:N0} {CredentialView.Word(c.Key)}").Concat(_faults.Count > 0 ? [$"{_faults.Count:N0} not examined"] : []);
        var rows = new List<IRenderable> { new Text($"{Plural.Of(total, "file", "files")}: {string.Join(", ", counts)}", Styles.Strong) };
        if (total > 1) rows.AddRange(_faults.Take(20).Select(f => new Text($"  not examined: {Printable.Clean(f.Path)} ({f.Code})")));
        rows.AddRange(_warnings.Select(w => new Text(w, Styles.Quiet)));
        rows.AddRange(outputs.OfType<string>().Select(o => new Text($"Written: {Printable.Clean(o)}", Styles.Quiet)));
        return new Rows(rows);
    }
}
