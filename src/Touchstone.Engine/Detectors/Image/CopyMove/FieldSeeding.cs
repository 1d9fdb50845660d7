using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.CopyMove;

/// <summary>First guesses for the field: patches that are neighbours in a sorted list of coarse feature codes.</summary>
/// <remarks>
/// PatchMatch starts from chance, which finds a copy only when its area is not too small a part of the image: one hit needs about
/// pixels² / area² draws. Sorting patches by a code interleaved from the leading bits of eight features, several times with other
/// features and other bit boundaries, gives each copied patch its source within a few places in most lists.
/// </remarks>
internal static class FieldSeeding
{
    private const int Tables = 5;
    private const int Reach = 3;
    private const int CodeFeatures = 8;
    private const int CodeBits = 4;

    public static void Seed(MatchField field, Seeded chance, CancellationToken cancel)
    {
        var entries = Entries(field);
        var cumulative = Cumulative(field);
        for (var t = 0; t < Tables; t++)
        {
            cancel.ThrowIfCancellationRequested();
            Sweep(field, Sorted(field, entries, LookUps(cumulative, chance), cancel), cancel);
        }
    }

    /// <summary>All patches that may be matched: every second pixel of every layer, packed as layer and feature index.</summary>
    private static uint[] Entries(MatchField field)
    {
        var space = field.Space;
        var entries = new List<uint>();
        for (var layer = 0; layer < PatchSpace.Scales.Length; layer++)
        {
            var (width, height) = space.Size(layer);
            for (var y = 0; y < height; y += MatchField.Step)
                for (var x = 0; x < width; x += MatchField.Step)
                {
                    var (px, py) = space.PositionOf(layer, y * width + x);
                    if (space.IndexOf(layer, px, py) >= 0 && space.IsTextured(px, py)) entries.Add((uint)layer << 29 | (uint)(y * width + x));
                }
        }
        return [.. entries];
    }

    /// <summary>Share of patches with a feature byte up to each value [16, 256].</summary>
    private static double[] Cumulative(MatchField field)
    {
        var counts = new double[CircularHarmonics.Length * 256];
        var total = 0;
        foreach (var index in field.QueryIndex)
        {
            if (index < 0) continue;
            var feature = field.Space.Feature(0, index);
            for (var f = 0; f < feature.Length; f++) counts[f * 256 + feature[f]]++;
            total++;
        }
        for (var i = 0; i < counts.Length; i++) counts[i] = counts[i] / Math.Max(1, total) + (i % 256 == 0 ? 0 : counts[i - 1]);
        return counts;
    }

    /// <summary>For each of 16 features, the spread code bits of each byte value, all 0 for the features a table leaves out.</summary>
    private static uint[] LookUps(double[] cumulative, Seeded chance)
    {
        var chosen = Enumerable.Range(0, CircularHarmonics.Length).ToArray();
        for (var i = 0; i < CodeFeatures; i++)
        {
            var j = i + chance.NextInt(chosen.Length - i);
            (chosen[i], chosen[j]) = (chosen[j], chosen[i]);
        }
        var codes = new uint[CircularHarmonics.Length * 256];
        var levels = 1 << CodeBits;
        for (var i = 0; i < CodeFeatures; i++)
        {
            var shift = chance.NextUnit();
            for (var v = 0; v < 256; v++)
            {
                var level = (uint)Math.Clamp(cumulative[chosen[i] * 256 + v] * (levels - 1) + shift, 0, levels - 1);
                for (var b = 0; b < CodeBits; b++)
                    codes[chosen[i] * 256 + v] |= (level >> b & 1) << (b * CodeFeatures + i);
            }
        }
        return codes;
    }

    private static uint[] Sorted(MatchField field, uint[] entries, uint[] codes, CancellationToken cancel)
    {
        var keys = new ulong[entries.Length];
        Parallel.For(0, (entries.Length + 4095) / 4096, new ParallelOptions { CancellationToken = cancel }, chunk =>
        {
            for (var i = chunk * 4096; i < Math.Min(entries.Length, chunk * 4096 + 4096); i++)
            {
                var feature = field.Space.Feature((int)(entries[i] >> 29), (int)(entries[i] & 0x1FFFFFFF));
                var code = 0u;
                for (var f = 0; f < feature.Length; f++) code |= codes[f * 256 + feature[f]];
                keys[i] = (ulong)code << 32 | entries[i];
            }
        });
        RadixSort(keys);
        return [.. keys.Select(k => (uint)k)];
    }

    private static void RadixSort(ulong[] keys)
    {
        // Stable counting passes over the code's four bytes; the payload is already in order.
        var other = new ulong[keys.Length];
        Span<int> starts = stackalloc int[256];
        for (var shift = 32; shift < 64; shift += 8)
        {
            starts.Clear();
            foreach (var key in keys) starts[(int)(key >> shift) & 255]++;
            var sum = 0;
            for (var b = 0; b < 256; b++) (starts[b], sum) = (sum, sum + starts[b]);
            foreach (var key in keys) other[starts[(int)(key >> shift) & 255]++] = key;
            (keys, other) = (other, keys);
        }
    }

    private static void Sweep(MatchField field, uint[] sorted, CancellationToken cancel)
    {
        // Each query stands in the list once, so the ranges write to different places of the field.
        Parallel.For(0, (sorted.Length + 4095) / 4096, new ParallelOptions { CancellationToken = cancel }, chunk =>
        {
            for (var i = chunk * 4096; i < Math.Min(sorted.Length, chunk * 4096 + 4096); i++)
            {
                if (sorted[i] >> 29 != 0) continue;
                var (x, y) = field.Space.PositionOf(0, (int)sorted[i]);
                int column = x / MatchField.Step, row = y / MatchField.Step;
                if (column >= field.Width || row >= field.Height) continue;
                var at = row * field.Width + column;
                if (field.QueryIndex[at] < 0) continue;
                for (var j = Math.Max(0, i - Reach); j <= Math.Min(sorted.Length - 1, i + Reach); j++)
                {
                    var layer = (int)(sorted[j] >> 29);
                    var (tx, ty) = field.Space.PositionOf(layer, (int)(sorted[j] & 0x1FFFFFFF));
                    field.Offer(at, tx, ty, layer);
                }
            }
        });
    }
}
