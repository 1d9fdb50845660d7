using System.Text.RegularExpressions;
using Touchstone.Provenance.Xmp;

namespace Touchstone.Provenance.Fingerprints;

/// <summary>Looks for the marks that generators, editors and cameras leave: a positive points to its maker, an absence to nothing.</summary>
public static class FingerprintReader
{
    // A prompt or a label stands at the beginning or in a text of its own; a longer one is searched no further.
    private const int MaximumSearched = 256 * 1024;
    private const int MaximumExcerpt = 160;
    private const int MaximumTexts = 20_000;

    /// <summary>All fingerprints by the shipped table, in its order; one per rule and basis. Never throws for what the texts are.</summary>
    /// <param name="input">The facts.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="cancel">Checked per rule and per line of blocks.</param>
    public static IReadOnlyList<FingerprintMatch> Read(FingerprintInput input, ProvenanceLimits limits, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(limits);
        var pixels = input.Pixels?.Invoke();
        List<StatedText> texts = [.. Texts(input, limits)];
        if (pixels is not null) texts.AddRange(HiddenText.Read(pixels, cancel));
        using var search = new TextSearch(texts);
        List<FingerprintMatch> matches = [];
        foreach (var rule in FingerprintTable.Shipped.Rules)
        {
            cancel.ThrowIfCancellationRequested();
            matches.AddRange(Apply(rule, search));
        }
        if (pixels is not null) matches.AddRange(FixedWatermark.Read(pixels, FingerprintTable.Shipped.Watermarks, cancel));
        return matches;
    }

    /// <summary>Texts of all places, XMP and manifests resolved.</summary>
    internal static IEnumerable<StatedText> Texts(FingerprintInput input, ProvenanceLimits limits)
    {
        var xmp = input.Xmp.SelectMany(p => XmpPacket.Read(p, limits).Properties).Select(p => new StatedText(TextPlace.Xmp, $"{{{p.Namespace}}}{p.Name}", p.Value));
        return input.Texts.Concat(xmp).Concat(ManifestTexts.Of(input.Credentials)).Take(MaximumTexts);
    }

    private static IEnumerable<FingerprintMatch> Apply(FingerprintRule rule, TextSearch search)
    {
        foreach (var basis in search.Bases)
        {
            StatedText?[] hits = [.. rule.All.Select(c => search.First(c, basis))];
            if (hits.All(h => h is not null)) yield return Match(rule, hits[0]!);
        }
    }

    private static FingerprintMatch Match(FingerprintRule rule, StatedText text)
    {
        var excerpt = Excerpt(text.Value);
        var brace = text.Key.LastIndexOf('}');
        return new FingerprintMatch(rule.Id, rule.Generator.Replace("{1}", excerpt, StringComparison.Ordinal), rule.Class, text.Basis, $"{text.Place} {text.Key[(brace + 1)..]} {text.From}".TrimEnd(), excerpt, rule.Precision, rule.Source);
    }

    private static string Excerpt(string text)
    {
        var cut = text.Length <= MaximumExcerpt ? text : string.Concat(text.AsSpan(0, MaximumExcerpt), "…");
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });
    }

    private sealed class TextSearch(IReadOnlyList<StatedText> texts) : IDisposable
    {
        private readonly Dictionary<StatedText, StatedJson?> _json = new(ReferenceEqualityComparer.Instance);

        internal IReadOnlyList<FingerprintBasis> Bases { get; } = [.. texts.Select(t => t.Basis).Distinct().Order()];

        internal StatedText? First(FingerprintCondition condition, FingerprintBasis basis) =>
            texts.FirstOrDefault(t => t.Basis == basis && condition.Concerns(t) && Holds(condition, t));

        private bool Holds(FingerprintCondition condition, StatedText text) => condition.Test switch
        {
            TextTest.Present => true,
            TextTest.Equals => text.Value.Trim().Equals(condition.Value, StringComparison.OrdinalIgnoreCase),
            TextTest.Contains => text.Value.Contains(condition.Value, StringComparison.OrdinalIgnoreCase),
            TextTest.Regex => Finds(condition.Pattern!.Value, text.Value),
            TextTest.JsonTop => Json(text)?.HasAll(Names(condition)) == true,
            TextTest.JsonNested => Json(text)?.HasNested(Names(condition)) == true,
            TextTest.JsonAny => Json(text)?.HasAny(Names(condition)) == true,
            _ => Json(text) is { } json && Finds(condition.Pattern!.Value, json.Label(condition.Value) ?? ""),
        };

        private static bool Finds(Regex pattern, string text) => pattern.IsMatch(text.AsSpan(0, Math.Min(text.Length, MaximumSearched)));

        private static string[] Names(FingerprintCondition condition) => condition.Value.Split(',');

        private StatedJson? Json(StatedText text)
        {
            if (!_json.TryGetValue(text, out var json)) _json[text] = json = StatedJson.Parse(text.Value);
            return json;
        }

        public void Dispose()
        {
            foreach (var json in _json.Values) json?.Dispose();
        }
    }
}
