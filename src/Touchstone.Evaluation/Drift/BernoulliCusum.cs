namespace Touchstone.Evaluation.Drift;

/// <summary>Where a cumulative sum stands.</summary>
/// <param name="Sum">S, ≥ 0.</param>
/// <param name="Count">Events so far.</param>
/// <param name="Since">Events since S was last 0.</param>
public sealed record CusumState(double Sum, long Count, long Since);

/// <summary>
/// Cumulative sum for a rate of errors: overturned flags, misses found by audits (Page 1954; Reynolds &amp; Stoumbos 1999). S grows by ln(p₁/p₀) with each
/// error, shrinks by ln((1−p₀)/(1−p₁)) without one, never below 0, and alarms at h; after an alarm it starts again.
/// </summary>
public sealed class BernoulliCusum
{
    private readonly double _up, _down;
    private double _sum;
    private long _count, _since;

    /// <summary>Prepares.</summary>
    /// <param name="name">What is watched.</param>
    /// <param name="usual">p₀, the error rate that is in order, 0–1.</param>
    /// <param name="raised">p₁ &gt; p₀, the rate that shall be found.</param>
    /// <param name="limit">h, &gt; 0: 4 gives about 4,000 events to a false alarm for 2 % against 6 %.</param>
    /// <param name="state">Where to go on, or null to start.</param>
    public BernoulliCusum(string name, double usual, double raised, double limit, CusumState? state = null)
    {
        if (!(usual > 0 && usual < raised && raised < 1)) throw new ArgumentException("0 < p₀ < p₁ < 1.", nameof(raised));
        if (!(limit > 0)) throw new ArgumentOutOfRangeException(nameof(limit), limit, "h > 0.");
        (Name, Limit) = (name, limit);
        (_up, _down) = (Math.Log(raised / usual), Math.Log((1 - raised) / (1 - usual)));
        RunLengthInControl = RunLength.Bernoulli(usual, _up, _down, limit);
        DelayWhenRaised = RunLength.Bernoulli(raised, _up, _down, limit);
        if (state is not null) (_sum, _count, _since) = (state.Sum, state.Count, state.Since);
    }

    /// <summary>What is watched.</summary>
    public string Name { get; }

    /// <summary>h.</summary>
    public double Limit { get; }

    /// <summary>ARL₀: mean number of events to a false alarm at p₀.</summary>
    public double RunLengthInControl { get; }

    /// <summary>Mean number of events to the alarm when the rate is p₁ from the start.</summary>
    public double DelayWhenRaised { get; }

    /// <summary>Where it stands; a new one made with it goes on as this one would.</summary>
    public CusumState State => new(_sum, _count, _since);

    /// <summary>Takes one event; the alarm it raises, or null.</summary>
    /// <param name="error">Whether it was an error.</param>
    public DriftAlarm? Add(bool error)
    {
        _count++;
        _sum = Math.Max(0, _sum + (error ? _up : _down));
        _since = _sum > 0 ? _since + 1 : 0;
        if (_sum < Limit) return null;
        var alarm = DriftAlarm.OfRun(Name, "cusum", _sum, Limit, RunLengthInControl, _since, _count);
        (_sum, _since) = (0, 0);
        return alarm;
    }
}
