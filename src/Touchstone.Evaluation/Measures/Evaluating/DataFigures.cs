using System.Diagnostics;
using System.Runtime.CompilerServices;
using Touchstone.Engine.Likeness;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.DataSets.Leaks;
using Touchstone.Evaluation.DataSets.Likeness;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Media;
using Touchstone.Media.Audio;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Measures.Evaluating;

/// <summary>Whether planted leaks and shortcuts are found and clean data passes, and how fast manifests are read.</summary>
internal static class DataFigures
{
    private const string Shortened = "short; in full with --long";

    private static readonly Dictionary<string, string> _nothing = [];

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        Func<MeasureRequest, CancellationToken, IEnumerable<Figure>>[] parts = [Pictures, Sounds, Subjects, Shortcuts, Reading, Shared];
        foreach (var part in parts)
        {
            foreach (var figure in part(request, cancel))
            {
                yield return figure;
                await Task.Yield();
            }
        }
    }

    private static DataSetEntry Entry(int i, string split, bool manipulated = false, string subject = "") =>
        new() { Path = $"f{i}", FullPath = $"/f{i}", Label = manipulated ? "fake" : "real", Truth = manipulated ? Truth.Manipulated : Truth.Authentic, Split = split, Subject = subject };

    private static SurveyedFile File(int i, MediaPrint print, FileFacts facts) => new($"{i:x64}", MediaKind.Image, facts, print, _nothing, null);

    private static LeakReport Check(DataSetEntry[] entries, Func<int, SurveyedFile> file, CancellationToken cancel) =>
        LeakCheck.Run(new DataSet("planted", "/", "", entries), [.. Enumerable.Range(0, entries.Length).Select(file)], new LeakTerms { Jobs = Environment.ProcessorCount }, cancel);

    /// <summary>One picture in a hundred of the fit stands in the test too, changed; one round per change.</summary>
    private static IEnumerable<Figure> Pictures(MeasureRequest request, CancellationToken cancel)
    {
        var count = request.Long ? 3000 : 400;
        request.Progress($"{count} rendered pictures");
        var scenes = new MediaPrint[count];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, i => scenes[i] = new MediaPrint([PicturePrint.Of(PlantedPictures.Scene((ulong)i + 1))], null));
        return Planted("near-duplicate pictures", scenes, PlantedPictures.Changes,
            (i, how) => new MediaPrint([PicturePrint.Of(PlantedPictures.Change(PlantedPictures.Scene((ulong)i + 1), how))], null), request.Long ? "" : Shortened, cancel);
    }

    private static IEnumerable<Figure> Sounds(MeasureRequest request, CancellationToken cancel)
    {
        var count = request.Long ? 1000 : 200;
        request.Progress($"{count} synthetic voices");
        static AudioSignal Voice(int i) => new(SyntheticVoice.Speak(5, (ulong)i + 1), SyntheticVoice.SampleRateHz, 1, "pcm_s16le", 16);
        var voices = new MediaPrint[count];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, i => voices[i] = new MediaPrint([], SoundPrint.Of(Voice(i), cancel)));
        MediaPrint Change(int i, string how)
        {
            var signal = Voice(i);
            var chance = new Seeded((ulong)i);
            var samples = how switch
            {
                "quieter" => Array.ConvertAll(signal.Samples, s => 0.25f * s),
                "noise at 25 dB" => Array.ConvertAll(signal.Samples, s => (float)(s + 0.006 * chance.NextNormal())),
                "8 bits" => Array.ConvertAll(signal.Samples, s => MathF.Round(s * 127) / 127),
                _ => signal.Samples[13_579..61_234],
            };
            return new MediaPrint([], SoundPrint.Of(signal with { Samples = samples }, cancel));
        }
        return Planted("near-duplicate recordings", voices, ["quieter", "noise at 25 dB", "8 bits", "excerpt of 3 s"], Change, request.Long ? "" : Shortened, cancel);
    }

    private static IEnumerable<Figure> Planted(string what, MediaPrint[] prints, string[] changes, Func<int, string, MediaPrint> change, string remark, CancellationToken cancel)
    {
        var each = Math.Max(1, prints.Length / 100);
        var (found, planted, blocked, wrong) = (0, 0, 0, 0);
        var told = new List<string>();
        for (var c = 0; c < changes.Length; c++)
        {
            var chance = new Seeded((ulong)c + 1);
            // The first half is fitted on, the rest is the test.
            int[] victims = [.. Enumerable.Range(0, each).Select(_ => chance.NextInt(prints.Length / 2)).Distinct()];
            MediaPrint[] all = [.. prints, .. victims.Select(v => change(v, changes[c]))];
            DataSetEntry[] entries = [.. Enumerable.Range(0, all.Length).Select(i => Entry(i, i < prints.Length / 2 ? "fit" : "test"))];
            var report = Check(entries, i => File(i, all[i], FileFacts.None), cancel);
            var pairs = report.Findings.Where(f => f.Code is Codes.LeakNearDuplicateSplits or Codes.LeakNearDuplicate).Select(f => (f.Paths[0], f.Paths[1])).ToHashSet();
            var right = victims.Select((v, k) => ($"f{v}", $"f{prints.Length + k}")).Count(pairs.Contains);
            (found, planted, wrong) = (found + right, planted + victims.Length, wrong + pairs.Count - right);
            if (report.Blocks) blocked++;
            told.Add($"{changes[c]} {right}/{victims.Length}");
        }
        yield return new Figure($"planted 1 % {what} found, share", Rate.Of(found, planted), Target.NoLessThan(0.95), remark);
        yield return new Figure($"planted 1 % {what}: promotion blocked, share of rounds", Rate.Of(blocked, changes.Length), Target.NoLessThan(1), string.Join(", ", told));
        yield return new Figure($"{what} that are none, pairs in all rounds", Estimate.Point(wrong, prints.Length * changes.Length), null, remark);
    }

    private static IEnumerable<Figure> Subjects(MeasureRequest request, CancellationToken cancel)
    {
        var (found, planted, blocked, rounds) = (0, 0, 0, request.Long ? 50 : 10);
        for (var round = 0; round < rounds; round++)
        {
            var chance = new Seeded((ulong)round);
            DataSetEntry[] entries = [.. Enumerable.Range(0, 2000).Select(i => Entry(i, i < 1000 ? "fit" : "test", i % 2 == 0, $"p{i / 2}"))];
            // One subject in a hundred of the fit appears in the test, every other time as the second of an exchange.
            var shared = Enumerable.Range(0, 10).Select(_ => chance.NextInt(500)).Distinct().ToArray();
            for (var k = 0; k < shared.Length; k++) entries[1100 + 2 * k] = entries[1100 + 2 * k] with { Subject = k % 2 == 0 ? $"p{shared[k]}" : $"{entries[1100 + 2 * k].Subject};p{shared[k]}" };
            var report = Check(entries, i => File(i, MediaPrint.None, FileFacts.None), cancel);
            (found, planted) = (found + report.Counts.GetValueOrDefault(Codes.LeakSubjectSplits), planted + shared.Length);
            if (report.Blocks) blocked++;
        }
        // A planted subject whose own files stay in the test would be counted too; nothing else is on both sides.
        yield return new Figure("planted 1 % shared subjects found, share", Rate.Of(Math.Min(found, planted), planted), Target.NoLessThan(0.95));
        yield return new Figure("planted 1 % shared subjects: promotion blocked, share of rounds", Rate.Of(blocked, rounds), Target.NoLessThan(1));
    }

    private static IEnumerable<Figure> Shortcuts(MeasureRequest request, CancellationToken cancel)
    {
        var rounds = request.Long ? 400 : 40;
        var (refused, half, passed) = (0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var chance = new Seeded((ulong)round + 100);
            DataSetEntry[] entries = [.. Enumerable.Range(0, 200).Select(i => Entry(i, "test", chance.NextInt(2) == 0))];
            FileFacts Facts(bool png) => new(new Dictionary<string, double> { ["bytes-log2"] = 17 + chance.NextNormal(), ["width-log2"] = 9 + chance.NextNormal() / 2 }, new Dictionary<string, string> { ["format"] = png ? "Png" : "Jpeg" });
            bool Blocks(Func<bool, bool> png) => Check(entries, i => File(i, MediaPrint.None, Facts(png(entries[i].Truth == Truth.Manipulated))), cancel).Blocks;
            if (Blocks(fake => fake)) refused++;
            if (Blocks(fake => fake ? chance.NextUnit() < 0.75 : chance.NextUnit() < 0.25)) half++;
            if (!Blocks(_ => chance.NextInt(2) == 0)) passed++;
            request.Progress($"shortcuts: {round + 1} of {rounds} rounds");
        }
        yield return new Figure("planted shortcut, one class PNG, one JPEG: refused, share", Rate.Of(refused, rounds), Target.NoLessThan(1), "200 files a round");
        yield return new Figure("planted shortcut, 75 % against 25 % PNG: refused, share", Rate.Of(half, rounds), null, "AUC of the format alone 0.75");
        yield return new Figure("no shortcut: passed, share", Rate.Of(passed, rounds), Target.NoLessThan(0.95), request.Long ? "" : Shortened);
    }

    private static IEnumerable<Figure> Reading(MeasureRequest request, CancellationToken cancel)
    {
        var rows = request.Long ? 1_000_000 : 200_000;
        request.Progress($"a manifest of {rows:N0} rows");
        var path = Path.Combine(request.Scratch, "rows.csv");
        using (var writer = new StreamWriter(path))
        {
            writer.WriteLine("path,sha256,label,kind,subject,session,split,generator,codec,licence");
            for (var i = 0; i < rows; i++) writer.WriteLine($"folder{i % 100}/file{i}.png,{i:x64},{(i % 2 == 0 ? "real" : "fake")},diffusion_photo,p{i / 7},s{i / 3},{(i % 3 == 0 ? "test" : "train")},g{i % 9},none,CC0");
        }
        var watch = Stopwatch.StartNew();
        var reading = DataSetReader.Read(path, null, cancel);
        var seconds = watch.Elapsed.TotalSeconds;
        watch.Restart();
        var clusters = Splitter.Divide(reading.Set, new SplitTerms()).Clusters;
        yield return new Figure("manifest read, seconds per 10⁶ rows", Estimate.Point(seconds * 1e6 / rows, reading.Set.Entries.Count), Target.NoMoreThan(15), request.Long ? "" : Shortened);
        yield return new Figure("data set divided by clusters, seconds per 10⁶ rows", Estimate.Point(watch.Elapsed.TotalSeconds * 1e6 / rows, clusters), Target.NoMoreThan(15));
        System.IO.File.Delete(path);
    }

    /// <summary>Photographs of different things: any pair called one picture is a false alarm.</summary>
    private static IEnumerable<Figure> Shared(MeasureRequest request, CancellationToken cancel)
    {
        var set = request.Data is null ? null : DataSetReader.FindAll(request.Data).FirstOrDefault(s => s.Name == "photos");
        if (set is null)
        {
            yield return Figure.Skipped("photographs called one picture, pairs", "no --data folder with photos");
            yield break;
        }
        var entries = request.Long ? set.Entries : set.Sample(80);
        var survey = DataSetSurvey.Take(set with { Entries = entries }, new SurveyTerms { Facts = false, Jobs = Environment.ProcessorCount }, null, cancel);
        var pairs = LikenessSearch.Run([.. survey.Select(s => s.Print)], Environment.ProcessorCount, cancel);
        yield return new Figure("photographs called one picture, share of pairs", Rate.Of(pairs.Count, entries.Count * (entries.Count - 1) / 2), Target.NoMoreThan(0.001), request.Long ? "" : Shortened);
    }
}
