using System.Text.Json.Serialization;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Verdicts;

/// <summary>Something that was done, as the signer says.</summary>
/// <param name="Name">Action: "c2pa.created", "c2pa.color_adjustments".</param>
/// <param name="When">When, as written, or null.</param>
/// <param name="Agent">Software, or null.</param>
/// <param name="DigitalSourceType">Last part of the IPTC term: "trainedAlgorithmicMedia", or null.</param>
/// <param name="Description">Free text, or null.</param>
public sealed record ActionReport(string Name, string? When, string? Agent, string? DigitalSourceType, string? Description);

/// <summary>What an asset was made from.</summary>
/// <param name="Url">JUMBF URI of the ingredient assertion.</param>
/// <param name="Title">Title, or null.</param>
/// <param name="Format">Media type, or null.</param>
/// <param name="Relationship">"parentOf", "componentOf", "inputTo", or null.</param>
/// <param name="ManifestLabel">Label of the ingredient's manifest, or null where it came without credentials.</param>
/// <param name="IsPresent">Whether that manifest is in the store.</param>
/// <param name="Thumbnail">Picture, or null.</param>
public sealed record IngredientReport(string Url, string? Title, string? Format, string? Relationship, string? ManifestLabel, bool IsPresent, ThumbnailReport? Thumbnail);

/// <summary>An assertion of a manifest.</summary>
/// <param name="Label">Label with its instance.</param>
/// <param name="Bytes">Size of its content.</param>
/// <param name="IsRedacted">Whether a later manifest took its content away.</param>
public sealed record AssertionReport(string Label, int Bytes, bool IsRedacted);

/// <summary>A stored picture, unchecked: it may show anything.</summary>
/// <param name="MediaType">Media type as stated.</param>
/// <param name="Size">Bytes of the encoded picture.</param>
public sealed record ThumbnailReport(string MediaType, int Size)
{
    /// <summary>The encoded picture, for whoever decodes it in a place made for hostile input; it is part of no document.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Bytes { get; init; }
}

/// <summary>One manifest: who, when, what was done, and what the checks found.</summary>
public sealed record ManifestReport
{
    /// <summary>Label in the store.</summary>
    public required string Label { get; init; }

    /// <summary>Standard or update.</summary>
    public required ManifestKind Kind { get; init; }

    /// <summary>1 or 2; 0 where there is no claim.</summary>
    public required int ClaimVersion { get; init; }

    /// <summary>Whether it was stored compressed.</summary>
    public bool IsCompressed { get; init; }

    /// <summary>Title of the asset, or null.</summary>
    public string? Title { get; init; }

    /// <summary>Media type the claim names, or null.</summary>
    public string? Format { get; init; }

    /// <summary>Software that made the claim, with versions.</summary>
    public IReadOnlyList<string> Generators { get; init; } = [];

    /// <summary>The signature, or null where there is none.</summary>
    public SignatureReport? Signature { get; init; }

    /// <summary>What was done.</summary>
    public IReadOnlyList<ActionReport> Actions { get; init; } = [];

    /// <summary>What it was made from.</summary>
    public IReadOnlyList<IngredientReport> Ingredients { get; init; } = [];

    /// <summary>The assertions present.</summary>
    public IReadOnlyList<AssertionReport> Assertions { get; init; } = [];

    /// <summary>Algorithms of soft bindings, such as a watermark's.</summary>
    public IReadOnlyList<string> SoftBindings { get; init; } = [];

    /// <summary>Picture of the asset, or null.</summary>
    public ThumbnailReport? Thumbnail { get; init; }

    /// <summary>What the checks of this manifest found, whoever refers to it.</summary>
    public IReadOnlyList<Status> Statuses { get; init; } = [];
}
