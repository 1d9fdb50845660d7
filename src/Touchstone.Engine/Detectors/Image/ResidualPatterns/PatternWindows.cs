using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.ResidualPatterns;

/// <summary>The patterns of every window of 4×4 cells as a point of few dimensions.</summary>
internal sealed class PatternWindows
{
    /// <summary>Edge of a window, cells.</summary>
    internal const int Side = 4;

    /// <summary>Principal components kept. The experiment of the method card: 4, 8 and 16 hardly differ.</summary>
    internal const int Components = 8;

    // A window in which nine of ten patterns are flat shows no residual: clipped, smoothed or empty.
    private const double MostFlat = 0.9;

    // The components and the model are fitted to at most so many windows, evenly spread.
    private const int MostFitted = 2048;

    private PatternWindows(int wide, int high)
    {
        (Wide, High) = (wide, high);
        Usable = new bool[wide * high];
        Points = new double[wide * high * Components];
    }

    internal int Wide { get; }

    internal int High { get; }

    /// <summary>Whether a window shows a residual.</summary>
    internal bool[] Usable { get; }

    /// <summary>Points [High·Wide, 8]; of windows that are not usable, 0.</summary>
    internal double[] Points { get; }

    /// <summary>Windows that the model is fitted to.</summary>
    internal int[] Fitted { get; private set; } = [];

    /// <summary>Part of the variance of the features that the points keep.</summary>
    internal double KeptShare { get; private set; }

    internal static PatternWindows Of(PatternCounts counts, int leastUsable, CancellationToken cancel)
    {
        var windows = new PatternWindows(Math.Max(0, counts.Wide - Side + 1), Math.Max(0, counts.High - Side + 1));
        var features = windows.Features(counts, cancel);
        int[] usable = [.. Enumerable.Range(0, windows.Usable.Length).Where(i => windows.Usable[i])];
        if (usable.Length < leastUsable) return windows;
        var step = (usable.Length + MostFitted - 1) / MostFitted;
        windows.Fitted = [.. usable.Where((_, place) => place % step == 0)];
        windows.Project(features, usable, cancel);
        return windows;
    }

    // Square roots of shares: the spread of each is then about the same, whatever the share (Cozzolino et al. 2015, section II).
    private float[] Features(PatternCounts counts, CancellationToken cancel)
    {
        const int n = PatternCounts.Features, half = PatternCounts.Classes;
        var features = new float[Usable.Length * n];
        Span<int> sums = stackalloc int[n];
        for (var window = 0; window < Usable.Length; window++)
        {
            cancel.ThrowIfCancellationRequested();
            sums.Clear();
            for (var cell = 0; cell < Side * Side; cell++)
            {
                var from = ((window / Wide + cell / Side) * counts.Wide + window % Wide + cell % Side) * n;
                for (var k = 0; k < n; k++) sums[k] += counts.Values[from + k];
            }
            double along = 0, across = 0;
            for (var k = 0; k < half; k++) (along, across) = (along + sums[k], across + sums[half + k]);
            Usable[window] = along > 0 && across > 0 && sums[PatternCounts.Flat] <= MostFlat * along && sums[half + PatternCounts.Flat] <= MostFlat * across;
            if (!Usable[window]) continue;
            for (var k = 0; k < n; k++) features[window * n + k] = (float)Math.Sqrt(sums[k] / (k < half ? along : across));
        }
        return features;
    }

    private void Project(float[] features, int[] usable, CancellationToken cancel)
    {
        const int n = PatternCounts.Features;
        double[] mean = new double[n], matrix = new double[n * n], values = new double[n], vectors = new double[n * n], centred = new double[n];
        foreach (var window in Fitted)
            for (var k = 0; k < n; k++) mean[k] += features[window * n + k] / Fitted.Length;
        foreach (var window in Fitted)
        {
            for (var k = 0; k < n; k++) centred[k] = features[window * n + k] - mean[k];
            for (var i = 0; i < n; i++)
                for (var j = i; j < n; j++) matrix[i * n + j] += centred[i] * centred[j] / Fitted.Length;
        }
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++) matrix[i * n + j] = matrix[j * n + i];
        cancel.ThrowIfCancellationRequested();
        SymmetricEigen.Decompose(matrix, n, values, vectors);
        KeptShare = values.Take(Components).Sum() / Math.Max(values.Sum(), double.Epsilon);
        foreach (var window in usable)
            for (var c = 0; c < Components; c++)
            {
                var sum = 0.0;
                for (var k = 0; k < n; k++) sum += vectors[c * n + k] * (features[window * n + k] - mean[k]);
                Points[window * Components + c] = sum;
            }
    }
}
