namespace Touchstone.Evaluation.Drift;

/// <summary>A statistic passed its limit, with what that is claimed to mean.</summary>
/// <param name="Feature">What is watched.</param>
/// <param name="Statistic">Which statistic: "psi", "ks", "chi-squared", "missing", "page-hinkley", "cusum", "spiegelhalter", "recalibration", "martingale".</param>
/// <param name="Value">Its value.</param>
/// <param name="Limit">The limit it passed, same unit.</param>
/// <param name="FalseAlarmRate">Claimed probability of a false alarm, of one window or, for a martingale, of a whole episode; NaN where <paramref name="RunLength"/> is claimed.</param>
/// <param name="RunLength">Claimed mean number of events to a false alarm (ARL₀); NaN where <paramref name="FalseAlarmRate"/> is claimed.</param>
/// <param name="Window">Events behind the statistic.</param>
/// <param name="At">Number of the event that raised it, from 1.</param>
public sealed record DriftAlarm(string Feature, string Statistic, double Value, double Limit, double FalseAlarmRate, double RunLength, long Window, long At)
{
    internal static DriftAlarm OfWindow(string feature, string statistic, double value, double limit, double rate, long window, long at) => new(feature, statistic, value, limit, rate, double.NaN, window, at);

    internal static DriftAlarm OfRun(string feature, string statistic, double value, double limit, double run, long window, long at) => new(feature, statistic, value, limit, double.NaN, run, window, at);
}
