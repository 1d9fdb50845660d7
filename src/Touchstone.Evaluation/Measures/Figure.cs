using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Measures;

/// <summary>What a figure must reach.</summary>
/// <param name="Bound">The bound, in the figure's unit.</param>
/// <param name="AtMost">True: at most the bound; false: at least.</param>
/// <param name="Ceiling">For a target with two sides, the upper one; +∞ otherwise.</param>
public sealed record Target(double Bound, bool AtMost, double Ceiling = double.PositiveInfinity)
{
    /// <summary>At most a bound.</summary>
    public static Target NoMoreThan(double bound) => new(bound, true);

    /// <summary>At least a bound.</summary>
    public static Target NoLessThan(double bound) => new(bound, false);

    /// <summary>Between two bounds, both included.</summary>
    public static Target Within(double lowest, double highest) => new(lowest, false, highest);

    /// <summary>Cases that the target itself speaks of ("0 of 200"); 0 where it names none.</summary>
    public int Cases { get; init; }

    /// <summary>Whether a value reaches it; NaN never does.</summary>
    public bool Holds(double value) => AtMost ? value <= Bound : value >= Bound && value <= Ceiling;
}

/// <summary>One row of a measurement: <c>figure  value  [low, high]  n  target  holds|short</c>, marked where the cases do not settle it.</summary>
/// <param name="Name">What was measured, with unit.</param>
/// <param name="Value">The value with its 95 % interval and n.</param>
/// <param name="Target">What it must reach, or null for a figure that is reported only.</param>
/// <param name="Remark">What was left out or how it was taken, or "".</param>
public sealed record Figure(string Name, Estimate Value, Target? Target, string Remark = "")
{
    /// <summary>A figure that was not taken, and why.</summary>
    public static Figure Skipped(string name, string why, Target? target = null) => new(name, Estimate.Point(double.NaN, 0), target, "skipped: " + why);

    /// <summary>"holds", "short" or, without a target or a value, "–".</summary>
    public string Verdict => Target is null || Value.N == 0 ? "–" : Target.Holds(Value.Value) ? "holds" : "short";

    /// <summary>What the cases leave open of the verdict: " (…)" where the interval holds values on the other side of the target, or fewer cases were taken than it speaks of; "" otherwise.</summary>
    /// <remarks>A target of none (at most 0) or all (at least 1) is a count of the cases at hand: no interval could lie wholly within it, so n alone says what it is worth. A figure without an interval has no such mark.</remarks>
    public string Open
    {
        get
        {
            if (Verdict is "–" || Target is null) return "";
            if (Value.N < Target.Cases) return $" (of {Target.Cases} asked for)";
            if (Target is { AtMost: true, Bound: 0 } or { AtMost: false, Bound: 1 } || double.IsNaN(Value.Lower)) return "";
            var holds = Target.Holds(Value.Value);
            if (holds) return Target.Holds(Value.Lower) && Target.Holds(Value.Upper) ? "" : " (interval reaches past the target)";
            return Value.Lower <= Target.Ceiling && (Target.AtMost ? Value.Lower <= Target.Bound : Value.Upper >= Target.Bound) ? " (interval reaches the target)" : "";
        }
    }

    /// <summary>The row with its columns padded.</summary>
    public override string ToString()
    {
        static string Number(double v) => double.IsNaN(v) ? "–" : v == Math.Round(v) && Math.Abs(v) < 1e9 ? v.ToString("0") : v.ToString(Math.Abs(v) >= 100 ? "0" : Math.Abs(v) >= 10 ? "0.0" : "0.000");
        var interval = double.IsNaN(Value.Lower) ? "–" : $"[{Number(Value.Lower)}, {Number(Value.Upper)}]";
        var target = Target is null ? "–" : double.IsFinite(Target.Ceiling) ? $"{Number(Target.Bound)}–{Number(Target.Ceiling)}" : (Target.AtMost ? "≤ " : "≥ ") + Number(Target.Bound);
        return $"{Name,-62}  {Number(Value.Value),9}  {interval,-16}  {Value.N,5}  {target,-8}  {Verdict + Open,-5}{(Remark.Length > 0 ? "  " + Remark : "")}";
    }
}
