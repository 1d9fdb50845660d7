using Touchstone.Numerics.Distributions;

namespace Touchstone.Numerics.Geometry;

/// <summary>Brightness next to the outline of an object, where its surface turns away from the camera.</summary>
/// <param name="NormalX">Outward normal of the outline, to the right; with <paramref name="NormalY"/> of length 1.</param>
/// <param name="NormalY">Outward normal of the outline, down.</param>
/// <param name="Brightness">Brightness just inside, any linear unit.</param>
public readonly record struct ContourSample(double NormalX, double NormalY, double Brightness);

/// <summary>From where in the picture plane a matt object is lit, by the brightness along its outline.</summary>
/// <remarks>
/// On an outline the normal lies in the picture plane, so brightness is nx Lx + ny Ly + A for one distant light and an ambient term: three unknowns, least squares.
/// Source: M. K. Johnson, H. Farid, "Exposing digital forgeries by detecting inconsistencies in lighting", ACM MM&amp;Sec 2005, equations 5 to 8; the two terms of
/// second order of "Exposing digital forgeries in complex lighting environments", IEEE TIFS 2(3), 2007, for light from all around.
/// </remarks>
/// <param name="Angle">Direction towards the light, radians from the right towards down, −π to π.</param>
/// <param name="Deviation">Standard deviation of the angle, radians, if the errors of the samples are independent.</param>
/// <param name="HalfWidth">Half the 95 % interval of the angle, radians (Student); π where the direction is not determined.</param>
/// <param name="Explained">Share of the variance of brightness that the model explains, 0 to 1.</param>
/// <param name="Ambient">Ambient term A, in the unit of brightness.</param>
public sealed record ContourLight(double Angle, double Deviation, double HalfWidth, double Explained, double Ambient)
{
    /// <summary>Samples less unknowns: the degrees of freedom that <see cref="Deviation"/> is estimated with, 2 or more.</summary>
    public required int Degrees { get; init; }

    /// <summary>Fits.</summary>
    /// <param name="samples">Normals and brightness; at least two more than unknowns.</param>
    /// <param name="withSecondOrder">Whether nx·ny and nx² − ny² are fitted too (five unknowns instead of three).</param>
    /// <exception cref="ArgumentException">Too few samples, or normals that do not determine the light.</exception>
    public static ContourLight Of(ReadOnlySpan<ContourSample> samples, bool withSecondOrder = false)
    {
        var unknowns = withSecondOrder ? 5 : 3;
        if (samples.Length < unknowns + 2) throw new ArgumentException($"{unknowns + 2} samples are needed.", nameof(samples));
        var fit = new LeastSquares(unknowns);
        var normal = new double[unknowns * unknowns];
        double mean = 0;
        foreach (var s in samples)
        {
            var row = Row(s, unknowns);
            fit.Add(row, s.Brightness);
            mean += s.Brightness / samples.Length;
            for (var i = 0; i < unknowns; i++)
                for (var j = 0; j < unknowns; j++) normal[i * unknowns + j] += row[i] * row[j];
        }
        var light = new double[unknowns];
        if (!fit.Solve(0, light) || !Cholesky.Factorise(normal, unknowns)) throw new ArgumentException("The outline turns too little to tell where the light is.", nameof(samples));
        double left = 0, all = 0;
        foreach (var s in samples)
        {
            var row = Row(s, unknowns);
            var rest = s.Brightness;
            for (var i = 0; i < unknowns; i++) rest -= row[i] * light[i];
            (left, all) = (left + rest * rest, all + (s.Brightness - mean) * (s.Brightness - mean));
        }
        var degrees = samples.Length - unknowns;
        var strength = light[0] * light[0] + light[1] * light[1];
        // The angle's slope in the unknowns, and through the covariance s² (MᵀM)⁻¹.
        double[] slope = new double[unknowns], solved = new double[unknowns];
        if (strength > 0) (slope[0], slope[1]) = (-light[1] / strength, light[0] / strength);
        slope.CopyTo(solved, 0);
        Cholesky.Solve(normal, unknowns, solved);
        var deviation = strength > 0 ? Math.Sqrt(left / degrees * (slope[0] * solved[0] + slope[1] * solved[1])) : Math.PI;
        return new(Math.Atan2(light[1], light[0]), deviation, Math.Min(Math.PI, StudentT.Quantile(0.975, degrees) * deviation), all > 0 ? 1 - left / all : 0, light[2]) { Degrees = degrees };
    }

    /// <summary>Chance, at most, that two objects lit alike give angles as far apart as these or farther, 0 to 1.</summary>
    /// <remarks>
    /// Both deviations are estimates, and need not be alike. Student's law with the fewer degrees of freedom bounds the chance from above whatever their ratio is:
    /// M. R. Mickey, M. B. Brown, "Bounds on the distribution functions of the Behrens-Fisher statistic", Ann. Math. Stat. 37(3), 1966. Degrees after Welch would be sharper
    /// where both are alike, and far too sure where a short outline meets a long one (docs/measurements.md, "Geometry").
    /// </remarks>
    /// <param name="other">The light of another object in the same picture.</param>
    public double ChanceOfDifference(ContourLight other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var apart = Math.Abs(Math.IEEERemainder(Angle - other.Angle, 2 * Math.PI));
        var deviation = Math.Sqrt(Deviation * Deviation + other.Deviation * other.Deviation);
        if (deviation == 0) return apart == 0 ? 1 : 0;
        return StudentT.TwoSided(apart / deviation, Math.Min(Degrees, other.Degrees));
    }

    private static double[] Row(ContourSample s, int unknowns) => unknowns == 3
        ? [s.NormalX, s.NormalY, 1]
        : [s.NormalX, s.NormalY, 1, s.NormalX * s.NormalY, s.NormalX * s.NormalX - s.NormalY * s.NormalY];
}
