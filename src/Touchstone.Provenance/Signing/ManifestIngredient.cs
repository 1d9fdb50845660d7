using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Signing;

/// <summary>What an ingredient is to the asset (C2PA 2.2 §18.16.5).</summary>
public enum IngredientRelationship
{
    /// <summary>The asset was made by working on it.</summary>
    ParentOf,
    /// <summary>The asset holds it.</summary>
    ComponentOf,
    /// <summary>It was input to a process, such as a prompt image.</summary>
    InputTo,
}

/// <summary>A small picture of an asset.</summary>
/// <param name="MediaType">"image/jpeg", "image/png".</param>
/// <param name="Bytes">The file.</param>
public sealed record Thumbnail(string MediaType, ReadOnlyMemory<byte> Bytes);

/// <summary>An asset that another was made from (C2PA 2.2 §18.16, ingredient version 3).</summary>
/// <param name="Relationship">What it is to the asset.</param>
public sealed record ManifestIngredient(IngredientRelationship Relationship)
{
    /// <summary>Title for people, or null.</summary>
    public string? Title { get; init; }

    /// <summary>IANA media type, or null.</summary>
    public string? MediaType { get; init; }

    /// <summary>Identifier of this instance, or null.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Its manifest store, whose manifests are copied into the new store; empty if it has none.</summary>
    public ReadOnlyMemory<byte> Store { get; init; }

    /// <summary>What validating it gave when it was taken in. Needed where it has a store (C2PA 2.2 §15.11.3.3).</summary>
    public IReadOnlyList<Status> ValidationResults { get; init; } = [];

    /// <summary>A small picture of it, or null.</summary>
    public Thumbnail? Thumbnail { get; init; }

    /// <summary>An ingredient with the store that lies in an asset, and what validating that asset gives.</summary>
    /// <param name="relationship">What it is to the new asset.</param>
    /// <param name="asset">The ingredient's bytes.</param>
    /// <param name="options">What it is validated against.</param>
    /// <param name="cancel">Stops reading.</param>
    public static ManifestIngredient Of(IngredientRelationship relationship, AssetBytes asset, ValidationOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        // More than one store counts as none (C2PA 2.2 §15.5.2.1).
        if (LayoutReader.Read(asset, options.Limits, cancel).Stores is not [var only]) return new ManifestIngredient(relationship);
        return new ManifestIngredient(relationship) { Store = only.Bytes, ValidationResults = CredentialValidator.Validate(asset, options, cancel: cancel).Active };
    }
}
