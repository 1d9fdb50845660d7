using Touchstone.Numerics.Distributions;
using Touchstone.Numerics.Planes;

namespace Touchstone.Numerics.Geometry;

/// <summary>The point in which lines meet, with its uncertainty, and how well they do: parallels of the scene, or lines from points to their mirror images.</summary>
/// <remarks>
/// Each end of a segment is placed with independent normal error of σ pixels a coordinate. At distance t from its middle, a line of length L then
/// strays by σ² (1/2 + 2 t²/L²); the point minimises the sum of squared distances over these variances on the sphere of homogeneous points, so that points
/// at infinity are points like others. This is the maximum-likelihood estimate; the sum at its minimum is χ² with n − 2 degrees of freedom
/// if all lines meet. Source: R. T. Collins, R. S. Weiss, "Vanishing point calculation as a statistical inference on the unit sphere", ICCV 1990, for the sphere;
/// J. F. O'Brien, H. Farid, "Exposing photo manipulation with inconsistent reflections", ACM TOG 31(1), 2012, for the use.
/// </remarks>
public sealed class VanishingPoint
{
    private const int Steps = 50;

    private readonly Line[] _lines;
    private readonly double _sigma, _centreX, _centreY, _scale;
    private readonly double[] _point;
    private readonly double[,] _basis;
    private readonly double[] _covariance;

    private readonly record struct Line(double Nx, double Ny, double Mx, double My, double Length);

    private VanishingPoint(Line[] lines, double sigma, (double X, double Y, double Scale) frame)
    {
        (_lines, _sigma, _centreX, _centreY, _scale) = (lines, sigma, frame.X, frame.Y, frame.Scale);
        _point = Start();
        for (var step = 0; step < Steps && Improve(); step++) { }
        _basis = Basis(_point);
        _covariance = Covariance();
        ChiSquare = Sum(_point);
    }

    /// <summary>Fits.</summary>
    /// <param name="segments">Two or more segments with ends apart.</param>
    /// <param name="sigma">Standard deviation σ of each coordinate of an end, pixels, &gt; 0.</param>
    /// <exception cref="ArgumentException">Fewer than two segments, one without length, or all on one line.</exception>
    /// <exception cref="ArgumentOutOfRangeException">σ is not above 0.</exception>
    public static VanishingPoint Of(ReadOnlySpan<LineSegment> segments, double sigma)
    {
        if (!(sigma > 0)) throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "σ > 0.");
        if (segments.Length < 2) throw new ArgumentException("A point needs two lines.", nameof(segments));
        double x = 0, y = 0, spread = 0;
        foreach (var s in segments) (x, y) = (x + (s.X1 + s.X2) / 2, y + (s.Y1 + s.Y2) / 2);
        (x, y) = (x / segments.Length, y / segments.Length);
        foreach (var s in segments) spread += (s.X1 - x) * (s.X1 - x) + (s.Y1 - y) * (s.Y1 - y) + (s.X2 - x) * (s.X2 - x) + (s.Y2 - y) * (s.Y2 - y);
        var scale = Math.Sqrt(spread / (2 * segments.Length));
        var lines = new Line[segments.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var s = segments[i];
            if (!(s.Length > 0 && double.IsFinite(s.Length))) throw new ArgumentException("A segment has no length.", nameof(segments));
            lines[i] = new(-(s.Y2 - s.Y1) / s.Length, (s.X2 - s.X1) / s.Length, ((s.X1 + s.X2) / 2 - x) / scale, ((s.Y1 + s.Y2) / 2 - y) / scale, s.Length / scale);
        }
        var point = new VanishingPoint(lines, sigma / scale, (x, y, scale));
        return point._covariance.All(double.IsFinite) ? point : throw new ArgumentException("All segments lie on one line.", nameof(segments));
    }

    /// <summary>Number of lines n.</summary>
    public int Lines => _lines.Length;

    /// <summary>Sum of squared distances over their variances at the point; χ² with n − 2 degrees of freedom if all lines meet. Higher = they do not.</summary>
    public double ChiSquare { get; }

    /// <summary>Chance of lines that meet to miss each other as far as these or farther, 0 to 1; null for two lines, which always meet.</summary>
    public double? Consistency => Lines > 2 ? ChiSquared.Tail(ChiSquare, Lines - 2) : null;

    /// <summary>False where the point cannot be told from one at infinity: its third coordinate lies within two standard deviations of 0.</summary>
    public bool IsFinite => Math.Abs(_point[2]) > 2 * Math.Sqrt(Quadratic(_basis[2, 0], _basis[2, 1]));

    /// <summary>The point, pixels; far off and of no meaning where <see cref="IsFinite"/> is false.</summary>
    public (double X, double Y) Point => (_centreX + _scale * _point[0] / _point[2], _centreY + _scale * _point[1] / _point[2]);

    /// <summary>Direction towards the point from the middle of the segments, radians from the right towards down, modulo π where it lies at infinity.</summary>
    public double Direction => Math.Atan2(_point[1] * Math.Sign(_point[2] == 0 ? 1 : _point[2]), _point[0] * Math.Sign(_point[2] == 0 ? 1 : _point[2]));

    /// <summary>Covariance of the point, pixels²: XX, XY, YY; to first order, so of no use near infinity.</summary>
    public (double XX, double XY, double YY) PointCovariance
    {
        get
        {
            var w = _point[2];
            double Row(int c, int b) => _scale * (_basis[c, b] / w - _point[c] * _basis[2, b] / (w * w));
            double Product(int a, int b) => Row(a, 0) * (_covariance[0] * Row(b, 0) + _covariance[1] * Row(b, 1)) + Row(a, 1) * (_covariance[1] * Row(b, 0) + _covariance[2] * Row(b, 1));
            return (Product(0, 0), Product(0, 1), Product(1, 1));
        }
    }

    /// <summary>Distance of each line from the point over its standard deviation; beyond ±3 the line does not belong to the others.</summary>
    public double[] Residuals => [.. _lines.Select(l => Residual(l, _point))];

    /// <summary>Chance that a given point would be as far from the estimate if it were the true one (likelihood ratio, χ² with 2 degrees of freedom), 0 to 1.</summary>
    /// <param name="x">Pixels to the right.</param>
    /// <param name="y">Pixels down.</param>
    public double ChanceOf(double x, double y) => ChanceOf([(x - _centreX) / _scale, (y - _centreY) / _scale, 1]);

    /// <summary>The same for a point at infinity.</summary>
    /// <param name="angle">Its direction, radians from the right towards down.</param>
    public double ChanceOfDirection(double angle) => ChanceOf([Math.Cos(angle), Math.Sin(angle), 0]);

    private double ChanceOf(double[] point) => ChiSquared.Tail(Sum(point) - ChiSquare, 2);

    private static (double Distance, double Along) Place(Line l, double[] v)
    {
        var (dx, dy) = (v[0] - v[2] * l.Mx, v[1] - v[2] * l.My);
        return (l.Nx * dx + l.Ny * dy, l.Ny * dx - l.Nx * dy);
    }

    private double Variance(Line l, double[] v, double along) => _sigma * _sigma * (v[2] * v[2] / 2 + 2 * along * along / (l.Length * l.Length));

    private double Residual(Line l, double[] v)
    {
        var (distance, along) = Place(l, v);
        return distance / Math.Sqrt(Variance(l, v, along));
    }

    private double Sum(double[] v) => _lines.Sum(l => Residual(l, v) * Residual(l, v));

    // The smallest axis of the lines as planes through the eye; a longer line says more.
    private double[] Start()
    {
        var matrix = new double[3, 3];
        foreach (var l in _lines)
        {
            double[] plane = [l.Nx, l.Ny, -(l.Nx * l.Mx + l.Ny * l.My)];
            for (var i = 0; i < 3; i++)
                for (var j = 0; j < 3; j++) matrix[i, j] += l.Length * l.Length * plane[i] * plane[j];
        }
        return PrincipalAxes3.Axes(matrix)[2].Direction;
    }

    // One step of Gauss and Newton on the sphere, shortened until it helps.
    private bool Improve()
    {
        var basis = Basis(_point);
        var (normal, gradient) = (new double[3], new double[2]);
        foreach (var l in _lines)
        {
            var (r, slope) = Slope(l, _point, basis);
            normal = [normal[0] + slope[0] * slope[0], normal[1] + slope[0] * slope[1], normal[2] + slope[1] * slope[1]];
            gradient = [gradient[0] + r * slope[0], gradient[1] + r * slope[1]];
        }
        var determinant = normal[0] * normal[2] - normal[1] * normal[1];
        if (!(determinant > 0)) return false;
        double[] step = [-(normal[2] * gradient[0] - normal[1] * gradient[1]) / determinant, -(normal[0] * gradient[1] - normal[1] * gradient[0]) / determinant];
        var before = Sum(_point);
        for (var share = 1.0; share > 1e-6; share /= 2)
        {
            var moved = Unit([.. Enumerable.Range(0, 3).Select(i => _point[i] + share * (basis[i, 0] * step[0] + basis[i, 1] * step[1]))]);
            if (!(Sum(moved) < before)) continue;
            var gain = before - Sum(moved);
            moved.CopyTo(_point, 0);
            return gain > 1e-12 * (1 + before);
        }
        return false;
    }

    private (double Residual, double[] Slope) Slope(Line l, double[] v, double[,] basis)
    {
        var (distance, along) = Place(l, v);
        var variance = Variance(l, v, along);
        var root = Math.Sqrt(variance);
        double[] plane = [l.Nx, l.Ny, -(l.Nx * l.Mx + l.Ny * l.My)], axis = [l.Ny, -l.Nx, -(l.Ny * l.Mx - l.Nx * l.My)];
        var slope = new double[2];
        for (var b = 0; b < 2; b++)
        {
            double inPlane = 0, onAxis = 0;
            for (var i = 0; i < 3; i++) (inPlane, onAxis) = (inPlane + plane[i] * basis[i, b], onAxis + axis[i] * basis[i, b]);
            var ofVariance = _sigma * _sigma * (v[2] * basis[2, b] + 4 * along * onAxis / (l.Length * l.Length));
            slope[b] = inPlane / root - distance * ofVariance / (2 * variance * root);
        }
        return (distance / root, slope);
    }

    private double[] Covariance()
    {
        double a = 0, b = 0, c = 0;
        foreach (var l in _lines)
        {
            var slope = Slope(l, _point, _basis).Slope;
            (a, b, c) = (a + slope[0] * slope[0], b + slope[0] * slope[1], c + slope[1] * slope[1]);
        }
        var determinant = a * c - b * b;
        return determinant > 1e-12 * a * c ? [c / determinant, -b / determinant, a / determinant] : [double.NaN];
    }

    private double Quadratic(double p, double q) => p * p * _covariance[0] + 2 * p * q * _covariance[1] + q * q * _covariance[2];

    // Two unit vectors that stand on the point and on each other.
    private static double[,] Basis(double[] v)
    {
        var least = Math.Abs(v[0]) <= Math.Abs(v[1]) && Math.Abs(v[0]) <= Math.Abs(v[2]) ? 0 : Math.Abs(v[1]) <= Math.Abs(v[2]) ? 1 : 2;
        var helper = new double[3];
        helper[least] = 1;
        var first = Unit(Cross(v, helper));
        var second = Cross(v, first);
        return new[,] { { first[0], second[0] }, { first[1], second[1] }, { first[2], second[2] } };
    }

    private static double[] Cross(double[] a, double[] b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

    private static double[] Unit(double[] v)
    {
        var length = Math.Sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return [v[0] / length, v[1] / length, v[2] / length];
    }
}
