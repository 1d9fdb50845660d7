namespace Touchstone.Numerics;

/// <summary>Half-sample symmetric extension: … 1 0 | 0 1 2 … n−1 | n−1 n−2 …</summary>
public static class Mirror
{
    /// <summary>The sample that stands at a position outside the signal.</summary>
    /// <param name="index">Any position.</param>
    /// <param name="length">Samples n, ≥ 1.</param>
    /// <returns>0 to n − 1.</returns>
    public static int Index(int index, int length)
    {
        if ((uint)index < (uint)length) return index;
        var period = 2L * length;
        var i = ((index % period) + period) % period;
        return (int)(i < length ? i : period - 1 - i);
    }
}
