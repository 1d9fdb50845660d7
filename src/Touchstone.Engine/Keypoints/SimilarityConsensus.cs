using Touchstone.Engine.Copies;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Keypoints;

/// <summary>Pairs of keypoints that one map explains.</summary>
/// <param name="Map">From the first picture, or part, to the second, pixels.</param>
/// <param name="Pairs">The pairs explained.</param>
/// <param name="Log10FalseAlarms">Decimal logarithm of the number of such agreements expected by chance; −3 = one in a thousand pictures.</param>
/// <param name="Mirrored">Whether the map mirrors.</param>
internal sealed record Agreement(Affine Map, IReadOnlyList<PointPair> Pairs, double Log10FalseAlarms, bool Mirrored);

/// <summary>Groups of pairs that move alike, with the number expected by chance (Moisan &amp; Stival 2004, section 3, for similarities).</summary>
/// <remarks>
/// One pair of keypoints fixes a similarity: place, scale and direction. Every pair is tried, none is drawn. Of n pairs, k − 1 others agree with
/// one by chance with a probability of at most C(n−1, k−1)·p^(k−1); p is the share of all places, directions and scales within the tolerance.
/// </remarks>
internal static class SimilarityConsensus
{
    private const int MostHypotheses = 1500, MostAgreements = 12, LeastPairs = 4;

    // One pair tells its similarity roughly: its neighbours may be off by this share of their distance and this many radians and natural logs of scale.
    private const double Slack = 0.12, AngleSlack = 0.5, ScaleSlack = 0.4, PlaceSlack = 4;

    // Pixels by which a pair may miss the map fitted to all of its group.
    private const double Tolerance = 3;

    // Share of directions and of scales (within two octaves either way) that agree by chance.
    private static readonly double _directionAndScale = AngleSlack / Math.PI * ScaleSlack / (2 * Math.Log(2));

    /// <summary>Groups with fewer than a number expected by chance, the least expected first.</summary>
    /// <param name="pairs">Pairs of keypoints; of very many the first are tried.</param>
    /// <param name="area">Area in which the second keypoints lie, pixels².</param>
    /// <param name="mostLog10">Largest logarithm of the number expected.</param>
    /// <param name="mostAnisotropy">Most unequal stretch of a map.</param>
    public static List<Agreement> Find(IReadOnlyList<PointPair> pairs, double area, double mostLog10, double mostAnisotropy)
    {
        var left = pairs.Take(MostHypotheses).ToList();
        var n = left.Count;
        var agreements = new List<Agreement>();
        while (left.Count >= LeastPairs && agreements.Count < MostAgreements)
        {
            if (Best(left) is not { Count: >= LeastPairs } best) break;
            var (map, group) = Fit(best, left);
            if (map is { } fitted && fitted.Anisotropy <= mostAnisotropy && Chance(group, n, area, fitted.Scale) is var chance && chance <= mostLog10)
            {
                agreements.Add(new Agreement(fitted, group, chance, group[0].Mirrored));
                var back = fitted.Inverse();
                left.RemoveAll(p => Misses(fitted, p) <= 3 * Tolerance || Misses(back, p) <= 3 * Tolerance);
            }
            var tried = best.ToHashSet();
            left.RemoveAll(tried.Contains);
        }
        return [.. agreements.OrderBy(a => a.Log10FalseAlarms)];
    }

    /// <summary>The similarity of one pair.</summary>
    public static Affine Of(PointPair pair)
    {
        var (from, to, mirrored, _) = pair;
        var s = to.Scale / from.Scale;
        var (sin, cos) = Math.SinCos(mirrored ? to.Angle + from.Angle : to.Angle - from.Angle);
        var map = mirrored ? new Affine(s * cos, s * sin, 0, s * sin, -s * cos, 0) : new Affine(s * cos, -s * sin, 0, s * sin, s * cos, 0);
        var (x, y) = map.Apply(from.X, from.Y);
        return map with { X0 = to.X - x, Y0 = to.Y - y };
    }

    private static List<PointPair>? Best(List<PointPair> pairs)
    {
        var maps = pairs.ConvertAll(Of);
        var angles = maps.ConvertAll(m => m.RotationDegrees * Math.PI / 180);
        var scales = maps.ConvertAll(m => Math.Log(m.Scale));
        bool Agree(int h, int i)
        {
            var pair = pairs[i];
            if (pair.Mirrored != pairs[h].Mirrored || Math.Abs(scales[i] - scales[h]) > ScaleSlack) return false;
            if (Math.Abs(Math.IEEERemainder(angles[i] - angles[h], 2 * Math.PI)) > AngleSlack) return false;
            double dx = pair.To.X - pairs[h].To.X, dy = pair.To.Y - pairs[h].To.Y;
            var slack = PlaceSlack + Slack * Math.Sqrt(dx * dx + dy * dy);
            return Misses(maps[h], pair) <= slack;
        }
        int best = -1, most = 0;
        for (var h = 0; h < pairs.Count; h++)
        {
            var count = 0;
            for (var i = 0; i < pairs.Count; i++) if (Agree(h, i)) count++;
            if (count > most) (best, most) = (h, count);
        }
        return best < 0 ? null : [.. Enumerable.Range(0, pairs.Count).Where(i => Agree(best, i)).Select(i => pairs[i])];
    }

    // A similarity, then an affine map, each through what agrees with the one before.
    private static (Affine? Map, List<PointPair> Group) Fit(List<PointPair> group, List<PointPair> pairs)
    {
        Affine? map = null;
        for (var round = 0; round < 4; round++)
        {
            if (Places(group) < (round < 2 ? 2 : LeastPairs)) return (null, group);
            var next = round < 3 || Places(group) < 6 ? Similarity(group) : AffineThrough(group);
            if (next is not { } fitted) return (null, group);
            map = fitted;
            var reach = (round == 0 ? 3 : round == 1 ? 2 : 1) * Tolerance * Math.Max(1, fitted.Scale);
            group = pairs.FindAll(p => p.Mirrored == group[0].Mirrored && Misses(fitted, p) <= reach && SameTurn(fitted, p));
            if (group.Count == 0) return (null, group);
        }
        return (Places(group) >= LeastPairs ? map : null, group);
    }

    private static bool SameTurn(Affine map, PointPair pair)
    {
        var own = Of(pair);
        return Math.Abs(Math.Log(own.Scale / map.Scale)) <= ScaleSlack && Math.Abs(Math.IEEERemainder(own.RotationDegrees - map.RotationDegrees, 360)) <= AngleSlack * 180 / Math.PI;
    }

    // Pairs that start within 4 pixels of each other are one: a blob found at two scales is one witness.
    private static int Places(List<PointPair> group) => group.Select(p => ((int)p.From.X / 4, (int)p.From.Y / 4)).Distinct().Count();

    private static double Chance(List<PointPair> group, int n, double area, double scale)
    {
        int k = Places(group), others = n - 1, agree = Math.Min(k - 1, others);
        var radius = Tolerance * Math.Max(1, scale);
        var p = Math.Min(1, Math.PI * radius * radius / area * _directionAndScale);
        return Math.Log10(n) + (SpecialFunctions.LogGamma(others + 1) - SpecialFunctions.LogGamma(agree + 1) - SpecialFunctions.LogGamma(others - agree + 1)) / Math.Log(10) + agree * Math.Log10(p);
    }

    private static double Misses(Affine map, PointPair pair)
    {
        var (x, y) = map.Apply(pair.From.X, pair.From.Y);
        double dx = x - pair.To.X, dy = y - pair.To.Y;
        return Math.Sqrt(dx * dx + dy * dy);
    }

    // Least squares over u = a·x ∓ b·y + c, v = b·x ± a·y + d; the lower signs for a mirroring map.
    private static Affine? Similarity(List<PointPair> group)
    {
        double n = group.Count, x = group.Average(p => (double)p.From.X), y = group.Average(p => (double)p.From.Y), u = group.Average(p => (double)p.To.X), v = group.Average(p => (double)p.To.Y);
        double a = 0, b = 0, norm = 0, sign = group[0].Mirrored ? -1 : 1;
        foreach (var (from, to, _, _) in group)
        {
            double dx = from.X - x, dy = from.Y - y, du = to.X - u, dv = to.Y - v;
            a += dx * du + sign * dy * dv;
            b += dx * dv - sign * dy * du;
            norm += dx * dx + dy * dy;
        }
        if (norm < 1e-6 || n < 2) return null;
        (a, b) = (a / norm, b / norm);
        var map = new Affine(a, -sign * b, 0, b, sign * a, 0);
        if (Math.Abs(map.Determinant) < 1e-9) return null;
        var (mx, my) = map.Apply(x, y);
        return map with { X0 = u - mx, Y0 = v - my };
    }

    private static Affine? AffineThrough(List<PointPair> group)
    {
        var fit = new PlaneFit();
        foreach (var (from, to, _, _) in group) fit.Add(from.X, from.Y, to.X, to.Y);
        return fit.Solve() is { } map && Math.Abs(map.Determinant) > 1e-9 ? map : null;
    }
}
