namespace Touchstone.Provenance;

/// <summary>A stretch of an asset.</summary>
/// <param name="Start">First byte.</param>
/// <param name="Length">Number of bytes, ≥ 0.</param>
public readonly record struct ByteRange(long Start, long Length)
{
    /// <summary>First byte after it.</summary>
    public long End => Start + Length;
}
