using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>What one detector said of many pictures, with what each picture shares with others.</summary>
internal sealed class AlarmTally
{
    private readonly List<bool> _alarms = [];
    private readonly List<string> _clusters = [];

    /// <summary>Pictures that it did not measure.</summary>
    internal int Abstained { get; private set; }

    /// <summary>Pictures that it failed on.</summary>
    internal int Failed { get; private set; }

    /// <summary>Pictures asked about.</summary>
    internal int Asked => _alarms.Count;

    internal void Add(Finding finding, string cluster)
    {
        _alarms.Add(MaterialFigures.Alarms(finding) == true);
        _clusters.Add(cluster);
        if (finding.State == FindingState.NotApplicable) Abstained++;
        if (finding.State == FindingState.Failed) Failed++;
    }

    /// <summary>One picture under the bench as a whole: an alarm where any detector raises one, measured where any that can alarm did.</summary>
    internal void AddAny(IEnumerable<Finding> findings, string cluster)
    {
        bool[] said = [.. findings.Select(MaterialFigures.Alarms).OfType<bool>()];
        _alarms.Add(said.Contains(true));
        _clusters.Add(cluster);
        if (said.Length == 0) Abstained++;
    }

    /// <summary>Alarms as a share of all pictures asked about.</summary>
    internal Estimate Rate()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] clusters = [.. _clusters.Select(c => numbers.TryGetValue(c, out var n) ? n : numbers[c] = numbers.Count)];
        return ClusteredRate.Of(_alarms.ToArray(), clusters).At(0.95);
    }

    /// <summary>"abstains 0.21 of 205" and what failed.</summary>
    internal string Coverage() => $"abstains {(double)Abstained / Math.Max(1, Asked):0.00}{(Failed > 0 ? $", failed {Failed}" : "")}; {_alarms.Count(a => a)} alarms, {_clusters.Distinct().Count()} groups";
}
