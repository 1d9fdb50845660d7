using Touchstone.Evaluation.Thresholds;

namespace Touchstone.Evaluation.Drift;

/// <summary>When a window is said to differ from the reference.</summary>
public sealed record DriftTerms
{
    /// <summary>Events of a window, ≥ 50; windows follow each other without overlap.</summary>
    public int Window { get; init; } = 500;

    /// <summary>α of each feature's PSI in each window, 0–1.</summary>
    public double PsiAlpha { get; init; } = 0.002;

    /// <summary>PSI below this is no alarm, however many events there are.</summary>
    public double PsiFloor { get; init; } = 0.02;

    /// <summary>q of all other tests of a window together (Benjamini–Hochberg), 0–1.</summary>
    public double DiscoveryRate { get; init; } = 0.005;

    /// <summary>Wasserstein-1 distance in reference deviations below which a Kolmogorov–Smirnov result is no alarm.</summary>
    public double ShiftFloor { get; init; } = 0.1;
}

/// <summary>Where a monitor stands: the events of the window that is not full yet, and counts.</summary>
/// <param name="Count">Events so far.</param>
/// <param name="Filled">Events in the window.</param>
/// <param name="Numbers">For each number feature, its values in the window that are there.</param>
/// <param name="Categories">For each category feature, its counts in the window.</param>
public sealed record DriftState(long Count, int Filled, IReadOnlyList<double[]> Numbers, IReadOnlyList<int[]> Categories)
{
    /// <summary>The state as bytes; equal states give equal bytes.</summary>
    public byte[] Save() => CanonicalJson.Write(this);

    /// <summary>The state of bytes that <see cref="Save"/> gave.</summary>
    /// <exception cref="System.Text.Json.JsonException">The bytes are no state.</exception>
    public static DriftState Restore(ReadOnlySpan<byte> saved) => CanonicalJson.Read<DriftState>(saved);
}

/// <summary>Watches what comes in, window by window: numbers (brightness, blur, signal-to-noise ratio, scores) by PSI and Kolmogorov–Smirnov with the Wasserstein distance, categories (camera, codec) and missing values by χ².</summary>
/// <remarks>It holds one window and the reference, whatever the number of events; it has no clock, and goes on from its state as if it had never stopped.</remarks>
public sealed class DriftMonitor
{
    private readonly IReadOnlyList<NumberReference> _numbers;
    private readonly IReadOnlyList<CategoryReference> _categories;
    private readonly DriftTerms _terms;
    private readonly double[][] _values;
    private readonly int[] _present;
    private readonly int[][] _counts;
    private long _count;
    private int _filled;

    /// <summary>Prepares.</summary>
    /// <param name="numbers">References of number features.</param>
    /// <param name="categories">References of category features.</param>
    /// <param name="terms">When to alarm.</param>
    /// <param name="state">Where to go on, or null to start.</param>
    /// <exception cref="ArgumentException">The terms are out of range, or the state is of other features or another window.</exception>
    public DriftMonitor(IReadOnlyList<NumberReference> numbers, IReadOnlyList<CategoryReference> categories, DriftTerms terms, DriftState? state = null)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(categories);
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Window < 50) throw new ArgumentException("A window has at least 50 events.", nameof(terms));
        (_numbers, _categories, _terms) = (numbers, categories, terms);
        _values = [.. numbers.Select(_ => new double[terms.Window])];
        _present = new int[numbers.Count];
        _counts = [.. categories.Select(c => new int[c.Counts.Length])];
        if (state is not null) Resume(state);
    }

    /// <summary>Where it stands; a new monitor made with it goes on as this one would.</summary>
    public DriftState State => new(_count, _filled, [.. _values.Select((v, f) => v[.._present[f]])], [.. _counts.Select(c => (int[])c.Clone())]);

    /// <summary>Takes one event; the alarms of the window it completes, else none.</summary>
    /// <param name="numbers">One value for each number feature; NaN = missing.</param>
    /// <param name="categories">One value for each category feature.</param>
    public IReadOnlyList<DriftAlarm> Add(ReadOnlySpan<double> numbers, ReadOnlySpan<string> categories)
    {
        if (numbers.Length != _numbers.Count || categories.Length != _categories.Count) throw new ArgumentException("One value for each feature.", nameof(numbers));
        for (var f = 0; f < numbers.Length; f++)
            if (!double.IsNaN(numbers[f])) _values[f][_present[f]++] = numbers[f];
        for (var f = 0; f < categories.Length; f++) _counts[f][Category(_categories[f], categories[f])]++;
        _count++;
        if (++_filled < _terms.Window) return [];
        var alarms = Judge();
        _filled = 0;
        Array.Clear(_present);
        foreach (var counts in _counts) Array.Clear(counts);
        return alarms;
    }

    private List<DriftAlarm> Judge()
    {
        var alarms = new List<DriftAlarm>();
        var tests = new List<(double PValue, bool Large, DriftAlarm Alarm)>();
        for (var f = 0; f < _numbers.Count; f++)
        {
            var reference = _numbers[f];
            if (reference.Missing > 0 || _present[f] < _terms.Window) tests.Add(Test(reference.Name, "missing", [reference.Sorted.Length, reference.Missing], [_present[f], _terms.Window - _present[f]]));
            // Fewer than ten values in a bin say nothing about its share.
            if (_present[f] < 10 * reference.Counts.Length) continue;
            var window = _values[f].AsSpan(0, _present[f]);
            window.Sort();
            if (Psi(reference, window) is { } psi) alarms.Add(psi);
            var (statistic, pValue) = Distances.KolmogorovSmirnov(reference.Sorted, window);
            var shift = Distances.Wasserstein(reference.Sorted, window) / reference.Deviation;
            tests.Add((pValue, shift >= _terms.ShiftFloor, DriftAlarm.OfWindow(reference.Name, "ks", statistic, double.NaN, _terms.DiscoveryRate, window.Length, _count)));
        }
        for (var f = 0; f < _categories.Count; f++) tests.Add(Test(_categories[f].Name, "chi-squared", _categories[f].Counts, _counts[f]));
        var falls = FalseDiscovery.Reject([.. tests.Select(t => t.PValue)], _terms.DiscoveryRate);
        alarms.AddRange(tests.Where((t, i) => falls[i] && t.Large).Select(t => t.Alarm with { Limit = _terms.DiscoveryRate }));
        return alarms;
    }

    private DriftAlarm? Psi(NumberReference reference, ReadOnlySpan<double> window)
    {
        var counts = new int[reference.Counts.Length];
        foreach (var value in window) counts[NumberReference.Bin(reference.Edges, value)]++;
        var psi = Distances.Psi(reference.Counts, counts);
        var limit = Math.Max(_terms.PsiFloor, Distances.PsiLimit(counts.Length, reference.Sorted.Length, window.Length, _terms.PsiAlpha));
        return psi > limit ? DriftAlarm.OfWindow(reference.Name, "psi", psi, limit, _terms.PsiAlpha, window.Length, _count) : null;
    }

    private (double PValue, bool Large, DriftAlarm Alarm) Test(string feature, string statistic, int[] reference, int[] window)
    {
        var (value, pValue) = Distances.Homogeneity(reference, window);
        return (pValue, Distances.Psi(reference, window) >= _terms.PsiFloor, DriftAlarm.OfWindow(feature, statistic, value, double.NaN, _terms.DiscoveryRate, _terms.Window, _count));
    }

    private static int Category(CategoryReference reference, string value)
    {
        var (low, high) = (0, reference.Categories.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(reference.Categories[middle], value);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return reference.Categories.Count;
    }

    private void Resume(DriftState state)
    {
        var fits = state.Numbers.Count == _values.Length && state.Categories.Count == _counts.Length && state.Filled >= 0 && state.Filled < _terms.Window && state.Count >= state.Filled
            && state.Numbers.All(v => v.Length <= state.Filled) && state.Categories.Zip(_counts).All(p => p.First.Length == p.Second.Length && p.First.All(c => c >= 0) && p.First.Sum(c => (long)c) == state.Filled);
        if (!fits) throw new ArgumentException("The state is of other features or another window.", nameof(state));
        (_count, _filled) = (state.Count, state.Filled);
        for (var f = 0; f < _values.Length; f++)
        {
            state.Numbers[f].CopyTo(_values[f], 0);
            _present[f] = state.Numbers[f].Length;
        }
        for (var f = 0; f < _counts.Length; f++) state.Categories[f].CopyTo(_counts[f], 0);
    }
}
