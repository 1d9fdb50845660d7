namespace Touchstone.Media.Jpeg.Entropy;

/// <summary>A band of a progressive scan: zigzag positions and the bit position of this pass.</summary>
internal readonly record struct Band(int Start, int End, int Low)
{
    /// <summary>Bits Start to End set.</summary>
    internal ulong Mask => ulong.MaxValue >> (63 - End) & ulong.MaxValue << Start;
}
