using System.Runtime.CompilerServices;
using Touchstone.Engine;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Mutations;
using Touchstone.Media;

namespace Touchstone.Evaluation.Measures;

/// <summary>Damaged files of many formats: every one must get a verdict or a coded error, and the parent must live.</summary>
internal static class MutationFigures
{
    private const int ShortCount = 200;
    private const int LongCount = 2000;

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var samples = await FormatSamples.MakeAsync(Path.Combine(request.Scratch, "samples"), cancel);
        var count = request.Long ? LongCount : ShortCount;
        var folder = Directory.CreateDirectory(Path.Combine(request.Scratch, "mutated")).FullName;
        var paths = Write(samples, folder, count);
        var run = await CliRun.ExamineAsync(request, paths, "mutated files", cancel);
        var examinations = run.Examinations;
        var remark = $"{samples.Count} formats" + (request.Long ? "" : $"; {LongCount} files with --long");
        int Coded(string code) => examinations.Count(e => e.Fault?.Code == code || e.Findings.Any(f => f.Reason.Code == code));
        yield return new Figure("mutated files: parent crashes", Estimate.Point(run.Survived ? 0 : 1, paths.Count), Target.NoMoreThan(0), remark);
        yield return new Figure("mutated files: without verdict or coded error", Rate.Of(examinations.Count(e => !HasOutcome(e)), examinations.Count), Target.NoMoreThan(0));
        yield return new Figure("mutated files: child stopped at the wall-time limit", Rate.Of(Coded(Codes.WorkerTimeout), examinations.Count), Target.NoMoreThan(0));
        yield return new Figure("mutated files: child crashed (coded)", Rate.Of(Coded(Codes.WorkerCrashed), examinations.Count), null);
        yield return new Figure("mutated files: a detector's own defect (coded)", Rate.Of(Coded(Codes.DetectorFailed), examinations.Count), Target.NoMoreThan(0));
        yield return new Figure("mutated files: refused by intake or a view with a code", Rate.Of(examinations.Count(e => e.Fault is not null), examinations.Count), null);
    }

    private static bool HasOutcome(Examination examination) =>
        examination.Fault is { Code.Length: > 0 } || examination.Findings.Count > 0 && examination.Findings.All(f => f.Reason.Code.Length > 0);

    private static List<string> Write(IReadOnlyList<string> samples, string folder, int count)
    {
        var mutations = Enum.GetValues<Mutation>();
        byte[][] originals = [.. samples.Select(File.ReadAllBytes)];
        var paths = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            var sample = i % samples.Count;
            var path = Path.Combine(folder, $"{i:0000}{Path.GetExtension(samples[sample])}");
            File.WriteAllBytes(path, Mutator.Mutate(originals[sample], mutations[i / samples.Count % mutations.Length], (ulong)i));
            paths.Add(path);
        }
        return paths;
    }
}
