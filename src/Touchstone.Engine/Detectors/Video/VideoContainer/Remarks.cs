using System.Globalization;
using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Detectors.Video.VideoContainer;

/// <summary>What the rules found so far, and where in time.</summary>
internal sealed class Remarks
{
    // A hostile table could break one rule a hundred thousand times.
    private const int MaximumPerRule = 20;

    private readonly List<Observation> _observations = [];
    private readonly List<Interval> _intervals = [];

    internal IReadOnlyList<Observation> Observations => _observations;

    internal IReadOnlyList<Interval> Intervals => _intervals;

    internal void Note(string rule, FormattableString text, string innocent, long? offset) => Add(rule, Weight.Note, text, innocent, offset);

    internal void Anomaly(string rule, FormattableString text, string innocent, long? offset) => Add(rule, Weight.Anomaly, text, innocent, offset);

    internal void Contradiction(string rule, FormattableString text, string innocent, long? offset) => Add(rule, Weight.Contradiction, text, innocent, offset);

    internal void Where(double start, double end, FormattableString label)
    {
        if (_intervals.Count < MaximumPerRule * 3) _intervals.Add(new Interval(start, end, label.ToString(CultureInfo.InvariantCulture)));
    }

    private void Add(string rule, Weight weight, FormattableString text, string innocent, long? offset)
    {
        if (_observations.Count(o => o.Rule == rule) < MaximumPerRule)
            _observations.Add(new Observation(rule, weight, text.ToString(CultureInfo.InvariantCulture), innocent, offset));
    }
}
