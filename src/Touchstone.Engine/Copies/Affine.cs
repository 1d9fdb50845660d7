using System.Globalization;

namespace Touchstone.Engine.Copies;

/// <summary>The plane map x' = Xx·x + Xy·y + X0, y' = Yx·x + Yy·y + Y0, pixels.</summary>
internal readonly record struct Affine(double Xx, double Xy, double X0, double Yx, double Yy, double Y0)
{
    public double Determinant => Xx * Yy - Xy * Yx;

    /// <summary>Mean enlargement from source to image of the map.</summary>
    public double Scale => Math.Sqrt(Math.Abs(Determinant));

    /// <summary>Rotation part, degrees, counted clockwise on the screen (y points down); of a mirrored map the angle after mirroring x.</summary>
    public double RotationDegrees
    {
        get
        {
            var mirror = Determinant < 0 ? -1 : 1;
            return Math.Atan2(Yx * mirror - Xy, Xx * mirror + Yy) * 180 / Math.PI;
        }
    }

    /// <summary>Ratio of the greater to the smaller stretch: 1 for rotation with scale.</summary>
    public double Anisotropy
    {
        get
        {
            // Singular values of a 2×2 matrix from its Frobenius norm and determinant.
            var norm = Xx * Xx + Xy * Xy + Yx * Yx + Yy * Yy;
            var spread = Math.Sqrt(Math.Max(0, norm * norm - 4 * Determinant * Determinant));
            return norm - spread <= 1e-12 ? double.PositiveInfinity : Math.Sqrt((norm + spread) / (norm - spread));
        }
    }

    public (double X, double Y) Apply(double x, double y) => (Xx * x + Xy * y + X0, Yx * x + Yy * y + Y0);

    /// <summary>The inverse; the determinant must not be 0.</summary>
    public Affine Inverse()
    {
        var d = 1 / Determinant;
        var (a, b, c, e) = (Yy * d, -Xy * d, -Yx * d, Xx * d);
        return new Affine(a, b, -(a * X0 + b * Y0), c, e, -(c * X0 + e * Y0));
    }

    /// <summary>"rotated by 20°, scaled by 1.10, mirrored".</summary>
    public string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{(Math.Abs(RotationDegrees) < 0.5 ? "not rotated" : $"rotated by {RotationDegrees:F0}°")}, {(Math.Abs(Scale - 1) < 0.005 ? "at the same size" : $"scaled by {Scale:F2}")}{(Determinant < 0 ? ", mirrored" : "")}");

    /// <summary>The same map between images enlarged by a factor, pixel centres at whole numbers.</summary>
    public Affine Enlarged(double factor)
    {
        var shift = (factor - 1) / 2;
        return this with
        {
            X0 = factor * X0 + shift - Xx * shift - Xy * shift,
            Y0 = factor * Y0 + shift - Yx * shift - Yy * shift,
        };
    }
}

/// <summary>Least-squares affine map through pairs of points.</summary>
internal sealed class PlaneFit
{
    private double _x, _y, _xx, _xy, _yy, _u, _v, _xu, _yu, _xv, _yv;

    public int Count { get; private set; }

    public void Add(double x, double y, double u, double v)
    {
        Count++;
        _x += x;
        _y += y;
        _xx += x * x;
        _xy += x * y;
        _yy += y * y;
        _u += u;
        _v += v;
        _xu += x * u;
        _yu += y * u;
        _xv += x * v;
        _yv += y * v;
    }

    /// <summary>The map, or null when the points lie on a line.</summary>
    public Affine? Solve()
    {
        double n = Count, cxx = _xx - _x * _x / n, cxy = _xy - _x * _y / n, cyy = _yy - _y * _y / n, det = cxx * cyy - cxy * cxy;
        if (Count < 3 || det <= 1e-6 * Math.Max(1, cxx * cyy)) return null;
        double cxu = _xu - _x * _u / n, cyu = _yu - _y * _u / n, cxv = _xv - _x * _v / n, cyv = _yv - _y * _v / n;
        double a = (cxu * cyy - cyu * cxy) / det, b = (cyu * cxx - cxu * cxy) / det;
        double c = (cxv * cyy - cyv * cxy) / det, d = (cyv * cxx - cxv * cxy) / det;
        return new Affine(a, b, (_u - a * _x - b * _y) / n, c, d, (_v - c * _x - d * _y) / n);
    }
}
