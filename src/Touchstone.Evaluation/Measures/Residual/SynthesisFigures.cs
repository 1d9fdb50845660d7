using Touchstone.Engine;
using Touchstone.Engine.Detectors.Image.SynthesisCues;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Evaluation.Measures.Bench;
using Touchstone.Evaluation.Metrics;
using Touchstone.Media;
using Touchstone.Provenance;

namespace Touchstone.Evaluation.Measures.Residual;

/// <summary>How far each cue of synthesis tells generated pictures from photographs, within each group of pairs, as the files are and after the same crop and save of both sides.</summary>
/// <remarks>The file's length in bytes goes along: what it tells, the making of the data tells.</remarks>
internal static class SynthesisFigures
{
    private const int Quality = 90, Grid = 8, Draws = 400, Least = 20, Short = 40;

    private sealed record Case(DataSetEntry Entry, string Group, bool Generated);

    /// <summary>What was measured of one picture: each cue by name.</summary>
    private sealed record Measured(bool Generated, IReadOnlyDictionary<string, double> Cues);

    internal static IEnumerable<Figure> Measure(MeasureRequest request, CancellationToken cancel)
    {
        var groups = Groups(request);
        if (groups.Count == 0) yield return Figure.Skipped("cues of synthesis", "no --data folder with pair groups of generated pictures and photographs");
        foreach (var group in groups)
        {
            var edge = group.Min(c => Edge(c.Entry, cancel));
            foreach (var (form, save) in new (string, Func<DataSetEntry, byte[]?>)[] { ("as they are", e => File.ReadAllBytes(e.FullPath)), ($"{edge} px, q{Quality} both", e => Paired(e, edge, cancel)) })
            {
                request.Progress($"cues of synthesis: {group[0].Group}, {form}");
                Measured[] measured = [.. group.Select(c => Cues(save(c.Entry), c.Generated, cancel)).OfType<Measured>()];
                foreach (var figure in Figures($"{group[0].Group}, {form}", measured)) yield return figure;
            }
        }
    }

    private static List<Case[]> Groups(MeasureRequest request)
    {
        if (request.Data is null) return [];
        Case[] cases = [.. DataSetReader.FindAll(request.Data).SelectMany(s => s.Entries)
            .Where(e => e.Columns.GetValueOrDefault("pair_group", "").Length > 0 && (e.Truth == Truth.Authentic || e.IsManipulated(Question.Generated) == true))
            .Select(e => new Case(e, e.Columns["pair_group"], e.Truth == Truth.Manipulated))];
        var groups = cases.GroupBy(c => c.Group).Where(g => g.Count(c => c.Generated) >= Least && g.Count(c => !c.Generated) >= Least);
        return [.. groups.Select(g => request.Long ? g.ToArray() : [.. Some(g, true), .. Some(g, false)])];
    }

    private static IEnumerable<Case> Some(IEnumerable<Case> group, bool generated)
    {
        Case[] all = [.. group.Where(c => c.Generated == generated)];
        return all.Where((_, i) => i % Math.Max(1, all.Length / Short) == 0);
    }

    private static int Edge(DataSetEntry entry, CancellationToken cancel) =>
        PixelFile.Load(entry.FullPath, cancel).TryGet(out var image, out _) ? (Math.Min(image.Width, image.Height) - Grid) / Grid * Grid : int.MaxValue;

    // The middle, half a block off the file's own grid, so that the last save has the same place on both sides.
    private static byte[]? Paired(DataSetEntry entry, int edge, CancellationToken cancel)
    {
        if (!PixelFile.Load(entry.FullPath, cancel).TryGet(out var image, out _)) return null;
        static int Start(int length, int edge) => Math.Min((length - edge) / 2 / Grid * Grid + Grid / 2, length - edge);
        return PixelFile.Jpeg(BenchEdits.Crop(image, Start(image.Width, edge), Start(image.Height, edge), edge, edge), Quality);
    }

    private static Measured? Cues(byte[]? file, bool generated, CancellationToken cancel)
    {
        if (file is null || !Intake.TryOpen("picture", file, Limits.Default, out var specimen, out _, cancel)) return null;
        using (specimen)
        {
            var finding = new SynthesisCues().Examine(specimen, new Circumstances(new ValidationOptions { At = DateTimeOffset.UnixEpoch }), cancel);
            if (finding.State != FindingState.Measured) return null;
            return new Measured(generated, finding.Scores.Select(s => (s.Name, s.Value)).Append(("trivial cue: bytes", file.Length)).ToDictionary(c => c.Item1, c => c.Item2));
        }
    }

    private static IEnumerable<Figure> Figures(string what, Measured[] measured)
    {
        if (measured.Length == 0) yield break;
        foreach (var cue in measured[0].Cues.Keys)
        {
            var auc = Bootstrap.Statistic(measured, cases => Roc.Auc([.. cases.Select(c => (float)c.Cues[cue])], [.. cases.Select(c => c.Generated)]), draws: Draws);
            yield return new Figure($"{what}: {cue}, AUC", auc, null, $"{measured.Count(m => m.Generated)} generated; above 0.5 = higher for generated");
        }
    }
}
