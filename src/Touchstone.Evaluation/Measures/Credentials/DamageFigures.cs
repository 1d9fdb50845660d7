using System.Diagnostics;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Mutations;
using Touchstone.Numerics;
using Touchstone.Provenance;
using Touchstone.Provenance.Containers;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>Damaged files, half of them damaged in the manifest: every one must get a verdict, soon and in little memory.</summary>
internal static class DamageFigures
{
    private const int ShortCount = 1000, LongCount = 20_000;
    private const double SlowSeconds = 5;
    private const long HeavyBytes = 300L << 20;

    // Files beyond this would make the measurement one of copying.
    private const int LargestFile = 4 << 20;

    private static readonly Mutation[] _operators = [Mutation.ByteEdits, Mutation.Cut, Mutation.LengthEdit, Mutation.Deletion];

    internal static IEnumerable<Figure> Measure(CredentialVectors set, MeasureRequest request, CancellationToken cancel)
    {
        var count = request.Long ? LongCount : ShortCount;
        request.Progress($"{set.Name}: {count} damaged files");
        CredentialVector[] items = [.. set.Items.Where(v => new FileInfo(v.Path).Length <= LargestFile)];
        var thrown = new List<string>();
        var (slow, heavy, slowest, most) = (0, 0, 0.0, 0L);
        for (var i = 0; i < count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var vector = items[i % items.Length];
            var damaged = Damage(File.ReadAllBytes(vector.Path), _operators[i / items.Length % _operators.Length], (ulong)i, cancel);
            var options = set.Options(vector, "test", ValidationPolicy.Strict);
            var (started, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                CredentialValidator.Validate(AssetBytes.Of(damaged), options, cancel: cancel);
            }
            // Whatever it is, it is what this figure counts.
            catch (Exception e) when (e is not OperationCanceledException)
            {
                thrown.Add($"{vector.Name}, seed {i}: {e.GetType().Name} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
            }
            var (seconds, bytes) = (Stopwatch.GetElapsedTime(started).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - before);
            if (seconds > SlowSeconds) slow++;
            if (bytes > HeavyBytes) heavy++;
            (slowest, most) = (Math.Max(slowest, seconds), Math.Max(most, bytes));
        }
        var remark = $"{_operators.Length} operators, half aimed at the manifest" + (request.Long ? "" : $"; {LongCount} with --long");
        yield return new Figure($"{set.Name}: damaged files with an uncaught exception", Rate.Of(thrown.Count, count), Target.NoMoreThan(0), remark + (thrown.Count > 0 ? ": " + string.Join(", ", thrown.Take(5)) : ""));
        yield return new Figure($"{set.Name}: damaged files over 5 s", Rate.Of(slow, count), Target.NoMoreThan(0), $"slowest {slowest:0.000} s");
        yield return new Figure($"{set.Name}: damaged files over 300 MB", Rate.Of(heavy, count), Target.NoMoreThan(0), $"most {most >> 20} MiB allocated in all, which bounds what was held");
    }

    // Every second file is damaged within its manifest store only, put back where it was.
    private static byte[] Damage(byte[] original, Mutation mutation, ulong seed, CancellationToken cancel)
    {
        if (original.Length == 0) return original;
        if (seed % 2 == 0 || LayoutReader.Read(AssetBytes.Of(original), ProvenanceLimits.Default, cancel).Stores is not [{ Ranges: [var range, ..] }, ..] || range.Length < 1)
            return Mutator.Mutate(original, mutation, seed);
        // Structure lies at the start of the store, so every second damage is near it.
        var length = new Seeded(seed).NextInt(2) == 0 ? Math.Min(range.Length, 4096) : range.Length;
        var (start, end) = ((int)range.Start, (int)(range.Start + length));
        return [.. original.AsSpan(0, start), .. Mutator.Mutate(original.AsSpan(start, end - start), mutation, seed), .. original.AsSpan(end)];
    }
}
