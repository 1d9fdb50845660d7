using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Validation;

/// <summary>What was done, and whether it fits the ingredients (C2PA 2.2 §15.10.3.2.2). Claims of version 1 are held to the one rule of their time.</summary>
internal sealed class ActionChecks
{
    private const string Created = "c2pa.created", Opened = "c2pa.opened", Placed = "c2pa.placed", Removed = "c2pa.removed", Transcoded = "c2pa.transcoded", Repackaged = "c2pa.repackaged", Redacted = "c2pa.redacted";

    private readonly Manifest _manifest;
    private readonly ValidationScope _scope;
    private readonly StatusLog _log;
    private readonly Assertion[] _assertions;

    private ActionChecks(Manifest manifest, ValidationScope scope, StatusLog log)
    {
        _manifest = manifest;
        _scope = scope;
        _log = log;
        _assertions = [.. manifest.Listed(Labels.IsActions).Where(a => !scope.IsRedacted(manifest.Label, a.Label))];
    }

    internal static void Check(Manifest manifest, ValidationScope scope, StatusLog log) => new ActionChecks(manifest, scope, log).All();

    private void All()
    {
        if (_manifest.ClaimVersion == 1)
        {
            if (_assertions.Length > 1) Malformed(_manifest.Url, "A version 1 claim may have one actions assertion.");
            return;
        }
        // A readable assertion without actions is malformed; an unreadable one has its own code already.
        foreach (var assertion in _assertions.Where(a => a.Value is { } v && v["actions"] is not { Items.Count: > 0 }))
            Malformed(assertion.Url, "The assertion lists no actions.");
        var opening = Opening();
        if (opening is null && _manifest.Kind == ManifestKind.Standard) Malformed(_manifest.Url, "The first action must be c2pa.created or c2pa.opened.");
        foreach (var assertion in _assertions)
        {
            var actions = ActionsOf(assertion);
            for (var i = 0; i < actions.Count; i++) One(assertion, actions[i], isOpening: assertion == opening && i == 0, index: i);
        }
    }

    // The first actions assertion of the created, or else of the gathered ones, if it begins as it must.
    private Assertion? Opening()
    {
        foreach (var field in (string[])["created_assertions", "gathered_assertions"])
        {
            var first = _manifest.ReferencesOf(field).Select(r => JumbfUri.AssertionLabel(r.Url)).Select(l => _assertions.FirstOrDefault(a => a.Label == l)).OfType<Assertion>().FirstOrDefault();
            if (first is not null && ActionsOf(first) is [var action, ..] && NameOf(action) is Created or Opened) return first;
        }
        return null;
    }

    private void One(Assertion assertion, CborValue action, bool isOpening, int index)
    {
        var name = NameOf(action);
        if (string.IsNullOrEmpty(name)) Malformed(assertion.Url, $"Action {index + 1} has no name.");
        if (name is Created or Opened && !isOpening && (_scope.IsStrict || assertion != _assertions[0])) Malformed(assertion.Url, $"{name} may only be the first action of the first actions assertion.");
        switch (name)
        {
            case Opened:
                CheckIngredients(assertion, action, name, Ingredient.ParentOf);
                break;
            case Placed or Removed:
                CheckIngredients(assertion, action, name, Ingredient.ComponentOf);
                break;
            case Transcoded or Repackaged:
                CheckOptionalParents(assertion, action, name);
                break;
            case Redacted:
                CheckRedaction(assertion, action);
                break;
        }
    }

    private void CheckIngredients(Assertion assertion, CborValue action, string name, string relationship)
    {
        if (action["parameters"] is not { Entries.Count: > 0 } parameters || Targets(parameters) is not { Count: > 0 } targets)
        {
            Mismatch(assertion.Url, $"{name} must name its ingredient in its parameters.");
            return;
        }
        var fitting = targets.Count(t => Fits(t, relationship, anyManifest: name == Removed));
        var holds = !_scope.IsStrict ? fitting > 0 : fitting == targets.Count && (name != Opened || targets.Count == 1);
        if (!holds) Mismatch(assertion.Url, $"{name} must name an ingredient with the relationship {relationship}.");
    }

    private void CheckOptionalParents(Assertion assertion, CborValue action, string name)
    {
        if (action["parameters"] is not { } parameters)
        {
            if (!_scope.IsStrict) Mismatch(assertion.Url, $"{name} has no parameters.");
            return;
        }
        if (Targets(parameters) is not { } targets) return;
        var fitting = targets.Count(t => Fits(t, Ingredient.ParentOf, anyManifest: false));
        if (_scope.IsStrict ? fitting != targets.Count : fitting == 0) Mismatch(assertion.Url, $"{name} names an ingredient that is not the parent.");
    }

    private void CheckRedaction(Assertion assertion, CborValue action)
    {
        if (!_scope.IsStrict && action["parameters"] is null) return;
        var uri = action["parameters"]?["redacted"]?.Text ?? "";
        var target = _scope.Store.Find(JumbfUri.ManifestLabel(uri));
        // A redacted assertion may be gone; the claim that was signed with it still lists it.
        var listed = target is not null && JumbfUri.AssertionLabel(uri) is { } label && target.References.Any(r => JumbfUri.AssertionLabel(r.Url) == label);
        if (!listed) _log.Add(Code.AssertionActionRedactionMismatch, assertion.Url, "c2pa.redacted does not name an assertion of an ingredient.");
    }

    // Null where no ingredient is named at all.
    private static List<HashedUri>? Targets(CborValue parameters)
    {
        if (parameters["ingredients"] is { } several) return [.. several.Items.Select(HashedUri.Of).OfType<HashedUri>()];
        return parameters["ingredient"] is { } one ? [.. new[] { HashedUri.Of(one) }.OfType<HashedUri>()] : null;
    }

    private bool Fits(HashedUri target, string relationship, bool anyManifest)
    {
        var url = JumbfUri.Absolute(target.Url, _manifest.Label);
        var owner = !anyManifest || (!_scope.IsStrict && JumbfUri.ManifestLabel(url) == _manifest.Label) ? _manifest : _scope.Store.Find(JumbfUri.ManifestLabel(url));
        if (_scope.IsStrict && anyManifest == (JumbfUri.ManifestLabel(url) == _manifest.Label)) return false;
        var label = JumbfUri.AssertionLabel(url);
        return owner is not null && _scope.IngredientsOf(owner).Any(i => i.Assertion.Label == label && i.Relationship == relationship);
    }

    private static IReadOnlyList<CborValue> ActionsOf(Assertion assertion) => assertion.Value?["actions"]?.Items ?? [];

    private static string? NameOf(CborValue action) => action["action"]?.Text;

    private void Malformed(string url, string text) => _log.Add(Code.AssertionActionMalformed, url, text);

    private void Mismatch(string url, string text) => _log.Add(Code.AssertionActionIngredientMismatch, url, text);
}
