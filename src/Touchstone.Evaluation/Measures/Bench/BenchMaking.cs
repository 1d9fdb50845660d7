using System.Collections.Concurrent;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>Makes the pictures of a condition: host and donor always of different source folders, the same pictures every time.</summary>
internal static class BenchMaking
{
    private const int Tries = 4;

    internal static async Task<IReadOnlyList<BenchCase>> MakeAsync(BenchCondition condition, IReadOnlyList<BenchPhoto> photos, int count, string folder, CancellationToken cancel)
    {
        var made = new ConcurrentDictionary<int, BenchCase>();
        Directory.CreateDirectory(folder);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel }, (i, stop) =>
        {
            if (MakeOne(condition, photos, i, folder, stop) is { } one) made[i] = one;
            return ValueTask.CompletedTask;
        });
        return [.. made.OrderBy(m => m.Key).Select(m => m.Value)];
    }

    private static BenchCase? MakeOne(BenchCondition condition, IReadOnlyList<BenchPhoto> photos, int index, string folder, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            // A stride near the golden section spreads any number of pictures over the folders.
            var host = photos[(int)((index * Stride(photos.Count) + 31L * attempt) % photos.Count)];
            var chance = new Seeded(MakeRun.SeedOf(5, condition.Name, index, attempt));
            BenchPhoto[] others = [.. photos.Where(p => p.Cluster != host.Cluster)];
            if (others.Length == 0) return null;
            var other = others[chance.NextInt(others.Length)];
            if (!PixelFile.Load(host.Path, cancel).TryGet(out var target, out _) || !PixelFile.Load(other.Path, cancel).TryGet(out var donor, out _)) continue;
            if (Math.Min(donor.Width, donor.Height) < 2 * BenchEdits.Part || condition.Make(new BenchEdit(target, donor, chance) { Cancel = cancel }) is not { } picture) continue;
            var path = Path.Combine(folder, $"{index:00000}{picture.Extension}");
            File.WriteAllBytes(path, picture.Bytes);
            return new BenchCase(path, host.Cluster, picture.Width, picture.Mask, $"{Path.GetFileName(host.Path)} with {Path.GetFileName(other.Path)} {picture.Note}");
        }
        return null;
    }

    private static long Stride(int count)
    {
        var stride = Math.Max(1, (long)Math.Round(count * 0.618));
        while (Gcd(stride, count) != 1) stride++;
        return stride;
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}

/// <summary>A made picture on disk.</summary>
/// <param name="Path">The file.</param>
/// <param name="Cluster">Source folder of the photograph it was made from.</param>
/// <param name="Width">Pixels per line.</param>
/// <param name="Mask">True where it was changed [Height, Width].</param>
/// <param name="Note">Donor and drawn parameters.</param>
internal sealed record BenchCase(string Path, string Cluster, int Width, bool[] Mask, string Note);
