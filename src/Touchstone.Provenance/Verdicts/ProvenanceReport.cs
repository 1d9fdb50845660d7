using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Identity;
using Touchstone.Provenance.Residue;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Trust;

namespace Touchstone.Provenance.Verdicts;

/// <summary>Statuses of an ingredient's manifest that its record does not hold already (C2PA 2.2 §15.11.3.3).</summary>
/// <param name="IngredientUrl">JUMBF URI of the ingredient assertion.</param>
/// <param name="Statuses">The statuses.</param>
public sealed record IngredientDelta(string IngredientUrl, IReadOnlyList<Status> Statuses);

/// <summary>Everything said about an asset's credentials. Every byte sequence has one.</summary>
public sealed record ProvenanceReport
{
    /// <summary>The state in one word.</summary>
    public required CredentialState State { get; init; }

    /// <summary>The state in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Format of the asset.</summary>
    public required AssetFormat Format { get; init; }

    /// <summary>Which rules decided.</summary>
    public required ValidationPolicy Policy { get; init; }

    /// <summary>Name of the trust profile.</summary>
    public required string TrustProfile { get; init; }

    /// <summary>The moment the validation was made for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where the store was found: "APP11 segments", "side-car"; null where there is none.</summary>
    public string? Place { get; init; }

    /// <summary>Where the asset says its manifest is kept, or null.</summary>
    public string? RemoteUrl { get; init; }

    /// <summary>One answer per question, in the order of <see cref="Axis"/>.</summary>
    public IReadOnlyList<AxisStatement> Axes { get; init; } = [];

    /// <summary>What the signers say the asset is.</summary>
    public Declaration Declaration { get; init; } = Declaration.None;

    /// <summary>Label of the active manifest, or null.</summary>
    public string? ActiveLabel { get; init; }

    /// <summary>The manifests the active one reaches, itself first.</summary>
    public IReadOnlyList<ManifestReport> Manifests { get; init; } = [];

    /// <summary>Statuses of the active manifest with its binding to the content.</summary>
    public IReadOnlyList<Status> Active { get; init; } = [];

    /// <summary>New statuses of the history.</summary>
    public IReadOnlyList<IngredientDelta> Deltas { get; init; } = [];

    /// <summary>Failures that signers recorded when they took ingredients in.</summary>
    public IReadOnlyList<Status> RecordedFailures { get; init; } = [];

    /// <summary>Which bytes the hard binding covers, or null without one.</summary>
    public CoverageMap? Coverage { get; init; }

    /// <summary>What the other policy decides, or null where it was not asked for.</summary>
    public PolicyDifference? OtherPolicy { get; init; }

    /// <summary>Warnings about lists of the trust profile that are old.</summary>
    public IReadOnlyList<string> TrustWarnings { get; init; } = [];

    /// <summary>Products of the conforming-products list whose name the signer's certificate carries, where the signer is on a list.</summary>
    public IReadOnlyList<ConformingProduct> Products { get; init; } = [];

    /// <summary>Identity assertions of the active manifest; they never decide the state.</summary>
    public IReadOnlyList<IdentityReport> Identities { get; init; } = [];

    /// <summary>Traces of credentials that were removed, moved or rewritten.</summary>
    public IReadOnlyList<ResidueFinding> Residue { get; init; } = [];

    /// <summary>Damage of the container and of the store.</summary>
    public IReadOnlyList<string> Damage { get; init; } = [];
}
