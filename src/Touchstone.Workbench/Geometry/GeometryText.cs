using System.Globalization;

namespace Touchstone.Workbench.Geometry;

/// <summary>Numbers of an answer as a person reads them.</summary>
internal static class GeometryText
{
    // Below this the laws themselves are not known so well that a smaller number would say more.
    private const double LeastChance = 1e-16;

    /// <summary>A chance in two digits.</summary>
    internal static string Chance(double chance) => chance < LeastChance ? $"at most {Number(chance)}" : Number(chance);

    /// <summary>A bound of a chance in two digits.</summary>
    internal static string ChanceAtMost(double chance) => $"at most {Number(chance)}";

    /// <summary>1st, 2nd, 3rd, 4th …</summary>
    internal static string Ordinal(int number) => (number % 100, number % 10) switch
    {
        (11 or 12 or 13, _) => $"{number}th",
        (_, 1) => $"{number}st",
        (_, 2) => $"{number}nd",
        (_, 3) => $"{number}rd",
        _ => $"{number}th",
    };

    /// <summary>A length with its unit.</summary>
    internal static string Pixels(double length) => string.Create(CultureInfo.InvariantCulture, $"{length:0.##} {(length == 1 ? "pixel" : "pixels")}");

    private static string Number(double chance)
    {
        var shown = Math.Clamp(chance, LeastChance, 1);
        if (shown < 0.001) return shown.ToString("0.#e-0", CultureInfo.InvariantCulture);
        return Math.Round(shown, 1 - (int)Math.Floor(Math.Log10(shown))).ToString(CultureInfo.InvariantCulture);
    }
}
