using CsvHelper;
using System.Runtime.CompilerServices;
using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;
using Touchstone.Media;
using Touchstone.Provenance.Fingerprints;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>Whether generators are named where their marks are known to be, and nowhere else.</summary>
internal static class FingerprintFigures
{
    private const int ShortSample = 40;
    private const int DistinctiveLetters = 5;

    // Words that many generators share.
    private static readonly string[] _common = ["stable", "diffusion", "image", "model", "generator", "studio"];

    /// <summary>A folder whose expected.csv names the generator of each file.</summary>
    internal sealed record ExpectedSet(string Name, IReadOnlyList<(string Path, string Generator)> Items)
    {
        /// <summary>Those of a folder and of the two levels below it.</summary>
        internal static IReadOnlyList<ExpectedSet> FindAll(string folder)
        {
            string[] below = [.. Directory.EnumerateDirectories(folder)];
            return [.. below.Concat(below.SelectMany(Directory.EnumerateDirectories)).Prepend(folder)
                .Select(f => Path.Combine(f, "expected.csv")).Where(File.Exists).Order(StringComparer.Ordinal).Select(Read).Where(s => s.Items.Count > 0)];
        }

        private static ExpectedSet Read(string path)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            using var csv = CsvReader.FromFile(path);
            csv.ReadHeader();
            string Field(string name) => csv.TryGetFieldIndex(name, out var index) ? csv.GetString(index) : "";
            List<(string, string)> items = [];
            while (csv.Read())
                if (Field("expected_generator") is { Length: > 0 } generator && File.Exists(Path.Combine(folder, Field("file")))) items.Add((Path.Combine(folder, Field("file")), generator));
            return new ExpectedSet(Path.GetFileName(folder), items);
        }
    }

    internal static async IAsyncEnumerable<Figure> MeasureAsync(IReadOnlyList<CredentialVectors> sets, MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var set in request.Data is { } data ? ExpectedSet.FindAll(data) : []) yield return await NamedAsync(set, request, cancel);
        foreach (var set in sets)
        {
            string[] bare = [.. set.Items.Where(v => v.ReferenceState.GetValueOrDefault("test") == "none").Select(v => v.Path)];
            var examined = await ExamineAsync(request, bare, $"{set.Name}: marks of generators on files without credentials", cancel);
            yield return False($"{set.Name}: files without credentials named as generated", examined, "files on which the reference finds none");
        }
        foreach (var photographs in Photographs.FindAll(request.Data))
        {
            var items = request.Long ? photographs.Paths : photographs.Sample(ShortSample);
            var examined = await ExamineAsync(request, items, $"{photographs.Name}: marks of generators on photographs", cancel);
            yield return False($"{photographs.Name}: photographs named as generated", [.. examined.Where(e => e.Specimen.Kind == MediaKind.Image)], items.Count < photographs.Paths.Count ? $"evenly spread; all {photographs.Paths.Count} with --long" : "");
        }
    }

    private static async Task<Figure> NamedAsync(ExpectedSet set, MeasureRequest request, CancellationToken cancel)
    {
        var examined = await ExamineAsync(request, [.. set.Items.Select(i => i.Path)], $"{set.Name}: marks of generators", cancel);
        (string File, string Expected, string[] Found)[] misses = [.. set.Items.Zip(examined)
            .Select(p => (File: Path.GetFileName(p.First.Path), Expected: p.First.Generator, Found: Generators(p.Second)))
            .Where(p => !p.Found.Any(f => IsSame(p.Expected, f)))];
        return new Figure($"{set.Name}: generators named as expected", Rate.Of(set.Items.Count - misses.Length, set.Items.Count), Target.NoLessThan(1), string.Join(", ", misses.Select(m => $"{m.File}: {m.Expected}, here {string.Join("; ", m.Found.DefaultIfEmpty("nothing"))}")));
    }

    private static Figure False(string name, IReadOnlyList<Examination> examined, string remark)
    {
        Examination[] asked = [.. examined.Where(e => Finding(e) is { State: not FindingState.Failed })];
        string[] wrong = [.. asked.Where(e => Generators(e).Length > 0).Select(e => $"{e.Specimen.Name}: {string.Join("; ", Generators(e))}")];
        if (asked.Length < examined.Count) remark += $"{(remark.Length > 0 ? "; " : "")}{examined.Count - asked.Length} of a format that is not examined, or damaged, left out";
        return new Figure(name, Rate.Of(wrong.Length, asked.Length), Target.NoMoreThan(0), wrong.Length == 0 ? remark : string.Join(", ", wrong.Take(5)));
    }

    private static Task<IReadOnlyList<Examination>> ExamineAsync(MeasureRequest request, IReadOnlyList<string> paths, string what, CancellationToken cancel) =>
        Batch.ExamineAsync(request, paths, what, request.Pool(Environment.ProcessorCount) with { Questions = [Question.Generated] }, cancel);

    private static Finding? Finding(Examination examination) => examination.Findings.FirstOrDefault(f => f.DetectorId == nameof(Engine.Detectors.Metadata.GeneratorFingerprint.GeneratorFingerprint));

    /// <summary>The generators that marks point to; empty where the detector raises no alarm.</summary>
    private static string[] Generators(Examination examination) => Finding(examination) is { } finding && MaterialFigures.Alarms(finding) == true
        ? [.. finding.Observations.Where(o => o.Weight == Weight.Anomaly).Select(o => Generator(o.Rule) ?? o.Text).Distinct()] : [];

    // A mark in the pixels has no row among the rules; its sentence names the generator.
    private static string? Generator(string rule) => FingerprintTable.Shipped.Rules.FirstOrDefault(r => rule == "fingerprint." + r.Id)?.Generator;

    /// <summary>Whether two names mean the same generator: one holds the other, or they share a word that is long enough to be its own.</summary>
    internal static bool IsSame(string expected, string found) =>
        found.Contains(expected, StringComparison.OrdinalIgnoreCase) || expected.Contains(found, StringComparison.OrdinalIgnoreCase)
        || Words(expected).Intersect(Words(found)).Any();

    private static IEnumerable<string> Words(string name) => name.ToLowerInvariant().Split([' ', '(', ')', ',', '/', '-'], StringSplitOptions.RemoveEmptyEntries)
        .Where(w => w.Length >= DistinctiveLetters && !_common.Contains(w));
}
