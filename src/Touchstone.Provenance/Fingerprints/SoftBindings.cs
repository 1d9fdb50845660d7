using System.Collections.Frozen;

namespace Touchstone.Provenance.Fingerprints;

/// <summary>An algorithm by which a manifest can be found again from the content alone.</summary>
/// <param name="Algorithm">Its registered name: "com.adobe.trustmark.P".</param>
/// <param name="Kind">"watermark" or "fingerprint".</param>
/// <param name="Media">Media it works on, or "".</param>
/// <param name="Name">What its maker calls it.</param>
public sealed record SoftBindingAlgorithm(string Algorithm, string Kind, string Media, string Name);

/// <summary>The public list of soft-binding algorithms (C2PA softbinding-algorithm-list, CC BY 4.0, reduced to four columns), <c>soft-bindings.csv</c>.</summary>
public static class SoftBindings
{
    private static readonly Lazy<FrozenDictionary<string, SoftBindingAlgorithm>> _all = new(Load);

    /// <summary>Every algorithm by its name, without case.</summary>
    public static IReadOnlyDictionary<string, SoftBindingAlgorithm> All => _all.Value;

    /// <summary>The algorithm of a manifest's soft binding, or null where the list does not know it.</summary>
    public static SoftBindingAlgorithm? Find(string algorithm) => _all.Value.GetValueOrDefault(algorithm);

    private static FrozenDictionary<string, SoftBindingAlgorithm> Load()
    {
        using var stream = typeof(SoftBindings).Assembly.GetManifestResourceStream("soft-bindings.csv") ?? throw new InvalidOperationException("soft-bindings.csv is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => !l.StartsWith('#')).Skip(1)
            .Select(l => l.Split(',', 4)).Select(c => new SoftBindingAlgorithm(c[0], c[1], c[2], c[3].Trim('"')))
            .ToFrozenDictionary(a => a.Algorithm, StringComparer.OrdinalIgnoreCase);
    }
}
