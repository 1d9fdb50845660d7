using Touchstone.Numerics;

namespace Touchstone.Engine.Keypoints;

/// <summary>64 bits that differ little between descriptors that differ little: the sides of 64 hyperplanes (Charikar 2002).</summary>
/// <remarks>
/// Cells at like places of the descriptor (middle, edge, corner) hold like values on average. Each hyperplane sets half of the cells of each kind
/// against the other half, direction by direction, so that it passes through the mean and its bit is a fair coin.
/// </remarks>
public static class DescriptorCode
{
    private const int Bits = 64;
    private const ulong Seed = 0x4B6579706F696E74;

    private static readonly int[][] _kinds = [[5, 6, 9, 10], [1, 2, 4, 7, 8, 11, 13, 14], [0, 3, 12, 15]];
    private static readonly float[] _planes = Planes();

    /// <summary>The code of a descriptor [128].</summary>
    public static ulong Of(ReadOnlySpan<float> descriptor)
    {
        var code = 0UL;
        for (var bit = 0; bit < Bits; bit++)
            if (SelfMatching.Dot(descriptor, _planes.AsSpan(bit * GradientDescriptor.Length, GradientDescriptor.Length)) > 0) code |= 1UL << bit;
        return code;
    }

    private static float[] Planes()
    {
        var chance = new Seeded(Seed);
        var planes = new float[Bits * GradientDescriptor.Length];
        const int directions = GradientDescriptor.Length / 16;
        for (var bit = 0; bit < Bits; bit++)
            for (var direction = 0; direction < directions; direction++)
                foreach (var kind in _kinds)
                {
                    int[] cells = [.. kind];
                    for (var i = cells.Length - 1; i > 0; i--)
                    {
                        var other = chance.NextInt(i + 1);
                        (cells[i], cells[other]) = (cells[other], cells[i]);
                    }
                    for (var i = 0; i < cells.Length; i++) planes[bit * GradientDescriptor.Length + cells[i] * directions + direction] = i < cells.Length / 2 ? 1 : -1;
                }
        return planes;
    }
}
