using System.Collections.Concurrent;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;

namespace Touchstone.Evaluation.Perturbations;

/// <summary>Perturbs sources and writes what comes out with its records and a manifest; labels are carried over.</summary>
public static class PerturbRun
{
    /// <summary>Makes the set: each source under each perturbation.</summary>
    /// <param name="perturbations">Of one kind of media.</param>
    /// <param name="request">Sources, folder, seed, jobs and how many sources; its manipulations are not used.</param>
    /// <param name="cancel">Stops it; what was written stays, without a manifest.</param>
    public static async Task<MadeSet> MakeAsync(IReadOnlyList<Perturbation> perturbations, MakeRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(perturbations);
        ArgumentNullException.ThrowIfNull(request);
        foreach (var part in (string[])["media", "records"]) Directory.CreateDirectory(Path.Combine(request.Folder, part));
        var scratch = Directory.CreateTempSubdirectory("touchstone-perturb-");
        try
        {
            var sources = request.Sources.Take(request.Count).ToList();
            var made = new MadeItem?[sources.Count * perturbations.Count];
            var skipped = new ConcurrentBag<(int Order, SkippedSource What)>();
            var finished = 0;
            var options = new ParallelOptions { MaxDegreeOfParallelism = request.Jobs, CancellationToken = cancel };
            await Parallel.ForEachAsync(Enumerable.Range(0, made.Length), options, async (i, stop) =>
            {
                var (source, perturbation) = (sources[i / perturbations.Count], perturbations[i % perturbations.Count]);
                made[i] = await OneAsync(perturbation, source, i, request, scratch.FullName, s => skipped.Add((i, s)), stop);
                request.Progress?.Invoke(Interlocked.Increment(ref finished));
            });
            MadeItem[] items = [.. made.OfType<MadeItem>()];
            return new MadeSet(MadeManifest.Write(request.Folder, items), items, [.. skipped.OrderBy(s => s.Order).Select(s => s.What)]);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static async Task<MadeItem?> OneAsync(Perturbation perturbation, SourceMedium source, int index, MakeRequest request, string scratch, Action<SkippedSource> skip, CancellationToken cancel)
    {
        if (await perturbation.UnavailableAsync(cancel) is { } fault)
        {
            skip(new SkippedSource(source.Path, perturbation.Name, fault.Code, fault.Message));
            return null;
        }
        var seed = MakeRun.SeedOf(request.Seed, perturbation.Name, index, 0);
        if (await perturbation.ApplyAsync(new PerturbationInput(source.Path, scratch, seed), cancel) is not { } file)
        {
            skip(new SkippedSource(source.Path, perturbation.Name, Codes.NotApplicableFormat, "It cannot be applied to this file."));
            return null;
        }
        var stem = $"{index:00000}";
        var item = new MadeItem
        {
            Path = $"media/{stem}{file.Extension}", Sha256 = Sha256.Of(file.Bytes).Hex, Label = source.Column("label"), Questions = [.. source.Column("question").Split(';', StringSplitOptions.RemoveEmptyEntries)],
            Operation = perturbation.Name, Seed = seed, Save = file.Extension.TrimStart('.'), Parents = [new ParentMedium("target", Path.GetFileName(source.Path), source.Sha256, source.Column("licence"))],
            Parameters = new Dictionary<string, string> { ["derivation"] = file.Derivation }, Subject = source.Column("subject"), Session = source.Column("session") is { Length: > 0 } s ? s : source.Session,
            IntervalsSeconds = source.Column("intervals_s"), Carried = source.Columns, Tool = PairWork.Tool,
        };
        await File.WriteAllBytesAsync(Path.Combine(request.Folder, item.Path), file.Bytes, cancel);
        await File.WriteAllBytesAsync(Path.Combine(request.Folder, "records", stem + ".json"), MadeManifest.Record(item), cancel);
        return item;
    }
}
