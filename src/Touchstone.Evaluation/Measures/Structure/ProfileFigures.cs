using Touchstone.Engine.Profiles;
using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Measures.Structure;

/// <summary>How often a file of a profile's own source agrees with it, and a file of another source does not.</summary>
internal static class ProfileFigures
{
    private const int FilesASource = 80, LeastFiles = 15;

    // A conformal p-value keeps this rate by theory if references and files are drawn alike.
    private const double Level = 0.05;

    internal static IEnumerable<Figure> Measure(MeasureRequest request, CancellationToken cancel)
    {
        request.Progress("reading how files are written");
        var all = SourceFiles.Read(request, FilesASource, cancel);
        var sources = all.Where(s => s.Files.Count >= LeastFiles).ToList();
        if (sources.Count < 2)
        {
            yield return Figure.Skipped("profiles: files of the source and of others", "no data sets with two folders of enough files");
            yield break;
        }
        var (own, foreign, pairs) = (new List<ProfileComparison>(), new List<ProfileComparison>(), new List<(string, string, int Alike, int Files)>());
        foreach (var source in sources)
        {
            cancel.ThrowIfCancellationRequested();
            // Neighbours in a manifest are often of one scene; every second file is a reference.
            var profile = FileProfile.Of(source.Name, [.. source.Files.Where((_, i) => i % 2 == 0).Select(f => (f.Name, f.Sha256, f.Shape))]);
            own.AddRange(source.Files.Where((_, i) => i % 2 == 1).Select(f => ProfileComparison.Of(f.Shape, f.Sha256, profile)));
            foreach (var other in all.Where(o => o != source))
            {
                var compared = other.Files.Where((_, i) => i % 2 == 1 || other.Files.Count < LeastFiles).Select(f => ProfileComparison.Of(f.Shape, f.Sha256, profile)).ToList();
                foreign.AddRange(compared);
                if (compared.Count(c => c.Unseen.Count == 0) is > 0 and var alike) pairs.Add((source.Name, other.Name, alike, compared.Count));
            }
        }
        var remark = $"{sources.Count} sources: {string.Join(", ", sources.Select(s => $"{s.Name} {s.Files.Count}"))}; every second file a reference";
        yield return new("profiles: own files with no value unseen among references", Rate.Of(own.Count(c => c.Unseen.Count == 0), own.Count), null, remark);
        yield return new($"profiles: own files with chance ≤ {Level}", Rate.Of(own.Count(c => c.Chance <= Level), own.Count), Target.NoMoreThan(Level + 0.03), "promised: 0.05");
        yield return new("profiles: foreign files with a value unseen among references", Rate.Of(foreign.Count(c => c.Unseen.Count > 0), foreign.Count), null, "pairs of file and profile");
        var able = foreign.Where(c => c.Profile.References.Count >= 19).ToList();
        yield return new($"profiles: foreign files with chance ≤ {Level}, 19 references or more", Rate.Of(able.Count(c => c.Chance <= Level), able.Count), null, $"{all.Count} folders; not told apart: {string.Join("; ", pairs.Select(p => $"{p.Item2} by {p.Item1} {p.Alike} of {p.Files}"))}");
    }
}
