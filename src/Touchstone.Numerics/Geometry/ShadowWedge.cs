namespace Touchstone.Numerics.Geometry;

/// <summary>A point in a cast shadow, and the two directions between which the point that casts it must lie: all that is known where the match is not exact.</summary>
/// <param name="X">The point in shadow, pixels to the right.</param>
/// <param name="Y">The point in shadow, pixels down.</param>
/// <param name="X1">One end of where its caster may be.</param>
/// <param name="Y1">One end of where its caster may be.</param>
/// <param name="X2">The other end.</param>
/// <param name="Y2">The other end.</param>
public readonly record struct ShadowWedge(double X, double Y, double X1, double Y1, double X2, double Y2)
{
    /// <summary>Angle between the two directions, radians, 0 to π.</summary>
    public double Opening => Math.Abs(Math.IEEERemainder(Math.Atan2(Y2 - Y, X2 - X) - Math.Atan2(Y1 - Y, X1 - X), 2 * Math.PI));

    /// <summary>The wedge opened on both sides by an angle.</summary>
    /// <param name="radians">The angle; the whole opening stays below half a turn.</param>
    public ShadowWedge Widened(double radians)
    {
        var (from, to) = (Math.Atan2(Y1 - Y, X1 - X), Math.Atan2(Y2 - Y, X2 - X));
        var turn = Math.IEEERemainder(to - from, 2 * Math.PI);
        var by = Math.Min(radians, (Math.PI - Math.Abs(turn)) / 2 - 1e-9) * (turn < 0 ? -1 : 1);
        return new(X, Y, X + Math.Cos(from - by), Y + Math.Sin(from - by), X + Math.Cos(to + by), Y + Math.Sin(to + by));
    }
}
