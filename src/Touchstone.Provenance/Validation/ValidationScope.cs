using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Cbor;

namespace Touchstone.Provenance.Validation;

/// <summary>What every check of one store may look up: the store, the rules, and what manifests say about each other.</summary>
internal sealed class ValidationScope
{
    private readonly Dictionary<string, List<Ingredient>> _ingredients = [];
    private readonly Dictionary<string, List<ReadOnlyMemory<byte>>> _tokens = [];
    private readonly HashSet<(string Manifest, string Assertion)> _redacted = [];

    internal ValidationScope(ManifestStore store, ValidationOptions options)
    {
        Store = store;
        Options = options;
        if (store.Active is { } active) Gather(active);
    }

    internal ManifestStore Store { get; }

    internal ValidationOptions Options { get; }

    internal bool IsStrict => Options.Policy == ValidationPolicy.Strict;

    /// <summary>Manifests the active one reaches through ingredients, itself first.</summary>
    internal List<Manifest> Reached { get; } = [];

    /// <summary>OCSP responses of certificate-status assertions anywhere in the history.</summary>
    internal List<ReadOnlyMemory<byte>> OcspResponses { get; } = [];

    /// <summary>The ingredients of a reached manifest, unreadable and zeroed assertions left out.</summary>
    internal IReadOnlyList<Ingredient> IngredientsOf(Manifest manifest) => _ingredients.GetValueOrDefault(manifest.Label) ?? [];

    /// <summary>What a manifest's signer recorded of its ingredients, whether the manifest is reached or not.</summary>
    internal IEnumerable<Statuses.Status> RecordedBy(Manifest manifest) =>
        (_ingredients.GetValueOrDefault(manifest.Label) ?? Readable(manifest)).SelectMany(i => i.Recorded);

    /// <summary>Tokens that time-stamp assertions hold for a manifest.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> TokensFor(Manifest manifest) => _tokens.GetValueOrDefault(manifest.Label) ?? [];

    internal bool IsRedacted(string manifest, string? assertion) => assertion is not null && _redacted.Contains((manifest, assertion));

    internal bool HasRedactions(string manifest) => _redacted.Any(r => r.Manifest == manifest);

    internal IEnumerable<string> RedactedIn(string manifest) => _redacted.Where(r => r.Manifest == manifest).Select(r => r.Assertion).Order(StringComparer.Ordinal);

    // Breadth first; a manifest is visited once, so a cycle ends here and is reported where its edge is checked.
    private void Gather(Manifest active)
    {
        Queue<Manifest> queue = new([active]);
        HashSet<string> seen = [active.Label];
        while (queue.TryDequeue(out var manifest))
        {
            Reached.Add(manifest);
            GatherFrom(manifest);
            foreach (var ingredient in IngredientsOf(manifest))
                if (Store.Find(JumbfUri.ManifestLabel(ingredient.Manifest?.Url ?? "")) is { } next && seen.Add(next.Label)) queue.Enqueue(next);
        }
    }

    private void GatherFrom(Manifest manifest)
    {
        foreach (var uri in manifest.Redactions)
            // Only manifests of ingredients are redacted (§15.10.2): nothing takes away what the active one signed.
            if (JumbfUri.ManifestLabel(uri) is { } target && target != manifest.Label && target != Store.Active?.Label && JumbfUri.AssertionLabel(uri) is { } assertion) _redacted.Add((target, assertion));
        _ingredients[manifest.Label] = Readable(manifest);
        foreach (var assertion in manifest.Assertions)
        {
            if (assertion.Kind == Labels.TimeStamp) GatherTokens(assertion.Value);
            else if (assertion.Kind == Labels.CertificateStatus)
                OcspResponses.AddRange((assertion.Value?["ocspVals"]?.Items ?? []).Select(i => i.Bytes).OfType<ReadOnlyMemory<byte>>());
        }
    }

    // One that the claim does not list with its hash is passed over (§15.11.3.3); the reference follows it all the same.
    private List<Ingredient> Readable(Manifest manifest) =>
        [.. manifest.Assertions.Where(a => Ingredient.IsKind(a.Kind) && !a.IsZeroed && (!IsStrict || manifest.Lists(a))).Select(Ingredient.Of).OfType<Ingredient>()];

    private void GatherTokens(CborValue? map)
    {
        foreach (var (label, token) in map?.Entries ?? [])
        {
            if (label.Text is not { } manifest || token.Bytes is not { } bytes) continue;
            if (!_tokens.TryGetValue(manifest, out var tokens)) _tokens[manifest] = tokens = [];
            tokens.Add(bytes);
        }
    }
}
