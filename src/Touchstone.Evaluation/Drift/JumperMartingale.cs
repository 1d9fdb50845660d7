using Touchstone.Numerics;

namespace Touchstone.Evaluation.Drift;

/// <summary>Where a martingale stands.</summary>
/// <param name="Count">Events so far.</param>
/// <param name="Episode">Values of the running episode, ascending.</param>
/// <param name="Capital">Capital of the three bets: on small p-values, on neither, on large ones.</param>
/// <param name="Alarmed">Whether the episode has alarmed.</param>
public sealed record MartingaleState(long Count, double[] Episode, double[] Capital, bool Alarmed);

/// <summary>What a martingale claims and how long an episode is.</summary>
/// <param name="Alpha">α, 0–1.</param>
/// <param name="Episode">Events of an episode, 1 to 20,000.</param>
/// <param name="Seed">Seed of the tie breaking.</param>
public sealed record MartingaleTerms(double Alpha = 0.001, int Episode = 2_000, ulong Seed = 1);

/// <summary>
/// Conformal test martingale, Simple Jumper (Vovk et al. 2021): bets against exchangeability with the reference, and may be looked at after every
/// event. Capital of 1/α is reached with probability at most α within an episode while nothing changed (Ville 1939).
/// </summary>
/// <remarks>
/// Each value is ranked among the reference and the values of its own episode, ties broken by chance, which makes p-values independent and
/// uniform under exchangeability. The episode ends after a set number of events, so that memory is bounded; the claim is per episode.
/// </remarks>
public sealed class JumperMartingale
{
    // Share of the capital that changes its bet before each event, as the paper has it.
    private const double Jump = 0.01;

    private readonly string _name;
    private readonly double[] _reference;
    private readonly MartingaleTerms _terms;
    private readonly List<double> _episode;
    private readonly double[] _capital;
    private long _count;
    private bool _alarmed;

    /// <summary>Prepares.</summary>
    /// <param name="name">What is watched.</param>
    /// <param name="reference">Its reference.</param>
    /// <param name="terms">What is claimed.</param>
    /// <param name="state">Where to go on, or null to start.</param>
    public JumperMartingale(string name, NumberReference reference, MartingaleTerms terms, MartingaleState? state = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(terms);
        if (!(terms.Alpha is > 0 and < 1)) throw new ArgumentException("0 < α < 1.", nameof(terms));
        if (terms.Episode is < 1 or > 20_000) throw new ArgumentException("An episode has from 1 to 20,000 events.", nameof(terms));
        (_name, _reference, _terms) = (name, reference.Sorted, terms);
        if (state is not null && (state.Episode.Length >= terms.Episode || state.Capital.Length != 3)) throw new ArgumentException("The state is of another episode.", nameof(state));
        (_episode, _capital) = (state is null ? new List<double>(terms.Episode) : [.. state.Episode], state is null ? Equal() : (double[])state.Capital.Clone());
        (_count, _alarmed) = (state?.Count ?? 0, state?.Alarmed ?? false);
    }

    /// <summary>Where it stands.</summary>
    public MartingaleState State => new(_count, [.. _episode], (double[])_capital.Clone(), _alarmed);

    /// <summary>Capital of all bets; 1 at the start of an episode.</summary>
    public double Capital => _capital[0] + _capital[1] + _capital[2];

    /// <summary>Takes one value; the alarm it raises (once an episode), or null. NaN is passed over.</summary>
    public DriftAlarm? Add(double value)
    {
        if (double.IsNaN(value)) return null;
        _count++;
        var p = PValue(value);
        var all = Capital;
        for (var bet = 0; bet < 3; bet++)
            _capital[bet] = ((1 - Jump) * _capital[bet] + Jump * all / 3) * (1 + (bet - 1) * (p - 0.5));
        var alarm = !_alarmed && Capital >= 1 / _terms.Alpha ? DriftAlarm.OfWindow(_name, "martingale", Capital, 1 / _terms.Alpha, _terms.Alpha, _episode.Count, _count) : null;
        _alarmed |= alarm is not null;
        if (_episode.Count == _terms.Episode)
        {
            _episode.Clear();
            Equal().CopyTo(_capital, 0);
            _alarmed = false;
        }
        return alarm;
    }

    // The share of all values so far, this one included, that are greater, equal ones counted in part by chance.
    private double PValue(double value)
    {
        var (greater, equal) = (0, 1);
        foreach (var sorted in (IReadOnlyList<double>[])[_reference, _episode])
        {
            var (first, past) = (Rank(sorted, value), Rank(sorted, Math.BitIncrement(value)));
            (greater, equal) = (greater + sorted.Count - past, equal + past - first);
        }
        _episode.Insert(Rank(_episode, value), value);
        // Chance of its own for each event, so that a restart needs no state of a generator.
        var part = new Seeded(_terms.Seed + (ulong)_count).NextUnit();
        return (greater + part * equal) / (_reference.Length + _episode.Count);
    }

    private static int Rank(IReadOnlyList<double> sorted, double value)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static double[] Equal() => [1.0 / 3, 1.0 / 3, 1.0 / 3];
}
