namespace Touchstone.Provenance.Containers;

/// <summary>Reads the structure of an asset: where its manifest store lies and what the rest is.</summary>
public static class LayoutReader
{
    /// <summary>Reads the layout. Never throws for any bytes: damage is listed.</summary>
    /// <param name="bytes">The asset.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="cancel">Stops reading.</param>
    public static AssetLayout Read(AssetBytes bytes, ProvenanceLimits limits, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(limits);
        cancel.ThrowIfCancellationRequested();
        return new AssetLayout { Format = AssetFormat.Unknown, Regions = [new AssetRegion("the whole file", new ByteRange(0, bytes.Length), RegionRole.Unaccounted)] };
    }
}
