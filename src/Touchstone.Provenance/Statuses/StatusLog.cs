namespace Touchstone.Provenance.Statuses;

/// <summary>Gathers statuses in the order the checks were made; nothing stops at the first failure.</summary>
internal sealed class StatusLog(int maximum)
{
    private readonly List<Status> _entries = [];

    internal IReadOnlyList<Status> Entries => _entries;

    internal bool HasFailure => _entries.Any(s => s.Kind == StatusKind.Failure);

    internal void Add(string code, string url, string explanation)
    {
        if (_entries.Count < maximum) _entries.Add(new Status(code, StatusCatalog.KindOf(code), url, explanation));
    }

    internal void AddRange(IEnumerable<Status> statuses)
    {
        foreach (var status in statuses)
        {
            if (_entries.Count >= maximum) return;
            _entries.Add(status);
        }
    }
}
