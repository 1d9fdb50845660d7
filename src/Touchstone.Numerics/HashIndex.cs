using System.Numerics;

namespace Touchstone.Numerics;

/// <summary>
/// Finds 64-bit hashes near a given one without looking at all of them: multi-index hashing (Norouzi, Punjani &amp; Fleet 2012). Two hashes within
/// 11 bits agree within 2 bits on at least one of four quarters, so looking up each quarter and its variants of up to 2 bits misses none; within 7 bits, 1.
/// </summary>
public sealed class HashIndex
{
    /// <summary>Largest distance that is found for certain, bits.</summary>
    public const int Radius = 11;

    private const int Quarters = 4, QuarterBits = 16;

    private static readonly ushort[] _variants = Variants();

    private readonly ulong[] _hashes;
    private readonly int[][] _starts = new int[Quarters][], _items = new int[Quarters][];

    /// <summary>Sorts hashes into the four tables.</summary>
    /// <param name="hashes">Hashes [n]; kept, not copied.</param>
    public HashIndex(ulong[] hashes)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        _hashes = hashes;
        for (var q = 0; q < Quarters; q++)
        {
            var starts = new int[(1 << QuarterBits) + 1];
            foreach (var hash in hashes) starts[Key(hash, q) + 1]++;
            for (var k = 1; k < starts.Length; k++) starts[k] += starts[k - 1];
            var items = new int[hashes.Length];
            var next = starts.AsSpan(0, 1 << QuarterBits).ToArray();
            for (var i = 0; i < hashes.Length; i++) items[next[Key(hashes[i], q)]++] = i;
            (_starts[q], _items[q]) = (starts, items);
        }
    }

    /// <summary>Places of all hashes within a distance, each once, in no order.</summary>
    /// <param name="hash">The hash looked for.</param>
    /// <param name="distance">Most bits that may differ, 0 to <see cref="Radius"/>.</param>
    /// <param name="found">Where places and distances are added.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is outside its range.</exception>
    public void Find(ulong hash, int distance, ICollection<(int Place, int Distance)> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(distance, Radius);
        var near = distance / Quarters;
        var variants = _variants.AsSpan(0, near == 0 ? 1 : near == 1 ? 1 + QuarterBits : _variants.Length);
        for (var q = 0; q < Quarters; q++)
        {
            var key = Key(hash, q);
            foreach (var variant in variants)
            {
                var bucket = key ^ variant;
                for (var i = _starts[q][bucket]; i < _starts[q][bucket + 1]; i++)
                {
                    var place = _items[q][i];
                    var difference = _hashes[place] ^ hash;
                    var bits = BitOperations.PopCount(difference);
                    if (bits <= distance && !SeenBefore(difference, q, near)) found.Add((place, bits));
                }
            }
        }
    }

    // A hash that an earlier quarter led to was handed out then.
    private static bool SeenBefore(ulong difference, int quarter, int near)
    {
        for (var q = 0; q < quarter; q++)
            if (BitOperations.PopCount((uint)Key(difference, q)) <= near) return true;
        return false;
    }

    private static int Key(ulong hash, int quarter) => (int)(hash >> (quarter * QuarterBits)) & 0xFFFF;

    private static ushort[] Variants()
    {
        // None, one, two bits: fewer are looked up for a smaller distance.
        var variants = new List<ushort> { 0 };
        for (var a = 0; a < QuarterBits; a++) variants.Add((ushort)(1 << a));
        for (var a = 0; a < QuarterBits; a++)
            for (var b = 0; b < a; b++) variants.Add((ushort)(1 << a | 1 << b));
        return [.. variants];
    }
}
