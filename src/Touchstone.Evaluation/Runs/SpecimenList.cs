using System.Security.Cryptography;
using System.Text;
using Touchstone.Evaluation.DataSets;
using Touchstone.Media;
using Touchstone.Workbench;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Evaluation.Runs;

/// <summary>A file of the data set that is what its manifest says.</summary>
/// <param name="Entry">What the manifest says.</param>
/// <param name="Sha256">Digest of its bytes now.</param>
/// <param name="Cluster">What it is not independent of.</param>
/// <param name="Circumstances">Digest of what else findings may depend on: trust, moment, the side-car beside it.</param>
internal sealed record Specimen(DataSetEntry Entry, string Sha256, string Cluster, string Circumstances)
{
    internal FindingKey Key(string engine) => new(Sha256, engine, Circumstances);
}

/// <summary>The files of a run, hashed and held against the manifest before anything is examined.</summary>
/// <param name="Specimens">Files that are there and unchanged, in the manifest's order.</param>
/// <param name="Problems">Files that are not.</param>
/// <param name="Unlabelled">Entries that say nothing on the questions asked.</param>
internal sealed record SpecimenList(IReadOnlyList<Specimen> Specimens, IReadOnlyList<RunProblem> Problems, int Unlabelled)
{
    internal static SpecimenList Of(RunRequest request, CredentialTerms credentials, Action<RunStep> progress, CancellationToken cancel)
    {
        var stated = request.Data.Entries.Where(e => request.Detectors.Any(d => e.IsManipulated(d.Question) is not null)).ToList();
        var chosen = Spread(stated, request.Limit);
        var clusters = Clusters.Of(request.Data.Entries, everySubject: false);
        var clusterOf = new Dictionary<DataSetEntry, string>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < clusters.Count; i++) clusterOf[request.Data.Entries[i]] = clusters[i];
        var specimens = new List<Specimen>(chosen.Count);
        var problems = new List<RunProblem>();
        var terms = Digest($"{credentials.Trust}\n{credentials.OwnAnchors}\n{credentials.Policy}\n{credentials.At:O}\n{request.Pool.Limits}");
        foreach (var entry in chosen)
        {
            cancel.ThrowIfCancellationRequested();
            var hash = FileFacts.Of(entry.FullPath, request.Pool.Limits, cancel).Sha256;
            if (hash is null) problems.Add(new RunProblem(entry.Path, Codes.RunUnreadable, "The file is not there, is empty or cannot be read."));
            else if (entry.Sha256 is { } said && said != hash) problems.Add(new RunProblem(entry.Path, Codes.RunOtherHash, $"The manifest says sha256 {said[..12]}…; the file has {hash[..12]}…."));
            else specimens.Add(new Specimen(entry, hash, clusterOf[entry], Beside(entry.FullPath) is { } sideCar ? Digest(terms + sideCar) : terms));
            if ((specimens.Count + problems.Count) % 100 == 0 || specimens.Count + problems.Count == chosen.Count)
                progress(new RunStep("hashing", specimens.Count + problems.Count, chosen.Count));
        }
        return new SpecimenList(specimens, problems, request.Data.Entries.Count - stated.Count);
    }

    private static List<DataSetEntry> Spread(List<DataSetEntry> entries, int? limit) => limit is not { } count || entries.Count <= count
        ? entries
        : [.. Enumerable.Range(0, count).Select(i => entries[(int)((long)i * entries.Count / count)])];

    private static string? Beside(string path)
    {
        var sideCar = Path.ChangeExtension(path, ".c2pa");
        return sideCar != path && File.Exists(sideCar) ? Sha256.Of(File.ReadAllBytes(sideCar)).Hex : null;
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
