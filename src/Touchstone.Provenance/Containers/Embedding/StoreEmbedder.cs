namespace Touchstone.Provenance.Containers.Embedding;

/// <summary>Puts manifest stores into assets (C2PA 2.2 Annex A). A store that is there already is replaced in its place.</summary>
internal static class StoreEmbedder
{
    /// <summary>Plans where a store of known size goes.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="storeBytes">Size of the store.</param>
    /// <returns>The plan, or null for a format that cannot be written.</returns>
    internal static EmbeddingPlan? Plan(AssetBytes asset, AssetLayout layout, int storeBytes) => layout.Format switch
    {
        AssetFormat.Jpeg => JpegEmbedding.Plan(asset, layout, storeBytes),
        AssetFormat.Png => PngEmbedding.Plan(asset, layout, storeBytes),
        AssetFormat.Wav or AssetFormat.WebP or AssetFormat.Avi => RiffEmbedding.Plan(asset, layout, storeBytes),
        AssetFormat.IsoBmff => BmffEmbedding.Plan(asset, layout, storeBytes),
        _ => null,
    };

    // The first store's place is reused, so that an update manifest begins where the store before it began (C2PA 2.2 §11.2.3); the rest of what is there goes.
    internal static (ByteRange? Place, IReadOnlyList<Replacement> Dropped) Existing(AssetLayout layout)
    {
        ByteRange[] ranges = [.. layout.Stores.SelectMany(s => s.Ranges).Concat(layout.EmptyPlaces.Select(p => p.Range)).OrderBy(r => r.Start)];
        return ranges.Length == 0 ? (null, []) : (ranges[0], [.. ranges.Skip(1).Select(r => new Replacement(r, default))]);
    }
}
