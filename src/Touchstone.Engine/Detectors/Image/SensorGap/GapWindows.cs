using Touchstone.Engine.Devices;
using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Detectors.Image.SensorGap;

/// <summary>Windows of a matched picture held against what they should show of the fingerprint.</summary>
internal sealed class GapWindows
{
    // A window speaks where an absent fingerprint would lie three deviations below what is expected.
    private const double LeastPower = 3;

    // Reliability is full at twice that.
    private const double FullPower = 6;

    // Missing means that less than half of what is expected is there.
    private const double MostShare = 0.5;

    private const double MedianOfHalfNormal = 0.674489750196;
    private readonly CorrelationPredictor _predictor;

    private GapWindows(LocalCorrelation local, CorrelationPredictor predictor, double gain)
    {
        (Wide, High, Gain, _predictor) = (local.Wide, local.High, gain, predictor);
        Log10Nfa = new float[Wide * High];
        Reliability = new float[Wide * High];
        Share = new float[Wide * High];
    }

    internal int Wide { get; }

    internal int High { get; }

    /// <summary>How much of the expected correlation the picture shows as a whole.</summary>
    internal double Gain { get; }

    /// <summary>How much wider the picture's own windows scatter than the references foretell, ≥ 1.</summary>
    internal double Widening { get; private set; } = 1;

    /// <summary>Windows that speak.</summary>
    internal int Speaking { get; private set; }

    /// <summary>log10 of the number of windows expected to fall so short by chance; NaN where the window does not speak.</summary>
    internal float[] Log10Nfa { get; }

    /// <summary>Measured over expected correlation; NaN where the window does not speak.</summary>
    internal float[] Share { get; }

    /// <summary>0 to 1.</summary>
    internal float[] Reliability { get; }

    internal static GapWindows Test(LocalCorrelation local, CorrelationPredictor predictor)
    {
        var windows = new List<(double Measured, double Expected)>(local.Wide * local.High);
        for (var row = 0; row < local.High; row++)
            for (var column = 0; column < local.Wide; column++)
            {
                var (correlation, features) = local.Window(column, row);
                windows.Add((correlation, predictor.Expected(features)));
            }
        var gain = CorrelationPredictor.Gain(windows);
        var result = new GapWindows(local, predictor, gain);
        result.Widening = result.OwnScatter(windows);
        result.Judge(windows);
        return result;
    }

    // The picture's own scatter counts where it is wider than the references'. Windows that show more than expected tell it: a changed part only takes away.
    private double OwnScatter(List<(double Measured, double Expected)> windows)
    {
        float[] excess = [.. windows.Select(w => (float)((w.Measured - Gain * w.Expected) / _predictor.Spread(Gain * w.Expected))).Where(z => z > 0)];
        return excess.Length == 0 ? 1 : Math.Max(1, OrderStatistics.Median(excess) / MedianOfHalfNormal);
    }

    private void Judge(List<(double Measured, double Expected)> windows)
    {
        Speaking = windows.Count(w => Power(w.Expected) >= LeastPower);
        for (var i = 0; i < windows.Count; i++)
        {
            var (measured, expected) = (windows[i].Measured, Gain * windows[i].Expected);
            if (Power(windows[i].Expected) < LeastPower)
            {
                (Log10Nfa[i], Share[i]) = (float.NaN, float.NaN);
                continue;
            }
            Share[i] = (float)(measured / expected);
            Reliability[i] = (float)Math.Min(1, Power(windows[i].Expected) / FullPower);
            // Every window that speaks is a test; neighbours share pixels, so this overstates their number.
            var nfa = (Math.Log(Speaking) + Normal.LogUpperTail((expected - measured) / Spread(expected))) / SpecialFunctions.Ln10;
            Log10Nfa[i] = measured < MostShare * expected ? (float)Math.Min(0, nfa) : 0;
        }
    }

    private double Spread(double expected) => Widening * _predictor.Spread(expected);

    // What absence would fall short by, in deviations of a window that should show the fingerprint.
    private double Power(double expected) => Gain * expected / Spread(Gain * expected);
}
