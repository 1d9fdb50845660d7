using System.Collections.Concurrent;
using System.Globalization;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Manipulations.Making;

/// <summary>Makes a set: manipulated items with masks and records, and for each an authentic counterpart from the same source, decoded and saved alike.</summary>
/// <remarks>The same request gives the same bytes, whatever <see cref="MakeRequest.Jobs"/> says.</remarks>
public static class MakeRun
{
    // A source that does not suit is replaced by the next one; this bounds how often.
    private const int MostTries = 5;

    /// <summary>Makes the set and writes its manifest.</summary>
    /// <param name="request">What is made.</param>
    /// <param name="cancel">Stops it; what was written stays, without a manifest.</param>
    /// <exception cref="ArgumentException">There are no sources, or a manipulation that needs a donor finds only one.</exception>
    public static async Task<MadeSet> MakeAsync(MakeRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Sources.Count == 0) throw new ArgumentException("There are no sources.", nameof(request));
        foreach (var part in (string[])["media", "masks", "records"]) Directory.CreateDirectory(Path.Combine(request.Folder, part));
        var scratch = Directory.CreateTempSubdirectory("touchstone-make-");
        try
        {
            var made = new MadeItem[request.Count][];
            var skipped = new ConcurrentBag<(int Order, SkippedSource What)>();
            var finished = 0;
            var options = new ParallelOptions { MaxDegreeOfParallelism = request.Jobs, CancellationToken = cancel };
            await Parallel.ForEachAsync(Enumerable.Range(0, request.Count), options, async (i, stop) =>
            {
                made[i] = await MakePairAsync(request, i, scratch.FullName, s => skipped.Add((i, s)), stop);
                request.Progress?.Invoke(Interlocked.Increment(ref finished));
            });
            var items = WithoutRepeats(request.Folder, made.SelectMany(m => m));
            return new MadeSet(MadeManifest.Write(request.Folder, items), items, [.. skipped.OrderBy(s => s.Order).Select(s => s.What).Distinct()]);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    // A source that was used twice in one form gives the same counterpart twice; a data set holds no file twice.
    private static List<MadeItem> WithoutRepeats(string folder, IEnumerable<MadeItem> items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<MadeItem> kept = [];
        foreach (var item in items)
        {
            if (seen.Add(item.Sha256)) kept.Add(item);
            else foreach (var file in (string?[])[item.Path, item.Mask, $"records/{Path.GetFileNameWithoutExtension(item.Path)}.json"]) if (file is not null) File.Delete(Path.Combine(folder, file));
        }
        return kept;
    }

    private static async Task<MadeItem[]> MakePairAsync(MakeRequest request, int index, string scratch, Action<SkippedSource> skip, CancellationToken cancel)
    {
        var manipulation = request.Manipulations[index % request.Manipulations.Count];
        var sources = request.Sources;
        for (var attempt = 0; attempt < Math.Min(MostTries, sources.Count); attempt++)
        {
            // A stride that shares no factor with the number of sources visits each once before any twice.
            var target = sources[(int)((index * Stride(sources.Count) + attempt * 31L) % sources.Count)];
            var seed = SeedOf(request.Seed, manipulation.Name, index, attempt);
            var chance = new Seeded(seed);
            var donor = manipulation.NeedsDonor ? Donor(sources, target, chance) : null;
            if (manipulation.NeedsDonor && donor is null)
            {
                skip(new SkippedSource(target.Path, manipulation.Name, Codes.MakeNoDonor, "No other source shares its session. Give more sources."));
                continue;
            }
            var form = request.Forms.Count > 0 ? request.Forms[chance.NextInt(request.Forms.Count)] : SaveForm.DefaultFor(manipulation.Kind);
            var work = new PairWork(request, manipulation, target, donor, form) { Seed = seed, Index = index, Scratch = scratch };
            var (items, fault) = await work.MakeAsync(chance, cancel);
            if (items is not null) return items;
            skip(new SkippedSource(target.Path, manipulation.Name, fault!.Code, fault.Message));
        }
        return [];
    }

    private static SourceMedium? Donor(IReadOnlyList<SourceMedium> sources, SourceMedium target, Seeded chance)
    {
        SourceMedium[] others = [.. sources.Where(s => s.Session == target.Session && s.Sha256 != target.Sha256)];
        // A picture of the same thing is a poor donor; another recording of the same voice is the best.
        SourceMedium[] preferred = [.. others.Where(s => s.Cluster == target.Cluster == (target.Kind == MediaKind.Audio))];
        var from = preferred.Length > 0 ? preferred : others;
        return from.Length == 0 ? null : from[chance.NextInt(from.Length)];
    }

    private static long Stride(int count)
    {
        // Near the golden section, so that any prefix is spread over the list.
        var stride = Math.Max(1, (long)Math.Round(count * 0.618));
        while (Gcd(stride, count) != 1) stride++;
        return stride;
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);

    internal static ulong SeedOf(ulong seed, string name, int index, int attempt)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{seed}/{name}/{index}/{attempt}");
        return BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
