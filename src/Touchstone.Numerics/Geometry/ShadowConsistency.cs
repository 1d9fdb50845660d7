using Touchstone.Numerics.Distributions;

namespace Touchstone.Numerics.Geometry;

/// <summary>Whether one light can cast all shadows: a point in the picture plane, in front of the camera or behind it, that satisfies every wedge.</summary>
/// <remarks>
/// Source: E. Kee, J. F. O'Brien, H. Farid, "Exposing photo manipulation with inconsistent shadows", ACM TOG 32(3), 2013. The line from a point in shadow
/// through its caster runs to the projection of the light, or away from it where the light is behind the camera. In homogeneous coordinates both are one: each side of
/// a wedge at s with inner normal n asks n · (L − w s) ≥ 0 of (L, w). The cone of solutions is found by its edges, which are cross products of pairs of sides, within each
/// octant, where it has a point; with the few dozen wedges a person draws this is exact and quick.
/// </remarks>
public sealed record ShadowConsistency
{
    /// <summary>Most wedges.</summary>
    public const int MostWedges = 64;

    // Solutions must lie inside, not on the border: one on the border alone leans on rounding.
    private const double Inside = 1e-9;

    // The normal law leaves 10^-23 beyond; more need not be told apart.
    private const double MostDeviations = 10;

    /// <summary>Whether a light in front of the camera, seen or out of the picture, fits all wedges.</summary>
    public required bool InFront { get; init; }

    /// <summary>Whether a light behind the camera fits all wedges.</summary>
    public required bool Behind { get; init; }

    /// <summary>Corners of where the projection may lie, pixels: those of a light in front, where there are any within reach; no order.</summary>
    public required IReadOnlyList<(double X, double Y)> Corners { get; init; }

    /// <summary>Whether one light can cast all shadows.</summary>
    public bool IsConsistent => InFront || Behind;

    /// <summary>Decides.</summary>
    /// <param name="wedges">One or more wedges, each with an opening above 0 and below half a turn.</param>
    /// <exception cref="ArgumentException">No wedge, too many, or one without an opening.</exception>
    public static ShadowConsistency Of(ReadOnlySpan<ShadowWedge> wedges)
    {
        if (wedges.Length is 0 or > MostWedges) throw new ArgumentException($"1 to {MostWedges} wedges.", nameof(wedges));
        double x = 0, y = 0, scale = 0;
        foreach (var w in wedges) (x, y) = (x + w.X / wedges.Length, y + w.Y / wedges.Length);
        foreach (var w in wedges) scale = Math.Max(scale, Math.Max(Math.Abs(w.X - x), Math.Abs(w.Y - y)));
        if (scale == 0) scale = 1;
        var sides = new List<double[]>();
        foreach (var w in wedges) sides.AddRange(Sides(w, x, y, scale));
        var (front, behind, corners) = (false, false, new List<(double, double)>());
        for (var octant = 0; octant < 8; octant++)
        {
            var edges = Edges([.. sides, .. Walls(octant)]);
            if (edges.Count == 0) continue;
            if ((octant & 4) != 0) behind = true;
            else
            {
                front = true;
                corners.AddRange(edges.Where(e => e[2] > Inside).Select(e => (x + scale * e[0] / e[2], y + scale * e[1] / e[2])));
            }
        }
        return new() { InFront = front, Behind = behind, Corners = [.. corners.Distinct()] };
    }

    /// <summary>By how much each side of all wedges must be opened until one light fits, radians; 0 where one fits as it is, null where none does even at half a turn.</summary>
    /// <param name="wedges">The wedges.</param>
    public static double? Widening(ReadOnlySpan<ShadowWedge> wedges) => Least(wedges, Math.PI / 2, static (wedge, radians) => wedge.Widened(radians));

    /// <summary>Chance, at most, that marks of shadows of one light stray as far as these must have strayed, 0 to 1; 1 where one light fits as they are marked.</summary>
    /// <remarks>
    /// Every side is opened by k standard deviations of its direction (<see cref="ShadowWedge.WidenedByMarking"/>), with the least k at which one light fits. Shadows of one light
    /// need more only where one of the 2n sides was marked farther than that to the wrong side of it: at most 2n (1 − Φ(k)), by Boole's inequality, for errors that are normal.
    /// A light whose image lies nearer to a shadow than its caster's marks, which only one behind the camera does, makes the stray larger than stated.
    /// </remarks>
    /// <param name="wedges">The wedges as marked.</param>
    /// <param name="sigma">Standard deviation of each marked coordinate, pixels, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">σ is not above 0.</exception>
    public static double ChanceOfMarking(ReadOnlySpan<ShadowWedge> wedges, double sigma)
    {
        if (!(sigma > 0 && double.IsFinite(sigma))) throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "σ > 0.");
        var deviations = Least(wedges, MostDeviations, (wedge, k) => wedge.WidenedByMarking(sigma, k));
        return deviations is { } k ? Math.Min(1, 2 * wedges.Length * Normal.Cdf(-k)) : 0;
    }

    private static double? Least(ReadOnlySpan<ShadowWedge> wedges, double most, Func<ShadowWedge, double, ShadowWedge> widen)
    {
        if (Of(wedges).IsConsistent) return 0;
        if (!At(wedges, most, widen)) return null;
        double low = 0, high = most;
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            if (At(wedges, middle, widen)) high = middle;
            else low = middle;
        }
        return high;
    }

    private static bool At(ReadOnlySpan<ShadowWedge> wedges, double by, Func<ShadowWedge, double, ShadowWedge> widen)
    {
        var wider = new ShadowWedge[wedges.Length];
        for (var i = 0; i < wider.Length; i++) wider[i] = widen(wedges[i], by);
        return Of(wider).IsConsistent;
    }

    /// <summary>A smallest set of wedges that no light can cast together, by their index; empty where all agree.</summary>
    /// <param name="wedges">The wedges.</param>
    public static IReadOnlyList<int> Contradicting(ReadOnlySpan<ShadowWedge> wedges)
    {
        if (Of(wedges).IsConsistent) return [];
        var kept = Enumerable.Range(0, wedges.Length).ToList();
        for (var i = wedges.Length - 1; i >= 0; i--)
        {
            var without = kept.Where(k => k != i).ToList();
            if (without.Count > 0 && !Of(Picked(wedges, without)).IsConsistent) kept = without;
        }
        return kept;
    }

    private static ShadowWedge[] Picked(ReadOnlySpan<ShadowWedge> wedges, List<int> which)
    {
        var picked = new ShadowWedge[which.Count];
        for (var i = 0; i < picked.Length; i++) picked[i] = wedges[which[i]];
        return picked;
    }

    private static double[][] Sides(ShadowWedge w, double x, double y, double scale)
    {
        var (sx, sy) = ((w.X - x) / scale, (w.Y - y) / scale);
        var (ax, ay, bx, by) = (w.X1 - w.X, w.Y1 - w.Y, w.X2 - w.X, w.Y2 - w.Y);
        var turn = ax * by - ay * bx;
        if (!(Math.Abs(turn) > 1e-12 * Math.Sqrt((ax * ax + ay * ay) * (bx * bx + by * by)))) throw new ArgumentException("A wedge has no opening.", nameof(w));
        var sign = Math.Sign(turn);
        // Left of the first direction and right of the second, seen from the apex.
        return [Side(-ay * sign, ax * sign), Side(by * sign, -bx * sign)];
        double[] Side(double nx, double ny) => Unit([nx, ny, -(nx * sx + ny * sy)]);
    }

    private static double[][] Walls(int octant) => [[(octant & 1) == 0 ? 1 : -1, 0, 0], [0, (octant & 2) == 0 ? 1 : -1, 0], [0, 0, (octant & 4) == 0 ? 1 : -1]];

    // The edges of the cone of all v with side · v ≥ 0; none where it has no inside.
    private static List<double[]> Edges(double[][] sides)
    {
        var edges = new List<double[]>();
        for (var i = 0; i < sides.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var cross = Cross(sides[i], sides[j]);
                if (Dot(cross, cross) < 1e-20) continue;
                var edge = Unit(cross);
                if (Array.TrueForAll(sides, s => Dot(s, edge) >= -1e-10)) edges.Add(edge);
                else if (Array.TrueForAll(sides, s => Dot(s, edge) <= 1e-10)) edges.Add([-edge[0], -edge[1], -edge[2]]);
            }
        }
        double[] middle = [edges.Sum(e => e[0]), edges.Sum(e => e[1]), edges.Sum(e => e[2])];
        return edges.Count >= 3 && Array.TrueForAll(sides, s => Dot(s, middle) > Inside) ? edges : [];
    }

    private static double Dot(double[] a, double[] b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

    private static double[] Cross(double[] a, double[] b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

    private static double[] Unit(double[] v)
    {
        var length = Math.Sqrt(Dot(v, v));
        return [v[0] / length, v[1] / length, v[2] / length];
    }
}
