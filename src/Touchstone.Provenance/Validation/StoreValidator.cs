using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Validation;

/// <summary>Validates a store against its asset (C2PA 2.2 §15): the active manifest, its whole history, the content. Nothing stops at the first failure.</summary>
internal sealed class StoreValidator
{
    private readonly ValidationScope _scope;
    private readonly CancellationToken _cancel;
    private readonly Dictionary<string, ManifestResult> _manifests = [];
    private readonly List<IngredientResult> _ingredients = [];
    private readonly List<PlacedStatus> _history = [];
    private readonly Dictionary<Ingredient, HashSet<(string Code, string Url, StatusKind Kind)>> _recorded = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<HashSet<(string Code, string Url, StatusKind Kind)>> _recordedAnywhere;
    private int _edges;

    private StoreValidator(ValidationScope scope, CancellationToken cancel)
    {
        _scope = scope;
        _cancel = cancel;
        _recordedAnywhere = new(() => [.. scope.Store.Manifests.SelectMany(scope.RecordedBy).Select(s => (s.Code, s.Url, s.Kind))]);
    }

    /// <summary>Validates a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="options">Rules, trust, moment.</param>
    /// <param name="known">What an earlier check of the same content found, so that it is not hashed again; or null.</param>
    /// <param name="cancel">Stops the validation.</param>
    internal static StoreResult Validate(ManifestStore store, AssetInput asset, ValidationOptions options, ContentResult? known, CancellationToken cancel) =>
        new StoreValidator(new ValidationScope(store, options), cancel).All(asset, known);

    private StoreResult All(AssetInput asset, ContentResult? known)
    {
        var store = _scope.Store;
        var log = new StatusLog(_scope.Options.Limits.MaximumStatuses);
        var content = known ?? new ContentResult(null, []);
        foreach (var (label, why) in store.BrokenCompressed) log.Add(Code.ManifestCompressedInvalid, JumbfUri.Manifest(label), why);
        if (store.Active is { } active)
        {
            log.AddRange(Own(active).Statuses);
            // The reference names a manifest that is missing anywhere in the history beside the active manifest too.
            if (!_scope.IsStrict)
                foreach (var missing in _scope.Reached.SelectMany(_scope.IngredientsOf).Where(i => i.Manifest is { } m && store.Find(JumbfUri.ManifestLabel(m.Url)) is null))
                    log.Add(Code.IngredientManifestMissing, missing.Manifest!.Url, "An ingredient's manifest is not in the store.");
            content = known ?? ContentChecks.Check(active, asset, _scope, _cancel);
            log.AddRange(content.Statuses);
            Walk(active, [active.Label], null);
        }
        else log.Add(Code.ClaimMissing, JumbfUri.Manifest(""), store.Root is null ? "What stands where a manifest store belongs cannot be read." : "The manifest store holds no manifest.");
        IReadOnlyList<PlacedStatus> deltas = _scope.IsStrict ? _history : [.. _history.Select(d => d with { Status = ReferenceDialect.Of(d.Status) })];
        return new StoreResult
        {
            Store = store, Scope = _scope, Manifests = _manifests, Ingredients = _ingredients,
            Active = _scope.IsStrict ? log.Entries : [.. log.Entries.Select(ReferenceDialect.Of)], Deltas = deltas, RecordedFailures = RecordedFailures(), Content = content,
        };
    }

    // A manifest reached twice is validated once.
    private ManifestResult Own(Manifest manifest)
    {
        if (!_manifests.TryGetValue(manifest.Label, out var result)) _manifests[manifest.Label] = result = ManifestValidator.Validate(manifest, _scope, _cancel);
        return result;
    }

    private void Walk(Manifest from, IReadOnlyList<string> path, WalkStep? above)
    {
        var limits = _scope.Options.Limits;
        foreach (var ingredient in _scope.IngredientsOf(from))
        {
            var url = ingredient.Assertion.Url;
            if (++_edges > limits.MaximumIngredients)
            {
                if (_edges == limits.MaximumIngredients + 1) Place([Unfinished(url, $"There are more than {limits.MaximumIngredients} ingredients; the rest was not validated.")], url, above);
                return;
            }
            // The reference leaves what was only an input alone; the specification validates every ingredient (§15.11.2.1).
            if (!_scope.IsStrict && ingredient.Relationship == Ingredient.InputTo) continue;
            var step = new WalkStep(path, RecordedBy(ingredient), above);
            var result = IngredientChecks.Check(from, ingredient, _scope);
            _ingredients.Add(result);
            Place(result.Statuses, url, step);
            if (result.Target is not { } target) continue;
            if (path.Contains(target.Label))
            {
                Place([new Status(Code.AssertionIngredientMalformed, StatusKind.Failure, url, "The ingredient leads back to a manifest it came from.")], url, above);
                continue;
            }
            // The reference does not hold the certificates of ingredients against the clock.
            Place(Own(target).Statuses.Where(s => _scope.IsStrict || s.Code != Code.SigningCredentialExpired), url, step);
            if (path.Count < limits.MaximumDepth) Walk(target, [.. path, target.Label], step);
            else Place([Unfinished(url, $"The history is deeper than {limits.MaximumDepth} manifests; the rest was not validated.")], url, above);
        }
    }

    private static Status Unfinished(string url, string text) => new(Code.GeneralError, StatusKind.Failure, url, text);

    // What a signer recorded at ingest is no news. A full list still takes failures, so that none can be crowded out.
    private void Place(IEnumerable<Status> statuses, string ingredientUrl, WalkStep? step)
    {
        var most = _scope.Options.Limits.MaximumStatuses;
        foreach (var status in statuses)
            if (!IsKnown(status, step) && (_history.Count < most || (status.Kind == StatusKind.Failure && _history.Count < 2L * most))) _history.Add(new PlacedStatus(status, ingredientUrl));
    }

    // Whoever can change a file can add a manifest to its store that records whatever failures the change causes. Only what a listed
    // assertion on the way here says of what lies below it counts (§15.11.3.3); the reference believes every manifest of the store.
    private bool IsKnown(Status status, WalkStep? step) => _scope.IsStrict
        ? step?.Knows(status) == true
        : JumbfUri.ManifestLabel(status.Url) != _scope.Store.Active?.Label && _recordedAnywhere.Value.Contains((status.Code, status.Url, status.Kind));

    private HashSet<(string Code, string Url, StatusKind Kind)> RecordedBy(Ingredient ingredient)
    {
        if (!_recorded.TryGetValue(ingredient, out var recorded)) _recorded[ingredient] = recorded = [.. ingredient.Recorded.Select(s => (s.Code, s.Url, s.Kind))];
        return recorded;
    }

    // Kept apart, since a recorded failure is still a flaw of the history.
    private List<Status> RecordedFailures() =>
        [.. (_scope.IsStrict ? _scope.Reached : _scope.Store.Manifests).SelectMany(_scope.RecordedBy).Where(s => s.Kind == StatusKind.Failure).DistinctBy(s => (s.Code, s.Url))];
}
