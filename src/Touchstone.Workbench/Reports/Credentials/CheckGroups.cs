using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Workbench.Reports.Credentials;

/// <summary>Every status of a validation by the manifest it is about, each once.</summary>
internal sealed class CheckGroups
{
    private const string Prefix = "/c2pa/", Assertions = "c2pa.assertions/";

    private readonly Dictionary<string, List<Status>> _byManifest = [], _recorded = [];

    /// <summary>Statuses that name no manifest of the store.</summary>
    public IReadOnlyList<Status> Elsewhere => _byManifest.GetValueOrDefault("", []);

    public static CheckGroups Of(ProvenanceReport report)
    {
        var groups = new CheckGroups();
        var labels = report.Manifests.Select(m => m.Label).ToHashSet();
        var known = new HashSet<Status>();
        foreach (var status in report.RecordedFailures) Add(groups._recorded, status, labels);
        foreach (var status in report.Active.Concat(report.Manifests.SelectMany(m => m.Statuses)).Concat(report.Deltas.SelectMany(d => d.Statuses)))
        {
            if (known.Add(status)) Add(groups._byManifest, status, labels);
        }
        return groups;
    }

    /// <summary>Failures of one manifest that whoever took it in recorded and signed over.</summary>
    public IReadOnlyList<Status> RecordedFor(ManifestReport manifest) => _recorded.GetValueOrDefault(manifest.Label, []);

    /// <summary>Recorded failures that name no manifest of the store.</summary>
    public IReadOnlyList<Status> RecordedElsewhere => _recorded.GetValueOrDefault("", []);

    /// <summary>What was found about one manifest.</summary>
    public IReadOnlyList<Status> For(ManifestReport manifest) => _byManifest.GetValueOrDefault(manifest.Label, []);

    /// <summary>What a JUMBF URI names within its manifest: "c2pa.signature", or the label of an assertion.</summary>
    public static string Within(string url)
    {
        var at = url.IndexOf(Prefix, StringComparison.Ordinal);
        var end = at < 0 ? -1 : url.IndexOf('/', at + Prefix.Length);
        return at < 0 ? url : end < 0 ? "the manifest" : url[(end + 1)..].Replace(Assertions, "", StringComparison.Ordinal);
    }

    private static void Add(Dictionary<string, List<Status>> groups, Status status, HashSet<string> labels)
    {
        var label = LabelOf(status.Url);
        if (!labels.Contains(label)) label = "";
        if (!groups.TryGetValue(label, out var list)) groups[label] = list = [];
        list.Add(status);
    }

    private static string LabelOf(string url)
    {
        var at = url.IndexOf(Prefix, StringComparison.Ordinal);
        if (at < 0) return "";
        var rest = url[(at + Prefix.Length)..];
        var end = rest.IndexOf('/', StringComparison.Ordinal);
        return end < 0 ? rest : rest[..end];
    }
}
