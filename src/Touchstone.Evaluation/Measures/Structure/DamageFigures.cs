using Touchstone.Engine;
using Touchstone.Engine.Detectors.Metadata.FileDamage;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures.Bench;
using Touchstone.Evaluation.Mutations;
using Touchstone.Media;
using Touchstone.Provenance;

namespace Touchstone.Evaluation.Measures.Structure;

/// <summary>How much of damaged JPEG files is decoded, and whether what is said to be sound is.</summary>
internal static class DamageFigures
{
    private const int Photographs = 60, LongPhotographs = 200, Kinds = 5;

    internal static IEnumerable<Figure> Measure(MeasureRequest request, CancellationToken cancel)
    {
        var photos = BenchPhoto.Sample(BenchPhoto.Hosts(BenchPhoto.Read(request)), request.Long ? LongPhotographs : Photographs);
        if (photos.Count == 0)
        {
            yield return Figure.Skipped("damage: share of damaged JPEGs decoded", "no data sets with photographs");
            yield break;
        }
        request.Progress("damaging photographs");
        var circumstances = new Circumstances(new ValidationOptions { At = DateTimeOffset.UnixEpoch });
        var (all, failed, shares, sound, blocks) = (0, 0, new List<double>(), 0L, 0L);
        foreach (var (index, photo) in photos.Index())
        {
            var original = File.ReadAllBytes(photo.Path);
            for (var kind = 0; kind < Kinds; kind++)
            {
                cancel.ThrowIfCancellationRequested();
                var bytes = Mutator.Mutate(original, (Mutation)kind, (ulong)(index * Kinds + kind));
                if (!Intake.TryOpen("damaged.jpg", bytes, Limits.Default, out var specimen, out _, cancel) || specimen.Format != MediaFormat.Jpeg) continue;
                using (specimen)
                {
                    all++;
                    var finding = new FileDamage().Examine(specimen, circumstances, cancel);
                    if (finding.State != FindingState.Measured) failed++;
                    else if (finding.Scores is [var share, ..]) shares.Add(share.Value);
                    var (same, stated) = Compare(original, specimen, cancel);
                    (sound, blocks) = (sound + same, blocks + stated);
                }
            }
        }
        yield return new("damage: damaged JPEGs without a finding", Rate.Of(failed, all), null, "no structure or no frame header");
        yield return new("damage: damaged JPEGs of which something can be decoded", Rate.Of(shares.Count(s => s > 0), shares.Count), null, $"{photos.Count} photographs, {Kinds} kinds of damage");
        yield return new("damage: mean share of the picture decoded", Estimate.Point(shares.Average(), shares.Count), null);
        yield return new("damage: luma blocks not named as lost that are as they were", Estimate.Point(blocks == 0 ? double.NaN : (double)sound / blocks, (int)Math.Min(int.MaxValue, blocks)), null, "sequential files whose frame survived; n = blocks");
    }

    // Blocks on lines not named as lost, against the same blocks of the original.
    private static (long Same, long Stated) Compare(byte[] original, Specimen damaged, CancellationToken cancel)
    {
        if (!damaged.Coefficients.TryGet(out var left, out _) || left.DamagedAtOffset is not null && left.Lost.Count == 0) return (0, 0);
        if (!Intake.TryOpen("original.jpg", original, Limits.Default, out var specimen, out _, cancel)) return (0, 0);
        using (specimen)
        {
            if (!specimen.Coefficients.TryGet(out var whole, out _) || whole.Luma.BlocksWide != left.Luma.BlocksWide || whole.Luma.BlocksHigh != left.Luma.BlocksHigh) return (0, 0);
            var (same, stated) = (0L, 0L);
            for (var row = 0; row < whole.Luma.ImageBlocksHigh; row++)
            {
                if (left.Lost.Any(l => 8 * row <= l.Bottom && 8 * row + 7 >= l.Top)) continue;
                for (var column = 0; column < whole.Luma.ImageBlocksWide; column++)
                {
                    stated++;
                    if (whole.Luma.Block(row, column).SequenceEqual(left.Luma.Block(row, column))) same++;
                }
            }
            return (same, stated);
        }
    }
}
