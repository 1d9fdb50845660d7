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
    public ShadowWedge Widened(double radians) => Widened(radians, radians);

    /// <summary>The wedge opened by as many standard deviations of its directions as each is sure by its marks: the nearer an end is marked, the more.</summary>
    /// <remarks>A direction between two points of error σ, at right angles to it, that lie d apart has the standard deviation √2 σ / d.</remarks>
    /// <param name="sigma">Standard deviation of each marked coordinate, pixels.</param>
    /// <param name="deviations">How many of them.</param>
    public ShadowWedge WidenedByMarking(double sigma, double deviations)
    {
        var by = deviations * Math.Sqrt(2) * sigma;
        return Widened(by / Math.Sqrt((X1 - X) * (X1 - X) + (Y1 - Y) * (Y1 - Y)), by / Math.Sqrt((X2 - X) * (X2 - X) + (Y2 - Y) * (Y2 - Y)));
    }

    private ShadowWedge Widened(double first, double second)
    {
        var (from, to) = (Math.Atan2(Y1 - Y, X1 - X), Math.Atan2(Y2 - Y, X2 - X));
        var turn = Math.IEEERemainder(to - from, 2 * Math.PI);
        var room = Math.PI - Math.Abs(turn) - 2e-9;
        var share = (first + second > room ? room / (first + second) : 1) * (turn < 0 ? -1 : 1);
        var (back, on) = (first * share, second * share);
        return new(X, Y, X + Math.Cos(from - back), Y + Math.Sin(from - back), X + Math.Cos(to + on), Y + Math.Sin(to + on));
    }
}
