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
    private int _edges;

    private StoreValidator(ValidationScope scope, CancellationToken cancel)
    {
        _scope = scope;
        _cancel = cancel;
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
            Walk(active, [active.Label]);
        }
        else log.Add(Code.ClaimMissing, JumbfUri.Manifest(""), store.Root is null ? "What stands where a manifest store belongs cannot be read." : "The manifest store holds no manifest.");
        var (deltas, recorded) = Compare();
        if (!_scope.IsStrict) deltas = [.. deltas.Select(d => d with { Status = ReferenceDialect.Of(d.Status) })];
        return new StoreResult
        {
            Store = store, Scope = _scope, Manifests = _manifests, Ingredients = _ingredients,
            Active = _scope.IsStrict ? log.Entries : [.. log.Entries.Select(ReferenceDialect.Of)], Deltas = deltas, RecordedFailures = recorded, Content = content,
        };
    }

    // A manifest reached twice is validated once.
    private ManifestResult Own(Manifest manifest)
    {
        if (!_manifests.TryGetValue(manifest.Label, out var result)) _manifests[manifest.Label] = result = ManifestValidator.Validate(manifest, _scope, _cancel);
        return result;
    }

    private void Walk(Manifest from, List<string> path)
    {
        foreach (var ingredient in _scope.IngredientsOf(from))
        {
            if (++_edges > _scope.Options.Limits.MaximumIngredients) return;
            // The reference leaves what was only an input alone; the specification validates every ingredient (§15.11.2.1).
            if (!_scope.IsStrict && ingredient.Relationship == Ingredient.InputTo) continue;
            var url = ingredient.Assertion.Url;
            var result = IngredientChecks.Check(from, ingredient, _scope);
            _ingredients.Add(result);
            Place(result.Statuses, url);
            if (result.Target is not { } target) continue;
            if (path.Contains(target.Label))
            {
                Place([new Status(Code.AssertionIngredientMalformed, StatusKind.Failure, url, "The ingredient leads back to a manifest it came from.")], url);
                continue;
            }
            // The reference does not hold the certificates of ingredients against the clock.
            Place(Own(target).Statuses.Where(s => _scope.IsStrict || s.Code != Code.SigningCredentialExpired), url);
            if (path.Count < _scope.Options.Limits.MaximumDepth) Walk(target, [.. path, target.Label]);
            else Place([new Status(Code.GeneralError, StatusKind.Failure, url, $"The history is deeper than {_scope.Options.Limits.MaximumDepth} manifests; the rest was not validated.")], url);
        }
    }

    private void Place(IEnumerable<Status> statuses, string ingredientUrl)
    {
        foreach (var status in statuses)
            if (_history.Count < _scope.Options.Limits.MaximumStatuses) _history.Add(new PlacedStatus(status, ingredientUrl));
    }

    // What a signer recorded at ingest is no news; it is kept apart, since a recorded failure is still a flaw of the history.
    private (List<PlacedStatus> Deltas, List<Status> RecordedFailures) Compare()
    {
        var all = _scope.Store.Manifests.SelectMany(_scope.RecordedBy);
        HashSet<(string, string, StatusKind)> recorded = [];
        List<Status> failures = [];
        foreach (var status in all)
            if (recorded.Add((status.Code, status.Url, status.Kind)) && status.Kind == StatusKind.Failure) failures.Add(status);
        var active = _scope.Store.Active?.Label;
        List<PlacedStatus> deltas = [.. _history.Where(p => JumbfUri.ManifestLabel(p.Status.Url) == active || !recorded.Contains((p.Status.Code, p.Status.Url, p.Status.Kind)))];
        return (deltas, failures);
    }
}
