namespace Touchstone.Evaluation.Drift;

/// <summary>Where a Page–Hinkley test stands.</summary>
/// <param name="Up">Cumulative sum against a rise.</param>
/// <param name="Down">Cumulative sum against a fall.</param>
/// <param name="Count">Events so far.</param>
/// <param name="Since">Events since both sums were last 0.</param>
public sealed record PageHinkleyState(double Up, double Down, long Count, long Since);

/// <summary>What a Page–Hinkley test compares with.</summary>
/// <param name="Mean">Mean of the reference.</param>
/// <param name="Deviation">Standard deviation of the reference, &gt; 0.</param>
/// <param name="Allowance">k, half the shift that shall be found, in deviations, ≥ 0.</param>
/// <param name="Limit">h, in deviations, &gt; 0.</param>
public sealed record PageHinkleyTerms(double Mean, double Deviation, double Allowance = 0.25, double Limit = 10);

/// <summary>
/// Whether a mean has moved: handling time, latency, a score (Page 1954; Hinkley 1971). Values are standardised by the reference; both
/// sums S ← max(0, S ± z − k) alarm at h. The greatest excess of a cumulative sum over its least value so far, as the test is often
/// written, is the same number.
/// </summary>
public sealed class PageHinkley
{
    private readonly PageHinkleyTerms _terms;
    private double _rising, _falling;
    private long _count, _since;

    /// <summary>Prepares.</summary>
    /// <param name="name">What is watched.</param>
    /// <param name="terms">The reference, what shall be found, and the limit.</param>
    /// <param name="state">Where to go on, or null to start.</param>
    public PageHinkley(string name, PageHinkleyTerms terms, PageHinkleyState? state = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (!(terms.Deviation > 0)) throw new ArgumentException("The deviation is above 0.", nameof(terms));
        if (!(terms.Limit > 0) || !(terms.Allowance >= 0)) throw new ArgumentException("h > 0, k ≥ 0.", nameof(terms));
        (Name, _terms) = (name, terms);
        var one = RunLength.Gaussian(terms.Allowance, terms.Limit);
        RunLengthInControl = RunLength.TwoSided(one, one);
        if (state is not null) (_rising, _falling, _count, _since) = (state.Up, state.Down, state.Count, state.Since);
    }

    /// <summary>What is watched.</summary>
    public string Name { get; }

    /// <summary>ARL₀, if values are normal and independent as in the reference; heavy tails shorten it.</summary>
    public double RunLengthInControl { get; }

    /// <summary>Where it stands.</summary>
    public PageHinkleyState State => new(_rising, _falling, _count, _since);

    /// <summary>Takes one value; the alarm it raises, or null. NaN is passed over.</summary>
    public DriftAlarm? Add(double value)
    {
        if (double.IsNaN(value)) return null;
        _count++;
        var z = (value - _terms.Mean) / _terms.Deviation;
        _rising = Math.Max(0, _rising + z - _terms.Allowance);
        _falling = Math.Max(0, _falling - z - _terms.Allowance);
        _since = _rising > 0 || _falling > 0 ? _since + 1 : 0;
        if (Math.Max(_rising, _falling) < _terms.Limit) return null;
        var alarm = DriftAlarm.OfRun(Name, "page-hinkley", _rising >= _falling ? _rising : -_falling, _terms.Limit, RunLengthInControl, _since, _count);
        (_rising, _falling, _since) = (0, 0, 0);
        return alarm;
    }
}
