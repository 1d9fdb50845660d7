using Touchstone.Provenance.Containers;

namespace Touchstone.Provenance.Validation;

/// <summary>The asset a store is held against.</summary>
/// <param name="Bytes">The asset.</param>
/// <param name="Layout">Its structure.</param>
/// <param name="Fragments">Segments of a fragmented asset in files of their own.</param>
/// <param name="Detached">Whether the store came from elsewhere.</param>
internal sealed record AssetInput(AssetBytes Bytes, AssetLayout Layout, IReadOnlyList<AssetBytes> Fragments, bool Detached)
{
    /// <summary>The files of a collection by URI.</summary>
    internal Func<string, AssetBytes?> Collection { get; init; } = _ => null;
}
