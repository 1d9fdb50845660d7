using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Provenance.Signing;

/// <summary>How a new manifest is bound to the asset's bytes.</summary>
public enum NewBinding
{
    /// <summary><c>c2pa.hash.bmff.v3</c> for ISO-BMFF, <c>c2pa.hash.data</c> for everything else.</summary>
    Automatic,
    /// <summary><c>c2pa.hash.boxes</c>, for formats with named boxes: JPEG, PNG, RIFF.</summary>
    Boxes,
}

/// <summary>Gathers what a new manifest says: a claim of version 2 (C2PA 2.2 §10.3). Sign it with <see cref="AssetSigner"/>.</summary>
public sealed class ManifestBuilder
{
    private readonly List<ManifestAction> _actions = [];
    private readonly List<ManifestIngredient> _ingredients = [];
    private readonly List<(string Label, Func<string, byte[]> Box)> _assertions = [];
    private readonly List<string> _redactions = [];

    /// <summary>A manifest made by a generator.</summary>
    /// <param name="generator">The software that signs.</param>
    public ManifestBuilder(GeneratorInfo generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        Generator = generator;
    }

    /// <summary>The software that signs.</summary>
    public GeneratorInfo Generator { get; }

    /// <summary>Title of the asset, or null.</summary>
    public string? Title { get; init; }

    /// <summary>Identifier of the manifest; null derives one from its contents, so that equal inputs give equal manifests.</summary>
    public Guid? Identity { get; init; }

    /// <summary>Binding to the asset's bytes.</summary>
    public NewBinding Binding { get; init; }

    /// <summary>Whether this adds to what is said of an unchanged asset (C2PA 2.2 §11.2.3): no binding of its own, and exactly one ingredient, the asset as it was.</summary>
    public bool IsUpdate { get; init; }

    /// <summary>Whether the manifest is stored compressed with Brotli (C2PA 2.2 §11.2.4).</summary>
    public bool IsCompressed { get; init; }

    /// <summary>A small picture of the asset, or null.</summary>
    public Thumbnail? Thumbnail { get; init; }

    internal IReadOnlyList<ManifestAction> Actions => _actions;

    internal IReadOnlyList<ManifestIngredient> Ingredients => _ingredients;

    internal IReadOnlyList<string> Redactions => _redactions;

    internal IReadOnlyList<(string Label, Func<string, byte[]> Box)> Assertions => _assertions;

    /// <summary>Adds an action, and the ingredients it names.</summary>
    public ManifestBuilder Add(ManifestAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        _actions.Add(action);
        foreach (var ingredient in action.Ingredients) Add(ingredient);
        return this;
    }

    /// <summary>Adds an ingredient; one already there is not added again.</summary>
    public ManifestBuilder Add(ManifestIngredient ingredient)
    {
        ArgumentNullException.ThrowIfNull(ingredient);
        if (!_ingredients.Contains(ingredient)) _ingredients.Add(ingredient);
        return this;
    }

    /// <summary>Adds an assertion of CBOR. Equal labels are numbered.</summary>
    /// <param name="label">Label: "org.example.note".</param>
    /// <param name="value">Its content.</param>
    public ManifestBuilder AddCbor(string label, CborValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        var encoded = CborEncoder.Encode(value);
        _assertions.Add((label, name => JumbfWriter.Cbor(name, encoded)));
        return this;
    }

    /// <summary>Adds an assertion of JSON. Equal labels are numbered.</summary>
    /// <param name="label">Label: "org.example.note".</param>
    /// <param name="json">UTF-8 text.</param>
    public ManifestBuilder AddJson(string label, ReadOnlyMemory<byte> json)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        _assertions.Add((label, name => JumbfWriter.Json(name, json)));
        return this;
    }

    /// <summary>Redacts an assertion of an ingredient's manifest: it is taken out, and the claim and an action say so (C2PA 2.2 §6.8).</summary>
    /// <param name="uri">Its address: <c>self#jumbf=/c2pa/LABEL/c2pa.assertions/NAME</c>.</param>
    /// <param name="reason">Why: "c2pa.PII.present", "c2pa.invalid.data", "c2pa.trade-secret.present".</param>
    public ManifestBuilder Redact(string uri, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(uri);
        _redactions.Add(uri);
        return Add(ManifestAction.Redacted(uri, reason));
    }
}
