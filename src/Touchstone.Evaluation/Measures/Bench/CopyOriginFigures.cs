using System.Globalization;
using System.Runtime.CompilerServices;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Perturbations.Image;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>How often the side of a copy-move that KeypointCopies names is the copy, for each half of the source folders.</summary>
internal static class CopyOriginFigures
{
    private const int Short = 8, Many = 80, Attempts = 40;
    private const string Detector = "KeypointCopies";

    private static readonly (string Name, int? Quality)[] _saves = [("PNG", null), ("q95", 95), ("q90", 90)];

    private static readonly (string Name, Func<BenchEdit, RgbImage, (RgbImage Image, bool[] Mask, string Note)?> Copy)[] _motions =
    [
        ("turned 20° and scaled 1.1", (e, host) => BenchEdits.Copy(host, 20, 1.1, e.Chance)),
        ("turned by 0–180°", (e, host) => BenchEdits.Copy(host, 180 * e.Chance.NextUnit(), 1, e.Chance)),
        ("scaled by 0.5–2", (e, host) => BenchEdits.Copy(host, 0, 0.5 * Math.Pow(4, e.Chance.NextUnit()), e.Chance)),
        ("reduced by 0.55–0.9 with Lanczos", Reduced),
        ("plain", (e, host) => BenchEdits.Copy(host, 0, 1, e.Chance)),
    ];

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var hosts = BenchPhoto.Hosts(BenchPhoto.Read(request));
        if (hosts.Count == 0)
        {
            yield return Figure.Skipped("source and copy told apart", "no --data folder with authentic photographs");
            yield break;
        }
        string[] groups = [.. hosts.Select(h => h.Cluster).Distinct().Order(StringComparer.Ordinal)];
        foreach (var motion in _motions)
            foreach (var save in _saves.Where(s => request.WantsCondition($"{motion.Name}, {s.Name}")))
            {
                var condition = new BenchCondition($"origin: {motion.Name}, {save.Name}", false, e =>
                {
                    if (BenchEdits.Host(e.Host, e.Chance) is not { } host || motion.Copy(e, host) is not var (image, mask, note)) return null;
                    return (save.Quality is { } q ? BenchPicture.Jpeg(image, q, mask) : BenchPicture.Png(image, mask)) with { Note = note };
                });
                var folder = Path.Combine(request.Scratch, "origin");
                var cases = await BenchMaking.MakeAsync(condition, hosts, request.Long ? Many : Short, folder, cancel);
                var run = await Batch.ExamineAsync(request, [.. cases.Select(c => c.Path)], condition.Name, request.Pool(Environment.ProcessorCount) with { Detectors = [Detector] }, cancel);
                var answers = cases.Zip(run, (made, examined) => (Odd: Array.IndexOf(groups, made.Cluster) % 2 == 1, Answer: Read(request, condition.Name, made, examined.Findings.FirstOrDefault(f => f.DetectorId == Detector)))).ToList();
                Directory.Delete(folder, recursive: true);
                foreach (var (half, odd) in ((string, bool)[])[("first half of the folders", false), ("second half", true)])
                {
                    Answer[] of = [.. answers.Where(a => a.Odd == odd).Select(a => a.Answer)];
                    if (of.Length == 0) continue;
                    int right = of.Count(a => a == Answer.Right), wrong = of.Count(a => a == Answer.Wrong);
                    var comment = $"{half}; found {of.Count(a => a != Answer.Missed)} of {of.Length}, named {right + wrong}";
                    yield return right + wrong == 0
                        ? Figure.Skipped($"{condition.Name}: the named copy is the copy, {half}", comment)
                        : new Figure($"{condition.Name}: the named copy is the copy, {half}", Rate.Of(right, right + wrong), null, comment);
                }
            }
    }

    private enum Answer
    {
        Missed, Unnamed, Right, Wrong,
    }

    // The note holds "from X Y to CX CY": corner of the source square and middle of the copy.
    private static Answer Read(MeasureRequest request, string condition, BenchCase made, Finding? finding)
    {
        string[] words = made.Note[made.Note.LastIndexOf("from ", StringComparison.Ordinal)..].Split(' ');
        double Word(int at) => double.Parse(words[at], CultureInfo.InvariantCulture);
        (double X, double Y) source = (Word(1) + BenchEdits.Part / 2.0, Word(2) + BenchEdits.Part / 2.0), copy = (Word(4), Word(5));
        if (finding is null || finding.Regions.Count < 2) return Answer.Missed;
        var named = finding.Regions.FirstOrDefault(r => r.Label.EndsWith("; the copy", StringComparison.Ordinal));
        if (named is null) return Answer.Unnamed;
        var answer = Distance(named, copy) < Distance(named, source) ? Answer.Right : Answer.Wrong;
        BenchTable.Add(request, "origin.csv", $"\"{condition}\",\"{made.Cluster}\",{answer},{finding.Scores[^1].Value:0.000},\"{made.Note}\"");
        return answer;
    }

    private static double Distance(Region box, (double X, double Y) point)
    {
        double dx = box.X + box.Width / 2 - point.X, dy = box.Y + box.Height / 2 - point.Y;
        return Math.Sqrt(dx * dx + dy * dy);
    }

    // As picture editors reduce: averaged against aliasing before it is sampled.
    private static (RgbImage Image, bool[] Mask, string Note)? Reduced(BenchEdit edit, RgbImage host)
    {
        var chance = edit.Chance;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (x, y) = (chance.NextInt(host.Width - BenchEdits.Part + 1), chance.NextInt(host.Height - BenchEdits.Part + 1));
            var part = Rescale.By(BenchEdits.Crop(host, x, y, BenchEdits.Part, BenchEdits.Part), 0.55 + 0.35 * chance.NextUnit(), RescaleKernel.Lanczos);
            var (tx, ty) = (chance.NextInt(host.Width - part.Width + 1), chance.NextInt(host.Height - part.Height + 1));
            if (tx < x + BenchEdits.Part && ty < y + BenchEdits.Part && tx + part.Width > x && ty + part.Height > y) continue;
            var (image, mask) = BenchEdits.Lay(host, part, tx, ty);
            return (image, mask, string.Create(CultureInfo.InvariantCulture, $"from {x} {y} to {tx + part.Width / 2} {ty + part.Height / 2} scaled {(double)part.Width / BenchEdits.Part:0.00}"));
        }
        return null;
    }
}
