using Touchstone.Provenance.Cbor;

namespace Touchstone.Provenance.Signing;

/// <summary>Software or hardware that made something.</summary>
/// <param name="Name">Name.</param>
/// <param name="Version">Version, or null.</param>
public sealed record GeneratorInfo(string Name, string? Version = null)
{
    internal CborValue ToCbor() => CborTree.Map(("name", CborTree.Text(Name)), ("version", Version is null ? null : CborTree.Text(Version)));
}

/// <summary>Something done to the asset (C2PA 2.2 §18.15). The first action of a manifest is <see cref="Created"/> or <see cref="Opened"/>.</summary>
/// <param name="Name">"c2pa.edited", "c2pa.placed", or a name of one's own: "org.example.shaken".</param>
public sealed record ManifestAction(string Name)
{
    /// <summary>How the content came to be: see <see cref="SourceType"/>.</summary>
    public string? DigitalSourceType { get; init; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? When { get; init; }

    /// <summary>What did it.</summary>
    public GeneratorInfo? SoftwareAgent { get; init; }

    /// <summary>What was done, for people.</summary>
    public string? Description { get; init; }

    /// <summary>The ingredients it concerns; each is added to the manifest too.</summary>
    public IReadOnlyList<ManifestIngredient> Ingredients { get; init; } = [];

    /// <summary>Further parameters, or null.</summary>
    public CborValue? Parameters { get; init; }

    /// <summary>The asset was made new.</summary>
    /// <param name="digitalSourceType">How: see <see cref="SourceType"/>.</param>
    public static ManifestAction Created(string digitalSourceType) => new("c2pa.created") { DigitalSourceType = digitalSourceType };

    /// <summary>An existing asset was opened to be worked on.</summary>
    /// <param name="parent">That asset, of relationship <see cref="IngredientRelationship.ParentOf"/>.</param>
    public static ManifestAction Opened(ManifestIngredient parent) => new("c2pa.opened") { Ingredients = [parent] };

    /// <summary>An assertion of an ingredient's manifest was redacted.</summary>
    /// <param name="uri">Its address: <c>self#jumbf=/c2pa/LABEL/c2pa.assertions/NAME</c>.</param>
    /// <param name="reason">Why: "c2pa.PII.present".</param>
    public static ManifestAction Redacted(string uri, string reason) => new("c2pa.redacted")
    {
        Parameters = CborTree.Map(("redacted", CborTree.Text(uri))),
        Reason = reason,
    };

    /// <summary>Why it was done; needed for a redaction.</summary>
    public string? Reason { get; init; }

    internal CborValue ToCbor(IEnumerable<CborValue> ingredients)
    {
        CborValue[] references = [.. ingredients];
        var parameters = references.Length == 0 ? Parameters : (Parameters ?? CborTree.Map()).With("ingredients", CborTree.List(references));
        return CborTree.Map(
            ("action", CborTree.Text(Name)),
            ("digitalSourceType", DigitalSourceType is null ? null : CborTree.Text(DigitalSourceType)),
            ("when", When is { } when ? CborTree.Time(when) : null),
            ("softwareAgent", SoftwareAgent?.ToCbor()),
            ("description", Description is null ? null : CborTree.Text(Description)),
            ("reason", Reason is null ? null : CborTree.Text(Reason)),
            ("parameters", parameters));
    }
}
