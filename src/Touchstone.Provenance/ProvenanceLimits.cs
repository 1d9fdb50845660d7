namespace Touchstone.Provenance;

/// <summary>The named bounds on untrusted material: every loop over input and every allocation sized by a header obeys one.</summary>
public sealed record ProvenanceLimits
{
    /// <summary>The bounds used when nothing else is said.</summary>
    public static ProvenanceLimits Default { get; } = new();

    /// <summary>Largest manifest store read, bytes (default 64 MiB).</summary>
    public int MaximumStoreBytes { get; init; } = 64 << 20;

    /// <summary>Most bytes all Brotli boxes of one store may expand to together (default 64 MiB).</summary>
    public int MaximumInflatedBytes { get; init; } = 64 << 20;

    /// <summary>Largest XMP packet read, bytes (default 4 MiB).</summary>
    public int MaximumXmpBytes { get; init; } = 4 << 20;

    /// <summary>Most JUMBF boxes of one store (default 50,000).</summary>
    public int MaximumBoxes { get; init; } = 50_000;

    /// <summary>Deepest nesting of boxes, CBOR and containers (default 32).</summary>
    public int MaximumDepth { get; init; } = 32;

    /// <summary>Most values of one CBOR item (default 200,000).</summary>
    public int MaximumCborValues { get; init; } = 200_000;

    /// <summary>Most container nodes (segments, chunks, boxes, directories) of one asset (default 200,000).</summary>
    public int MaximumContainerNodes { get; init; } = 200_000;

    /// <summary>Most manifests validated in one store (default 500).</summary>
    public int MaximumManifests { get; init; } = 500;

    /// <summary>Most ingredient edges followed in one store (default 2,000).</summary>
    public int MaximumIngredients { get; init; } = 2_000;

    /// <summary>Most statuses gathered for one manifest (default 5,000).</summary>
    public int MaximumStatuses { get; init; } = 5_000;
}
