using System.Globalization;
using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.GateReports;

/// <summary>Figures as reports print them: three decimals, the interval always beside the value.</summary>
internal static class Numbers
{
    internal static string Of(double value) => double.IsNaN(value) ? "–" : double.IsInfinity(value) ? value > 0 ? "∞" : "−∞"
        : value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.0" : value != 0 && Math.Abs(value) < 0.01 ? "0.0000" : "0.000", CultureInfo.InvariantCulture).Replace('-', '−');

    internal static string Of(Estimate figure) => figure.N == 0 ? "–" : double.IsNaN(figure.Lower) ? Of(figure.Value) : $"{Of(figure.Value)} [{Of(figure.Lower)}, {Of(figure.Upper)}]";

    internal static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Percent(double share) => (share * 100).ToString("0.####", CultureInfo.InvariantCulture) + " %";
}
