using Touchstone.Evaluation.Estimates;
using Touchstone.Provenance;
using Touchstone.Provenance.Residue;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>Whether traces of missing credentials are found where there must be some, and nowhere else.</summary>
internal static class ResidueFigures
{
    private static readonly byte[] _pointer = "dcterms:provenance"u8.ToArray();

    private static readonly string[] _moved = ["transplant", "moved to another"];

    internal static IEnumerable<Figure> Measure(IReadOnlyList<CredentialVectors> sets, string? data, CancellationToken cancel)
    {
        foreach (var set in sets)
        {
            var found = set.Items.ToDictionary(v => v, v => Read(v.Path, cancel));
            CredentialVector[] expected = [.. set.Items.Where(IsExpected)];
            CredentialVector[] trusted = [.. set.Items.Where(v => v.ReferenceState.Values.Contains("Trusted"))];
            string[] missed = [.. expected.Where(v => found[v].Count == 0).Select(v => v.Name)];
            string[] wrong = [.. trusted.Where(v => found[v].Count > 0).Select(v => $"{v.Name}: {found[v][0].Code}")];
            CredentialVector[] others = [.. set.Items.Where(v => found[v].Count > 0).Except(expected).Except(trusted)];
            yield return new Figure($"{set.Name}: residue found where credentials are missing", Rate.Of(expected.Length - missed.Length, expected.Length), Target.NoLessThan(1),
                missed.Length > 0 ? "missed: " + string.Join(", ", missed) : "a pointer without a store, a manifest elsewhere only, or a store moved to another file, by the manifest of the data set");
            yield return new Figure($"{set.Name}: residue on files the reference trusts", Rate.Of(wrong.Length, trusted.Length), Target.NoMoreThan(0), string.Join(", ", wrong.Take(5)));
            if (others.Length > 0) yield return new Figure($"{set.Name}: residue on other files", Rate.Of(others.Length, set.Items.Count - expected.Length - trusted.Length), null, string.Join(", ", others.Take(8).Select(v => $"{v.Name}: {found[v][0].Code}")));
        }
        foreach (var photographs in Photographs.FindAll(data))
        {
            string[] wrong = [.. photographs.Paths.Select(p => (Path: p, Found: Read(p, cancel))).Where(p => p.Found.Count > 0).Select(p => $"{Path.GetFileName(p.Path)}: {p.Found[0].Code}")];
            yield return new Figure($"{photographs.Name}: residue on photographs", Rate.Of(wrong.Length, photographs.Paths.Count), Target.NoMoreThan(0), string.Join(", ", wrong.Take(5)));
        }
    }

    private static IReadOnlyList<ResidueFinding> Read(string path, CancellationToken cancel)
    {
        using var stream = File.OpenRead(path);
        return ResidueReader.Read(AssetBytes.Of(stream), ProvenanceLimits.Default, cancel);
    }

    // From what others say of the file, not from the code under measurement: the reference finds only an address, or nothing beside a pointer.
    private static bool IsExpected(CredentialVector vector) =>
        vector.ReferenceFailures.Contains("RemoteManifestUrl", StringComparison.Ordinal)
        || _moved.Any(w => vector.Name.Contains(w, StringComparison.OrdinalIgnoreCase) || vector.Note.Contains(w, StringComparison.OrdinalIgnoreCase))
        || (vector.ReferenceState.GetValueOrDefault("test") == "none" && File.ReadAllBytes(vector.Path).AsSpan().IndexOf(_pointer) >= 0);
}
