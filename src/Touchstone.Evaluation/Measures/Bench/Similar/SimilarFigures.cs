using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Touchstone.Engine.Likeness;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Measures.Bench.Similar;

/// <summary>How surely a picture is found again in a store of ten thousand, what else is taken for it, and how long that takes.</summary>
internal static class SimilarFigures
{
    private const int StoreSize = 10_000, ShortStore = 2_000, Short = 5, Many = 80, MostRead = 600, ShortRead = 30;

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        BenchPhoto[] photos = [.. BenchPhoto.Read(request).SelectMany(s => BenchPhoto.Sample(s, request.Long ? MostRead : ShortRead))];
        if (!photos.Select(p => p.Cluster).Distinct().Skip(1).Any())
        {
            yield return Figure.Skipped("pictures found again in a store", "no --data folder with authentic photographs of two source folders");
            yield break;
        }
        var size = request.Long ? StoreSize : ShortStore;
        request.Progress($"reading {photos.Length} pictures for a store of {size}");
        var (kept, records) = await Task.Run(() => Records(photos, cancel), cancel);
        var watch = Stopwatch.StartNew();
        PictureRecord[] all = [.. records, .. Fill(records, size - records.Length)];
        ulong[] hashes = [.. all.Select(r => PicturePrint.OfThumbnail(r.Thumbnail).Hashes[0])];
        watch.Restart();
        var index = new LikenessIndex(all, hashes);
        yield return new Figure($"store of {all.Length}: building the index, s", Estimate.Point(watch.Elapsed.TotalSeconds, 1), null, $"{records.Length} photographs, the others drawn from their keypoints");
        var places = BenchPhoto.Sample([.. kept], request.Long ? Many : Short).Select(p => Array.IndexOf(kept, p)).ToArray();
        var milliseconds = new List<double>();
        foreach (var one in SimilarCase.All.Where(c => request.WantsCondition(c.Name)))
        {
            request.Progress(one.Name);
            var answers = await Task.Run(() => places.Select((place, i) => Ask(request, one, index, kept, place, i, milliseconds, cancel)).ToArray(), cancel);
            yield return new Figure($"found again: {one.Name}, share", Rate.Of(answers.Count(a => a.Found), answers.Length), null, $"related as made: {answers.Count(a => a.Related)}");
            yield return new Figure($"found again: {one.Name}, questions with a wrong picture as the same, a part or a whole", Rate.Of(answers.Count(a => a.WrongWhole > 0), answers.Length), null, $"{answers.Sum(a => a.WrongWhole)} in all");
            yield return new Figure($"found again: {one.Name}, questions with a wrong picture as sharing a part", Rate.Of(answers.Count(a => a.WrongPart > 0), answers.Length), null, $"{answers.Sum(a => a.WrongPart)} in all; another group's photograph, or one of the drawn");
        }
        if (milliseconds.Count > 0) yield return new Figure($"store of {all.Length}: one search, ms", Bootstrap.Mean(milliseconds), null, "without reading the picture; all cores");
    }

    private sealed record Answer(bool Found, bool Related, int WrongWhole, int WrongPart);

    private static Answer Ask(MeasureRequest request, SimilarCase one, LikenessIndex index, BenchPhoto[] photos, int place, int number, List<double> milliseconds, CancellationToken cancel)
    {
        var chance = new Seeded(MakeRun.SeedOf(7, one.Name, number, 0));
        BenchPhoto[] others = [.. photos.Where(p => p.Cluster != photos[place].Cluster)];
        var other = others[chance.NextInt(others.Length)];
        var file = one.Apply(PixelFile.Load(File.ReadAllBytes(photos[place].Path)), PixelFile.Load(File.ReadAllBytes(other.Path)), chance);
        if (!Intake.TryOpen("asked.jpg", file, Limits.Default, out var specimen, out _, cancel)) return new Answer(false, false, 0, 0);
        using (specimen)
        {
            var asked = PictureRecord.Of(specimen.Luma.Value!, cancel);
            var watch = Stopwatch.StartNew();
            var found = index.Find(asked, cancel);
            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
            // The host of a paste is in the picture too, and photographs of one group may show one thing.
            bool IsRight(int at) => at < photos.Length && (Group(photos[at]) == Group(photos[place]) || Group(photos[at]) == Group(other));
            var own = found.FirstOrDefault(f => f.Place == place);
            var related = own?.Relation == (one.Name.StartsWith("cropped", StringComparison.Ordinal) ? PictureRelation.PartOfStored : one.Name.StartsWith("half", StringComparison.Ordinal) || one.Name.StartsWith("screenshot", StringComparison.Ordinal) ? PictureRelation.HoldsStored : PictureRelation.Same);
            LikePicture[] wrongs = [.. found.Where(f => !IsRight(f.Place))];
            foreach (var wrong in wrongs)
                BenchTable.Add(request, "similar-wrong.csv", $"\"{one.Name}\",\"{photos[place].Cluster}\",\"{(wrong.Place < photos.Length ? photos[wrong.Place].Cluster : "drawn")}\",{wrong.Relation},{wrong.Keypoints},{wrong.Log10FalseAlarms:0.0},{wrong.Evidence?.Agreeing},{wrong.Evidence?.Present},{wrong.ThumbnailLikeness:0.00}");
            return new Answer(own is not null, related, wrongs.Count(w => w.Relation != PictureRelation.SharesPart), wrongs.Count(w => w.Relation == PictureRelation.SharesPart));
        }
    }

    // One source of photographs may stand in two data sets.
    private static string Group(BenchPhoto photo) => photo.Cluster[(photo.Set.Length + 1)..];

    private static (BenchPhoto[] Kept, PictureRecord[] Records) Records(BenchPhoto[] photos, CancellationToken cancel)
    {
        var records = new PictureRecord?[photos.Length];
        Parallel.For(0, photos.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel }, i =>
        {
            if (!Intake.TryOpen(photos[i].Path, Limits.Default, out var specimen, out _, cancel)) return;
            using (specimen)
                if (specimen.Luma.Value is { } luma && Math.Min(luma.Width, luma.Height) >= 2 * BenchEdits.Part) records[i] = PictureRecord.Of(luma, cancel).ToStore();
        });
        int[] kept = [.. Enumerable.Range(0, photos.Length).Where(i => records[i] is not null)];
        return ([.. kept.Select(i => photos[i])], [.. kept.Select(i => records[i]!)]);
    }

    // Pictures that nobody took: each keypoint has the code of a real one with ten bits changed, so that codes are as crowded as those of photographs.
    private static IEnumerable<PictureRecord> Fill(PictureRecord[] real, int count)
    {
        var chance = new Seeded(11);
        for (var n = 0; n < count; n++)
        {
            var frame = real[chance.NextInt(real.Length)];
            var points = new StoredPoint[frame.Points.Length];
            for (var p = 0; p < points.Length; p++)
            {
                var from = real[chance.NextInt(real.Length)].Points;
                if (from.Length == 0) continue;
                var point = from[chance.NextInt(from.Length)];
                var flips = 0UL;
                while (BitOperations.PopCount(flips) < 10) flips |= 1UL << chance.NextInt(64);
                points[p] = new StoredPoint((ushort)chance.NextInt((int)(8 * frame.Width / frame.Step)), (ushort)chance.NextInt((int)(8 * frame.Height / frame.Step)), point.Scale, (ushort)chance.NextInt(65536), point.Code ^ flips);
            }
            var thumbnail = new byte[PicturePrint.Edge * PicturePrint.Edge];
            for (var i = 0; i < thumbnail.Length; i++) thumbnail[i] = (byte)Math.Clamp(128 + 40 * Math.Sin(i % 64 * (n % 13 + 1) * 0.05 + n) + 40 * Math.Cos(i / 64 * (n % 17 + 1) * 0.05 + n / 3), 0, 255);
            yield return new PictureRecord(frame.Width, frame.Height, frame.Step, thumbnail, points, []);
        }
    }
}
