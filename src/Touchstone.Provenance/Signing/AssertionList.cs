using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Provenance.Signing;

/// <summary>An assertion as it lies in the store.</summary>
/// <param name="Label">Label, with its number where the same label occurs again.</param>
/// <param name="Box">The superbox with its head.</param>
internal sealed record StoredAssertion(string Label, byte[] Box)
{
    /// <summary>The hashed URI that names it from within its own manifest (C2PA 2.2 §8.4.2).</summary>
    internal CborValue Reference() => CborTree.Map(("url", CborTree.Text($"self#jumbf=c2pa.assertions/{Label}")), ("hash", CborTree.Bytes(JumbfWriter.Hash(Box))));
}

/// <summary>Turns what a builder gathered into assertions.</summary>
internal sealed class AssertionList
{
    private readonly List<StoredAssertion> _assertions = [];

    internal IReadOnlyList<StoredAssertion> Stored => _assertions;

    /// <summary>All assertions of a builder but the hard binding.</summary>
    internal static AssertionList Of(ManifestBuilder builder)
    {
        var list = new AssertionList();
        Dictionary<ManifestIngredient, CborValue> references = [];
        foreach (var ingredient in builder.Ingredients) references[ingredient] = list.Ingredient(ingredient);
        if (builder.Actions.Count > 0)
        {
            var actions = builder.Actions.Select(a => a.ToCbor(a.Ingredients.Select(i => references[i])));
            list.Cbor("c2pa.actions.v2", CborTree.Map(("actions", CborTree.List(actions))));
        }
        if (builder.Thumbnail is { } thumbnail) list.Add("c2pa.thumbnail.claim", name => JumbfWriter.EmbeddedFile(name, thumbnail.MediaType, thumbnail.Bytes));
        foreach (var (label, box) in builder.Assertions) list.Add(label, box);
        return list;
    }

    /// <summary>Adds an assertion and gives its hashed URI. The second of a label gets "__1", the third "__2" (C2PA 2.2 §6.4).</summary>
    internal CborValue Add(string label, Func<string, byte[]> box)
    {
        var before = _assertions.Count(a => a.Label == label || a.Label.StartsWith(label + "__", StringComparison.Ordinal));
        var name = before == 0 ? label : $"{label}__{before}";
        var assertion = new StoredAssertion(name, box(name));
        _assertions.Add(assertion);
        return assertion.Reference();
    }

    /// <summary>Adds an assertion of CBOR and gives its hashed URI.</summary>
    internal CborValue Cbor(string label, CborValue value) => Add(label, name => JumbfWriter.Cbor(name, CborEncoder.Encode(value)));

    private CborValue Ingredient(ManifestIngredient ingredient)
    {
        var thumbnail = ingredient.Thumbnail is { } picture
            ? Add("c2pa.thumbnail.ingredient", name => JumbfWriter.EmbeddedFile(name, picture.MediaType, picture.Bytes))
            : null;
        return Cbor("c2pa.ingredient.v3", IngredientWriter.ToCbor(ingredient).With("thumbnail", thumbnail));
    }
}
