namespace Touchstone.Numerics.Geometry;

/// <summary>A straight stretch that a person marked in a picture, or the connection of two marked points.</summary>
/// <param name="X1">First end, pixels to the right.</param>
/// <param name="Y1">First end, pixels down.</param>
/// <param name="X2">Second end, pixels to the right.</param>
/// <param name="Y2">Second end, pixels down.</param>
public readonly record struct LineSegment(double X1, double Y1, double X2, double Y2)
{
    /// <summary>Distance of the ends, pixels.</summary>
    public double Length => Math.Sqrt((X2 - X1) * (X2 - X1) + (Y2 - Y1) * (Y2 - Y1));
}
