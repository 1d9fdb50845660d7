using System.Diagnostics;
using Touchstone.Evaluation.Estimates;
using Touchstone.Provenance;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>How long one file takes, in process and warm, side by side with c2pa-wasm: file by file, so that whatever else the machine does hits both.</summary>
internal static class PaceFigures
{
    private const int ShortRounds = 2, LongRounds = 7;
    private const double TargetMs = 30, TargetRatio = 3;
    private const string Profile = "test";

    /// <summary>Times of one file, milliseconds; the peer's are NaN where it is missing.</summary>
    private readonly record struct Pace(double Ours, double Theirs);

    internal static IEnumerable<Figure> Measure(CredentialVectors set, MeasureRequest request, CancellationToken cancel)
    {
        using var peer = ReferencePeer.Start(CredentialVectors.At);
        var rounds = request.Long ? LongRounds : ShortRounds;
        request.Progress($"{set.Name}: speed, one round to warm up and {rounds} timed{(peer is null ? "" : ", c2pa-wasm beside it")}");
        CredentialVector[] items = [.. set.Items.Where(v => set.Settings(v, Profile) is not null)];
        var files = items.ToDictionary(v => v, v => File.ReadAllBytes(v.Path));
        var taken = items.ToDictionary(v => v, _ => new List<Pace>());
        List<string> changed = [];
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var vector in items)
            {
                cancel.ThrowIfCancellationRequested();
                var ours = Ours(files[vector], set.Options(vector, Profile, ValidationPolicy.Reference), cancel);
                var theirs = peer?.Validate(vector.Path, vector.MediaType, set.Settings(vector, Profile)!);
                if (round > 0) taken[vector].Add(new Pace(ours, theirs?.Milliseconds ?? double.NaN));
                else if (theirs is not null && vector.ReferenceState.GetValueOrDefault(Profile) is { } recorded && !IsSame(recorded, theirs)) changed.Add($"{vector.Name}: {recorded}, now {theirs.State}");
            }
        }
        if (peer is not null) yield return new Figure($"{set.Name}: c2pa-wasm states otherwise than recorded", Rate.Of(changed.Count, items.Length), null, string.Join(", ", changed.Take(5)));
        // A file's time is the median of its rounds.
        Pace[] paces = [.. items.Select(v => new Pace(Bootstrap.Quantile(taken[v].Select(p => p.Ours), 0.5), Bootstrap.Quantile(taken[v].Select(p => p.Theirs), 0.5)))];
        var remark = $"in process, from bytes in memory, warm, profile {Profile}, {rounds} rounds, {Environment.ProcessorCount} cores";
        yield return new Figure($"{set.Name}: median per file, ms", Bootstrap.Statistic(paces, c => Bootstrap.Quantile(c.Select(p => p.Ours), 0.5)), Target.NoMoreThan(TargetMs), remark);
        yield return new Figure($"{set.Name}: p95 per file, ms", Bootstrap.Statistic(paces, c => Bootstrap.Quantile(c.Select(p => p.Ours), 0.95)), null);
        if (peer is null)
        {
            yield return Figure.Skipped($"{set.Name}: c2pa-wasm median / ours", ReferencePeer.HowToInstall, Target.NoLessThan(TargetRatio));
            yield break;
        }
        yield return new Figure($"{set.Name}: c2pa-wasm median per file, ms", Bootstrap.Statistic(paces, c => Bootstrap.Quantile(c.Select(p => p.Theirs), 0.5)), null, "same files, bytes and rounds; without its start");
        yield return new Figure($"{set.Name}: c2pa-wasm p95 per file, ms", Bootstrap.Statistic(paces, c => Bootstrap.Quantile(c.Select(p => p.Theirs), 0.95)), null);
        yield return new Figure($"{set.Name}: c2pa-wasm median / ours", Bootstrap.Statistic(paces, c => Bootstrap.Quantile(c.Select(p => p.Theirs), 0.5) / Bootstrap.Quantile(c.Select(p => p.Ours), 0.5)), Target.NoLessThan(TargetRatio), "files drawn anew for the interval");
    }

    private static double Ours(byte[] bytes, ValidationOptions options, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        CredentialValidator.Validate(AssetBytes.Of(bytes), options, cancel: cancel);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static bool IsSame(string recorded, PeerVerdict verdict) =>
        recorded == (verdict.Error.Contains("JumbfNotFound", StringComparison.Ordinal) ? "none" : verdict.State);
}
