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
    private const double MostWrong = 0.01;

    private static readonly (string Name, bool Odd)[] _halves = [("first half of the folders", false), ("second half", true)];

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
        var all = new List<Answer>();
        foreach (var motion in _motions)
            foreach (var save in _saves.Where(s => request.WantsCondition($"{motion.Name}, {s.Name}")))
            {
                var condition = new BenchCondition($"origin: {motion.Name}, {save.Name}", false, e =>
                {
                    if (BenchEdits.Host(e.Host, e.Chance) is not { } host || motion.Copy(e, host) is not var (image, mask, note)) return null;
                    return (save.Quality is { } q ? BenchPicture.Jpeg(image, q, mask) : BenchPicture.Png(image, mask)) with { Note = note };
                });
                var answers = await AskAsync(request, condition, hosts, groups, cancel);
                all.AddRange(answers);
                foreach (var (half, odd) in _halves)
                {
                    Answer[] of = [.. answers.Where(a => a.Odd == odd)];
                    if (of.Length == 0) continue;
                    Answer[] named = [.. of.Where(a => a.Named)];
                    var comment = $"{half}; found {of.Count(a => a.Found)} of {of.Length}, named {named.Length}";
                    yield return named.Length == 0
                        ? Figure.Skipped($"{condition.Name}: the named copy is the copy, {half}", comment)
                        : new Figure($"{condition.Name}: the named copy is the copy, {half}", Rate.Of(named.Count(a => a.Toward > 0), named.Length), null, comment);
                }
            }
        foreach (var figure in Margins(all)) yield return figure;
    }

    // The margin is chosen on one half of the folders, over all conditions, and judged on the other.
    private static IEnumerable<Figure> Margins(IReadOnlyList<Answer> all)
    {
        Answer[] told = [.. all.Where(a => a.Toward is not null)];
        Figure Right(string what, Func<Answer, bool> passes, bool odd)
        {
            Answer[] named = [.. told.Where(a => a.Odd == odd && passes(a))];
            return new Figure($"origin, {what}: the named copy is the copy, {_halves[odd ? 1 : 0].Name}", Rate.Of(named.Count(a => a.Toward > 0), named.Length), null, $"of {told.Count(a => a.Odd == odd)} copies found that have a value");
        }
        var asked = LeastMargin([.. told.Where(a => !a.Odd).Select(a => a.Toward!.Value)]);
        yield return double.IsNaN(asked)
            ? Figure.Skipped($"origin: least margin with {MostWrong:0%} of the named wrong at most", "too few copies found in the first half of the folders")
            : new Figure($"origin: least margin with {MostWrong:0%} of the named wrong at most, first half of the folders", Estimate.Point(asked, told.Count(a => !a.Odd)), null, "in steps of 0.05; values they have");
        if (!double.IsNaN(asked)) yield return Right("that margin", a => a.Passes(asked), odd: true);
        foreach (var (_, odd) in _halves) yield return Right("the margin that ships", a => a.Named, odd);
        foreach (var (_, odd) in _halves) yield return Right("no margin", _ => true, odd);
    }

    /// <summary>Least margin, in steps of 0.05, from which on at most one in a hundred of those that pass it points the wrong way; NaN where none does.</summary>
    /// <param name="toward">Values of copies, positive where they point at the copy.</param>
    internal static double LeastMargin(IReadOnlyList<double> toward)
    {
        // From above: a margin counts only where every larger one that still names ten keeps the share.
        var least = double.NaN;
        for (var step = 40; step >= 0; step--)
        {
            double[] passing = [.. toward.Where(t => Math.Abs(t) >= step * 0.05)];
            if (passing.Length < 10) continue;
            if (passing.Count(t => t < 0) > MostWrong * passing.Length) break;
            least = step * 0.05;
        }
        return least;
    }

    /// <summary>What KeypointCopies said of one made copy.</summary>
    /// <param name="Odd">Whether its source folder lies in the second half.</param>
    /// <param name="Found">Whether a copy was found.</param>
    /// <param name="Named">Whether the detector names a side.</param>
    /// <param name="Toward">Natural log of the two remainders, positive where it points at the side that was pasted; null where there is none.</param>
    private sealed record Answer(bool Odd, bool Found, bool Named, double? Toward)
    {
        internal bool Passes(double margin) => Toward is { } value && Math.Abs(value) >= margin;
    }

    private static async Task<List<Answer>> AskAsync(MeasureRequest request, BenchCondition condition, IReadOnlyList<BenchPhoto> hosts, string[] groups, CancellationToken cancel)
    {
        var folder = Path.Combine(request.Scratch, "origin");
        var cases = await BenchMaking.MakeAsync(condition, hosts, request.Long ? Many : Short, folder, cancel);
        var run = await Batch.ExamineAsync(request, [.. cases.Select(c => c.Path)], condition.Name, request.Pool(Environment.ProcessorCount) with { Detectors = [Detector] }, cancel);
        Directory.Delete(folder, recursive: true);
        return [.. cases.Zip(run, (made, examined) => Read(request, condition.Name, made, Array.IndexOf(groups, made.Cluster) % 2 == 1, examined.Findings.FirstOrDefault(f => f.DetectorId == Detector)))];
    }

    // The note holds "from X Y to CX CY": corner of the source square and middle of the copy. The value is positive where the second box is the copy.
    private static Answer Read(MeasureRequest request, string condition, BenchCase made, bool odd, Finding? finding)
    {
        if (finding is null || finding.Regions.Count < 2) return new Answer(odd, false, false, null);
        if (finding.Scores.FirstOrDefault(s => s.Name.StartsWith("which side", StringComparison.Ordinal)) is not { } score) return new Answer(odd, true, false, null);
        string[] words = made.Note[made.Note.LastIndexOf("from ", StringComparison.Ordinal)..].Split(' ');
        double Word(int at) => double.Parse(words[at], CultureInfo.InvariantCulture);
        (double X, double Y) source = (Word(1) + BenchEdits.Part / 2.0, Word(2) + BenchEdits.Part / 2.0), copy = (Word(4), Word(5));
        var second = finding.Regions[1];
        var toward = Distance(second, copy) < Distance(second, source) ? score.Value : -score.Value;
        BenchTable.Add(request, "origin.csv", $"\"{condition}\",\"{made.Cluster}\",{(odd ? 2 : 1)},{toward:0.000},\"{made.Note}\"");
        return new Answer(odd, true, second.Label.Contains("; the ", StringComparison.Ordinal), toward);
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
