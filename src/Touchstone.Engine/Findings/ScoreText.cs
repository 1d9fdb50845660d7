using System.Globalization;

namespace Touchstone.Engine.Findings;

/// <summary>A measurement as people read it, the same on the terminal and in the report.</summary>
public static class ScoreText
{
    /// <summary>The number alone: one decimal for log10 NFA, else at most three digits after the point; thousands apart; a true minus sign.</summary>
    public static string Value(Score score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return Number(score.Value, score.Unit);
    }

    /// <summary>The detector's own threshold in the same writing, or null where it draws none.</summary>
    public static string? Threshold(Score score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return score.Threshold is { } threshold ? Number(threshold, score.Unit) : null;
    }

    /// <summary>Number and unit in reading order: "log10 NFA −4.4", "46,592 px", "1 anomaly".</summary>
    public static string Phrase(Score score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return IsFalseAlarms(score.Unit) ? $"{score.Unit} {Value(score)}" : $"{Value(score)} {Unit(score)}";
    }

    private static bool IsFalseAlarms(string unit) => unit.Contains("log10 NFA", StringComparison.Ordinal);

    /// <summary>The unit as it stands beside the number: of one, "anomaly", "grid", "level of 250".</summary>
    public static string Unit(Score score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return score.Value is not 1 ? score.Unit : score.Unit switch
        {
            "anomalies" => "anomaly",
            "properties" => "property",
            "levels of 250" => "level of 250",
            "applications" or "contradictions" or "deviations" or "grids" or "marks" or "regions" or "robust deviations" or "steps" or "traces" => score.Unit[..^1],
            _ => score.Unit,
        };
    }

    private static string Number(double value, string unit)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "no value" : value > 0 ? "∞" : "−∞";
        var size = Math.Abs(value);
        var format = IsFalseAlarms(unit) ? size >= 1000 ? "#,0" : "0.0" : size is not 0 and < 0.001 or >= 1e7 ? "0.##e+0" : size >= 1000 ? "#,0" : size >= 100 ? "0.#" : "0.###";
        var text = value.ToString(format, CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
        return text is "-0" or "-0.0" ? text[1..] : text.Replace('-', '−');
    }
}
