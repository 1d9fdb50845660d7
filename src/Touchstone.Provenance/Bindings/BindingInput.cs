using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;

namespace Touchstone.Provenance.Bindings;

// What validating one hard binding needs (C2PA 2.2 §15.12).
internal sealed record BindingInput
{
    internal required AssetBytes Asset { get; init; }

    internal required AssetLayout Layout { get; init; }

    // Without the instance suffix: "c2pa.hash.data".
    internal required string Label { get; init; }

    internal required CborValue Assertion { get; init; }

    // JUMBF URI of the assertion, for the statuses.
    internal required string Url { get; init; }

    // The claim's "alg", which holds where the assertion names none.
    internal string? DefaultAlgorithm { get; init; }

    // Update manifests lie between this manifest and the active one.
    internal bool Updated { get; init; }

    internal ValidationPolicy Policy { get; init; }

    // Segments of a fragmented asset that lie in files of their own.
    internal IReadOnlyList<AssetBytes> Fragments { get; init; } = [];

    // An assertion of the same manifest by its JUMBF URI; the label comes without its instance suffix.
    internal Func<string, (string Label, CborValue Value)?> Resolve { get; init; } = _ => null;

    // The manifest's multi-asset assertions, which stand in where the hard binding fails (§15.12.4).
    internal IReadOnlyList<BoundPart> MultiAsset { get; init; } = [];

    // A file of the collection by its URI, or null where it is missing (§15.12.5).
    internal Func<string, AssetBytes?> Collection { get; init; } = _ => null;

    // The store did not come from the asset: a side-car or a remote manifest.
    internal bool Detached { get; init; }

    // The asset is a part of a file; its store may stand elsewhere.
    internal bool IsPart { get; init; }

    internal ProvenanceLimits Limits { get; init; } = ProvenanceLimits.Default;
}

// An assertion and where it stands.
internal sealed record BoundPart(string Url, CborValue Value);
