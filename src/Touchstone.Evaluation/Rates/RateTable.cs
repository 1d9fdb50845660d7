using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Runs;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;
using Touchstone.Workbench.Rates;

namespace Touchstone.Evaluation.Rates;

/// <summary>A run to count: the trials, the SHA-256 of their table, and the record beside it.</summary>
public sealed record RateRun(IReadOnlyList<Trial> Trials, string TrialsHash, RunRecord Record);

/// <summary>Counts how often methods err, class of material by class of material.</summary>
/// <remarks>
/// An event is a finding that stands out. The same bytes count once, in however many runs they are. Files made from one another, or
/// of one cluster in a run, are one group over all runs; intervals draw groups. A file that was made from another has a history of its
/// own: it is no authentic file for the question of history, where alarms on it may be right.
/// </remarks>
public static class RateTable
{
    private static readonly string[] _kinds = ["kind", "generator", "label"];

    /// <summary>The table.</summary>
    /// <param name="runs">Runs over material of known truth.</param>
    /// <param name="material">What the material is, in a phrase.</param>
    /// <exception cref="ErrorRateException">The runs hold nothing to count, or are of several engines.</exception>
    public static ErrorRates Of(IReadOnlyList<RateRun> runs, string material)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var engines = runs.Select(r => r.Record.EngineVersion).Distinct().ToList();
        if (engines.Count > 1) throw new ErrorRateException(Codes.RatesMixed, $"The runs are of the engines {string.Join(" and ", engines)}. Run all with one.");
        if (runs.FirstOrDefault(r => r.Trials.Count > 0 && r.Trials.All(t => t.StandsOut is null)) is { } old)
            throw new ErrorRateException(Codes.RatesUncounted, $"The trials of {old.Record.DataName} do not tell what stood out. Run 'touchstone evaluate' into the same folder again: nothing is examined twice.");
        var groups = new SourceGroups(runs);
        var seen = new HashSet<(string, string, string, Question)>();
        var tallies = new SortedDictionary<(string Detector, string Version, Question Question), Dictionary<MaterialCell, CellTally>>();
        for (var run = 0; run < runs.Count; run++)
            foreach (var trial in runs[run].Trials.Where(Counts))
            {
                if (!seen.Add((trial.Sha256, trial.DetectorId, trial.DetectorVersion, trial.Question))) continue;
                var key = (trial.DetectorId, trial.DetectorVersion, trial.Question);
                if (!tallies.TryGetValue(key, out var cells)) tallies[key] = cells = [];
                var like = MaterialOf(trial);
                foreach (var cell in like.Cells)
                {
                    if (!cells.TryGetValue(cell, out var tally)) cells[cell] = tally = new CellTally();
                    tally.Add(trial, like, groups.Of(run, trial));
                }
            }
        var counted = tallies.SelectMany(t => Ordered(t.Value).Select(c => c.Tally.Cell(t.Key.Detector, t.Key.Version, t.Key.Question, c.Cell))).Where(c => c.Authentic.Files + c.Manipulated.Values.Sum(m => m.Files) > 0).ToList();
        if (counted.Count == 0) throw new ErrorRateException(Codes.RatesUncounted, "The runs hold no file on which a method measured something that can stand out.");
        return new ErrorRates
        {
            Material = material, Engine = engines[0], Cells = counted,
            Sources = [.. runs.Select(r => new RateSource(r.Record.DataName, r.Record.DataHash, r.TrialsHash, r.Record.At, r.Record.Files))],
        };
    }

    /// <summary>What was done to a manipulated file: its kind, else what made it, else its label.</summary>
    internal static string ManipulationOf(Trial trial) =>
        _kinds.Select(c => trial.Columns.GetValueOrDefault(c, "")).FirstOrDefault(v => v.Length > 0) ?? "manipulated";

    /// <summary>What a trial's file is like, from its measured conditions.</summary>
    internal static Material MaterialOf(Trial trial)
    {
        var format = Enum.TryParse<MediaFormat>(trial.Columns.GetValueOrDefault("media.format"), out var known) ? known : MediaFormat.Unknown;
        return new Material(format.Kind(), format, Number(trial, "condition.jpeg-quality"), Number(trial, "condition.megapixels"));
    }

    // A method that only describes measured, and can raise no alarm.
    private static bool Counts(Trial trial) =>
        trial.DetectorId != Trial.Fusion && !(trial.State == FindingState.Measured && trial.StandsOut is null)
        && (trial.Manipulated || trial.Question != Question.History || SourceGroups.ParentOf(trial) is null);

    private static IEnumerable<(MaterialCell Cell, CellTally Tally)> Ordered(Dictionary<MaterialCell, CellTally> cells) =>
        cells.OrderBy(c => c.Key.Kind).ThenBy(c => c.Key.Format is null).ThenBy(c => c.Key.Format).ThenBy(c => At(MaterialBand.Qualities, c.Key.Quality)).ThenBy(c => At(MaterialBand.Sizes, c.Key.Size)).Select(c => (c.Key, c.Value));

    private static double At(IReadOnlyList<MaterialBand> bands, string? name) => bands.FirstOrDefault(b => b.Name == name)?.From ?? double.PositiveInfinity;

    private static double? Number(Trial trial, string column) =>
        double.TryParse(trial.Columns.GetValueOrDefault(column), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;
}

/// <summary>What one detector did on one class of material, as it is counted.</summary>
internal sealed class CellTally
{
    private readonly RateTally _authentic = new();
    private readonly SortedDictionary<string, RateTally> _manipulated = new(StringComparer.Ordinal);

    internal void Add(Trial trial, Material like, int group)
    {
        var tally = _authentic;
        if (trial.Manipulated && !_manipulated.TryGetValue(RateTable.ManipulationOf(trial), out tally)) _manipulated[RateTable.ManipulationOf(trial)] = tally = new RateTally();
        tally.Add(trial, like, group);
    }

    internal RateCell Cell(string detector, string version, Question question, MaterialCell cell) =>
        new(detector, version, question, cell, _authentic.Count(), new SortedDictionary<string, RateCount>(_manipulated.ToDictionary(m => m.Key, m => m.Value.Count()), StringComparer.Ordinal));
}

/// <summary>Files of one truth and their events.</summary>
internal sealed class RateTally
{
    private readonly List<(int Group, bool Event, Material Like)> _measured = [];
    private int _silent;

    internal void Add(Trial trial, Material like, int group)
    {
        if (trial.State == FindingState.Measured) _measured.Add((group, trial.StandsOut == true, like));
        else _silent++;
    }

    internal RateCount Count()
    {
        var numbers = _measured.Select(m => m.Group).Distinct().Select((g, i) => (g, i)).ToDictionary(p => p.g, p => p.i);
        if (numbers.Count == 0) return new RateCount(0, 0, _silent, 0, 0, 1, false, new MaterialSpan(null, null, null, null));
        var rate = ClusteredRate.Of([.. _measured.Select(m => m.Event)], [.. _measured.Select(m => numbers[m.Group])]).At(0.95);
        var (qualities, sizes) = (_measured.Select(m => m.Like.Quality).OfType<double>().ToList(), _measured.Select(m => m.Like.Megapixels).OfType<double>().ToList());
        return new RateCount(_measured.Count, numbers.Count, _silent, _measured.Count(m => m.Event), Outwards(rate.Lower, Math.Floor), Outwards(rate.Upper, Math.Ceiling), numbers.Count >= ErrorRates.FewestGroups,
            new MaterialSpan(Least(qualities), Most(qualities), Least(sizes), Most(sizes)));
    }


    // To four digits and outwards, so that what is written never promises more than what was computed.
    private static double Outwards(double bound, Func<double, double> rounding) => Math.Clamp(rounding(bound * 10_000) / 10_000, 0, 1);

    private static double? Least(List<double> values) => values.Count == 0 ? null : values.Min();

    private static double? Most(List<double> values) => values.Count == 0 ? null : values.Max();
}
