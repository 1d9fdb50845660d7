using Touchstone.Provenance.Verdicts;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Workbench.Reports.Credentials;

/// <summary>The manifests as nested cards that fold without script: what the file is, and below it what it was made from.</summary>
internal sealed class ManifestTree
{
    // Each manifest is shown in full once, so that the page grows with the store and not with the paths through it.
    private const int MaximumCards = 60, MaximumDepth = 12, MaximumIngredients = 40;

    private readonly Html _html;
    private readonly ProvenanceReport _report;
    private readonly CheckGroups _checks;
    private readonly Dictionary<string, Exhibit> _pictures;
    private readonly Dictionary<string, int> _numbers = [];
    private readonly HashSet<int> _shown = [];

    private ManifestTree(Html html, ProvenanceReport report, CheckGroups checks, IReadOnlyList<Exhibit> exhibits)
    {
        (_html, _report, _checks) = (html, report, checks);
        _pictures = exhibits.Where(e => e.Name.StartsWith(ExhibitNames.Stored, StringComparison.Ordinal)).DistinctBy(e => e.Name).ToDictionary(e => e.Name);
        for (var i = 0; i < report.Manifests.Count; i++) _numbers.TryAdd(report.Manifests[i].Label, i);
    }

    public static void Write(Html html, ProvenanceReport report, CheckGroups checks, IReadOnlyList<Exhibit> exhibits)
    {
        if (report.Manifests.Count == 0) return;
        html.Put("h3", report.Manifests.Count == 1 ? "What was signed" : "What was signed, and what it was made from");
        var tree = new ManifestTree(html, report, checks, exhibits);
        tree.Card(0, null, 0, 0);
        if (tree._shown.Count < report.Manifests.Count) html.Put("p", $"And {Words.Count(report.Manifests.Count - tree._shown.Count, "more manifest")}, in the JSON document.", ("class", "small"));
    }

    private void Card(int number, IngredientReport? ingredient, int from, int depth)
    {
        _shown.Add(number);
        var manifest = _report.Manifests[number];
        var failures = _checks.For(manifest).Where(CredentialWords.Fails).ToList();
        var recorded = _checks.RecordedFor(manifest);
        using var card = _html.In("details", ("class", failures.Count + recorded.Count > 0 ? "manifest failing" : "manifest"), ("id", $"manifest-{number + 1}"), ("open", ""));
        using (_html.In("summary"))
        {
            if (ingredient is not null) _html.Put("span", CredentialWords.Relationship(ingredient.Relationship) + " ", ("class", "soft"));
            _html.Put("strong", ingredient?.Title ?? manifest.Title ?? (ingredient is null ? "This file" : "(untitled)"));
            if (failures.Count > 0) _html.Put("span", $" ✗ {Words.Count(failures.Count, "failed check")}", ("class", "fails"));
            if (recorded.Count > 0) _html.Put("span", $" ✗ {Words.Count(recorded.Count, "recorded failure")}", ("class", "fails"));
        }
        var name = StoredPictures.NameOf(number);
        using (_html.In("div", ("class", "card")))
        {
            Picture(name);
            ManifestCard.Write(_html, manifest, (failures, recorded), _report);
        }
        if (ingredient is not null) Picture(StoredPictures.NameOf(from, IndexOf(from, ingredient)), "as taken in; ");
        Ingredients(number, manifest, depth);
    }

    private int IndexOf(int manifest, IngredientReport ingredient)
    {
        var all = _report.Manifests[manifest].Ingredients;
        for (var i = 0; i < all.Count; i++)
            if (ReferenceEquals(all[i], ingredient)) return i;
        return -1;
    }

    private void Ingredients(int number, ManifestReport manifest, int depth)
    {
        if (manifest.Ingredients.Count == 0) return;
        _html.Put("p", "What it was made from", ("class", "small"));
        using (_html.In("ul", ("class", "from")))
            for (var i = 0; i < Math.Min(manifest.Ingredients.Count, MaximumIngredients); i++)
                using (_html.In("li"))
                    Ingredient(number, i, manifest.Ingredients[i], depth);
        if (manifest.Ingredients.Count > MaximumIngredients) _html.Put("p", $"And {manifest.Ingredients.Count - MaximumIngredients:N0} more, in the JSON document.", ("class", "small"));
    }

    private void Ingredient(int number, int index, IngredientReport ingredient, int depth)
    {
        var known = ingredient.ManifestLabel is { } label && _numbers.TryGetValue(label, out var found) ? found : -1;
        if (known >= 0 && !_shown.Contains(known) && _shown.Count < MaximumCards && depth < MaximumDepth)
        {
            Card(known, ingredient, number, depth + 1);
            return;
        }
        using (_html.In("p"))
        {
            _html.Put("span", CredentialWords.Relationship(ingredient.Relationship) + " ", ("class", "soft")).Put("strong", ingredient.Title ?? "(untitled)");
            if (ingredient.Format is { Length: > 0 } format) _html.Put("span", $" ({format})", ("class", "soft"));
            if (_shown.Contains(known)) _html.Text(": ").Put("a", "shown above", ("href", $"#manifest-{known + 1}")).Text(".");
            else if (ingredient.ManifestLabel is null) _html.Text(": came without credentials, so nothing vouches for it.");
            else if (ingredient.IsPresent) _html.Text(": its manifest is in the JSON document.");
            else _html.Put("span", ": its manifest is missing.", ("class", "fails"));
        }
        Picture(StoredPictures.NameOf(number, index));
    }

    private void Picture(string name, string how = "")
    {
        if (!_pictures.TryGetValue(name, out var exhibit) || Page.Picture(exhibit.MediaType, exhibit.Bytes) is not { } address) return;
        using var figure = _html.In("figure", ("class", "stored"));
        _html.Put("img", "", ("src", address), ("alt", "Picture " + StoredPictures.Label), ("width", $"{exhibit.Width}"), ("height", $"{exhibit.Height}"));
        _html.Put("figcaption", how + StoredPictures.Label);
    }
}
