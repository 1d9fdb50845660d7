using Touchstone.Media.Pixels;
using Touchstone.Numerics;
using Touchstone.Numerics.Planes;

namespace Touchstone.Engine.Detectors.Image.ResampledPatch;

/// <summary>
/// Windows whose second differences are periodic with one and the same frequency along lines and along columns, more than the windows
/// of this picture are at that frequency. NFA = windows · frequencies · P[both agreements ≥ the lesser] = windows · frequencies · e^(−2·lesser).
/// </summary>
internal sealed class PeriodicWindows
{
    // Beyond four million pixels every other place is enough: windows still overlap by half.
    private const int FineStep = 32, CoarseStep = 64, FinePixels = 4_000_000;

    // Where the usual agreement of all windows at a frequency is more than half above chance, the trace is the whole picture's and no window's.
    private const float MostCommon = 1.5f;

    // The median of Exp(1).
    private const float Ln2 = 0.6931472f;

    private readonly float[] _down, _across;
    private readonly bool[] _speaks, _everywhere;
    private readonly int[] _bins;

    private PeriodicWindows(int wide, int high, int step, int[] bins)
    {
        (Wide, High, Step, _bins) = (wide, high, step, bins);
        _everywhere = new bool[bins.Length];
        _across = new float[wide * high * bins.Length];
        _down = new float[_across.Length];
        _speaks = new bool[wide * high];
        Log10Nfa = new float[wide * high];
        Bin = new int[wide * high];
    }

    internal int Wide { get; }

    internal int High { get; }

    /// <summary>Distance of windows, pixels.</summary>
    internal int Step { get; }

    /// <summary>log10 NFA of each window [High, Wide]; NaN where it cannot speak.</summary>
    internal float[] Log10Nfa { get; }

    /// <summary>Bin of each window's best frequency.</summary>
    internal int[] Bin { get; }

    /// <summary>Windows that speak.</summary>
    internal int Speaking { get; private set; }

    /// <summary>Frequencies left out because the whole picture has them.</summary>
    internal int Everywhere => _everywhere.Count(e => e);

    /// <summary>Tests made: windows times frequencies.</summary>
    internal int Tests => Speaking * (_bins.Length - Everywhere);

    /// <summary>Frequencies read.</summary>
    internal int Frequencies => _bins.Length;

    internal static PeriodicWindows Find(Plane luma, int block, CancellationToken cancel)
    {
        var bins = WindowSpectra.BinsFor(block);
        var step = (long)luma.Width * luma.Height > FinePixels ? CoarseStep : FineStep;
        var across = new float[luma.Height / WindowSpectra.Strip * luma.Width];
        var down = new float[luma.Width / WindowSpectra.Strip * luma.Height];
        SecondDifferences.Sum(luma.Samples, luma.Width, WindowSpectra.Strip, SecondDifferences.Edge, across, down);
        var windows = new PeriodicWindows((luma.Width - WindowSpectra.Side) / step + 1, (luma.Height - WindowSpectra.Side) / step + 1, step, bins);
        windows.Agree(WindowSpectra.Of(across, luma.Width, step, bins, cancel), WindowSpectra.Of(down, luma.Height, step, bins, cancel));
        windows.FindEverywhere(windows._across);
        windows.FindEverywhere(windows._down);
        windows.Judge();
        return windows;
    }

    private void Agree(WindowSpectra across, WindowSpectra down)
    {
        var (bins, strips) = (_bins.Length, Step / WindowSpectra.Strip);
        for (var row = 0; row < High; row++)
            for (var column = 0; column < Wide; column++)
            {
                var i = row * Wide + column;
                Span<float> a = _across.AsSpan(i * bins, bins), d = _down.AsSpan(i * bins, bins);
                _speaks[i] = across.Agreement(row * strips, column, a) & down.Agreement(column * strips, row, d);
                if (!_speaks[i]) continue;
                Speaking++;
                Lower(a);
                Lower(d);
            }
    }

    // An edge through all strips agrees at all frequencies: the window's own level counts where it is above chance.
    private static void Lower(Span<float> agreement)
    {
        var level = OrderStatistics.Median(agreement.ToArray()) / Ln2;
        if (level <= 1) return;
        foreach (ref var value in agreement) value /= level;
    }

    private void FindEverywhere(float[] agreement)
    {
        var bins = _bins.Length;
        var values = new float[Speaking];
        for (var b = 0; b < bins && Speaking > 0; b++)
        {
            var n = 0;
            for (var i = 0; i < _speaks.Length; i++)
                if (_speaks[i]) values[n++] = agreement[i * bins + b];
            var level = OrderStatistics.Median(values) / Ln2;
            if (level > MostCommon) _everywhere[b] = true;
            else if (level > 1)
                for (var i = 0; i < _speaks.Length; i++) agreement[i * bins + b] /= level;
        }
    }

    private void Judge()
    {
        var bins = _bins.Length;
        var tests = Math.Log10(Math.Max(1, Tests));
        for (var i = 0; i < _speaks.Length; i++)
        {
            Log10Nfa[i] = float.NaN;
            if (!_speaks[i]) continue;
            var best = 0f;
            for (var b = 0; b < bins; b++)
            {
                var lesser = _everywhere[b] ? 0 : Math.Min(_across[i * bins + b], _down[i * bins + b]);
                if (lesser > best) (best, Bin[i]) = (lesser, _bins[b]);
            }
            Log10Nfa[i] = (float)(tests - 2 * best / Math.Log(10));
        }
    }
}
