namespace Touchstone.Numerics.Correlation;

/// <summary>A rectangle of shifts; negative ones go round the edge.</summary>
/// <param name="Left">First shift across, columns.</param>
/// <param name="Top">First shift down, lines.</param>
/// <param name="Columns">Shifts across, ≥ 1.</param>
/// <param name="Lines">Shifts down, ≥ 1.</param>
public readonly record struct ShiftRange(int Left, int Top, int Columns, int Lines)
{
    /// <summary>No shift at all.</summary>
    public static ShiftRange None { get; } = new(0, 0, 1, 1);
}
