namespace Touchstone.Numerics.Geometry;

/// <summary>The smallest convex outline around points (Andrew 1979: monotone chains).</summary>
public sealed class ConvexHull
{
    private readonly (double X, double Y)[] _corners;

    private ConvexHull((double X, double Y)[] corners) => _corners = corners;

    /// <summary>Area inside, square units of the points; 0 where they lie on a line.</summary>
    public double Area
    {
        get
        {
            var twice = 0.0;
            for (var i = 0; i < _corners.Length; i++) twice += Cross((0, 0), _corners[i], _corners[(i + 1) % _corners.Length]);
            return Math.Abs(twice) / 2;
        }
    }

    /// <summary>The outline of points.</summary>
    /// <param name="points">Points, in any order; equal ones count once.</param>
    public static ConvexHull Of(IEnumerable<(double X, double Y)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        (double X, double Y)[] sorted = [.. points.Distinct().Order()];
        if (sorted.Length < 3) return new ConvexHull(sorted);
        var lower = Chain(sorted);
        var upper = Chain([.. sorted.Reverse()]);
        return new ConvexHull([.. lower.SkipLast(1), .. upper.SkipLast(1)]);
    }

    /// <summary>Whether a point lies inside or on the outline.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    public bool Holds(double x, double y)
    {
        if (_corners.Length < 3) return Array.IndexOf(_corners, (x, y)) >= 0;
        for (var i = 0; i < _corners.Length; i++)
            if (Cross(_corners[i], _corners[(i + 1) % _corners.Length], (x, y)) < 0) return false;
        return true;
    }

    private static List<(double X, double Y)> Chain((double X, double Y)[] sorted)
    {
        var chain = new List<(double X, double Y)>();
        foreach (var point in sorted)
        {
            while (chain.Count >= 2 && Cross(chain[^2], chain[^1], point) <= 0) chain.RemoveAt(chain.Count - 1);
            chain.Add(point);
        }
        return chain;
    }

    // Positive where the third lies to the left of the way from the first to the second (x to the right, y up).
    private static double Cross((double X, double Y) a, (double X, double Y) b, (double X, double Y) c) => (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);
}
