namespace Touchstone.Provenance.Statuses;

/// <summary>Gathers statuses in the order the checks were made; nothing stops at the first failure. A full log still takes failures, as many again, so that none can be crowded out.</summary>
internal sealed class StatusLog(int maximum)
{
    private readonly List<Status> _entries = [];

    internal IReadOnlyList<Status> Entries => _entries;

    internal bool HasFailure => _entries.Any(s => s.Kind == StatusKind.Failure);

    internal void Add(string code, string url, string explanation)
    {
        Add(new Status(code, StatusCatalog.KindOf(code), url, explanation));
    }

    internal void AddRange(IEnumerable<Status> statuses)
    {
        foreach (var status in statuses) Add(status);
    }

    private void Add(Status status)
    {
        if (_entries.Count < maximum || (status.Kind == StatusKind.Failure && _entries.Count < 2L * maximum)) _entries.Add(status);
    }
}
