using System.Globalization;
using Touchstone.Numerics.Distributions;
using Touchstone.Numerics.Geometry;

namespace Touchstone.Workbench.Geometry;

/// <summary>What follows from a drawing, in sentences, with the points to draw.</summary>
/// <param name="Lines">Sentences.</param>
/// <param name="Points">Points found, by the name of their set.</param>
/// <param name="Contradictions">How many of the questions asked were answered with: these do not fit together.</param>
public sealed record GeometryAnswer(IReadOnlyList<string> Lines, IReadOnlyList<(string Name, double X, double Y)> Points, int Contradictions)
{
    /// <summary>A chance below this is called a contradiction in words; the chance itself is always printed.</summary>
    public const double Level = 0.01;

    /// <summary>Answers.</summary>
    /// <param name="drawing">The drawing.</param>
    /// <exception cref="GeometryException">A set does not determine what is asked.</exception>
    public static GeometryAnswer Of(GeometryDrawing drawing)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        var work = new Work(drawing.Sigma);
        foreach (var set in drawing.Parallels) Determined(set.Name, () => work.Meet(set.Name, set.Lines, "lines"));
        foreach (var set in drawing.Reflections) Determined(set.Name, () => work.Meet(set.Name, set.Pairs, "lines from points to their reflections"));
        if (drawing.Shadows.Count > 0) Determined("shadows", () => work.Cast(drawing.Shadows));
        foreach (var outline in drawing.Outlines) Determined(outline.Name, () => work.Light(outline));
        work.Compare();
        return new(work.Lines, work.Points, work.Contradictions);
    }

    private static void Determined(string name, Action ask)
    {
        try
        {
            ask();
        }
        catch (ArgumentException e)
        {
            // The name of the parameter, which is appended, says nothing to a person.
            throw new GeometryException($"“{name}”: the marks do not determine what is asked. {e.Message.Split(" (Parameter '")[0]}");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Degrees(double radians) => radians * 180 / Math.PI;

    private sealed class Work(double sigma)
    {
        private readonly List<(string Name, ContourLight Light)> _lights = [];

        internal List<string> Lines { get; } = [];

        internal List<(string, double, double)> Points { get; } = [];

        internal int Contradictions { get; private set; }

        internal void Meet(string name, IReadOnlyList<double[]> rows, string what)
        {
            var point = VanishingPoint.Of([.. rows.Select(r => new LineSegment(r[0], r[1], r[2], r[3]))], sigma);
            var (x, y) = point.Point;
            var covariance = point.PointCovariance;
            Lines.Add(point.IsFinite
                ? Text($"{name}: {rows.Count} {what} meet at ({x:0.#}, {y:0.#}), standard deviations {Math.Sqrt(covariance.XX):0.#} and {Math.Sqrt(covariance.YY):0.#} pixels.")
                : Text($"{name}: {rows.Count} {what} meet at infinity or so far that it cannot be told from it, in the direction {Degrees(point.Direction):0.#}° (0 to the right, 90 down)."));
            if (point.IsFinite) Points.Add((name, x, y));
            if (point.Consistency is not { } chance)
            {
                Lines.Add($"{name}: two lines always meet; with a third it could be said whether they belong together.");
                return;
            }
            var residuals = point.Residuals;
            var farthest = Array.IndexOf(residuals, residuals.MaxBy(Math.Abs));
            if (chance < Level) Contradictions++;
            Lines.Add(Text($"{name}: {(chance < Level ? "they do not meet in one point" : "they can meet in one point")}, marked to {GeometryText.Pixels(sigma)}: lines that do would miss each other as far with a chance of {GeometryText.Chance(chance)}; farthest off is the {GeometryText.Ordinal(farthest + 1)} line ({Math.Abs(residuals[farthest]):0.0} standard deviations)."));
        }

        internal void Cast(IReadOnlyList<DrawnShadow> shadows)
        {
            ShadowWedge[] wedges = [.. shadows.Select(s => new ShadowWedge(s.Shadow[0], s.Shadow[1], s.From[0], s.From[1], s.To[0], s.To[1]))];
            var found = ShadowConsistency.Of(wedges);
            if (found.IsConsistent)
            {
                var where = (found.InFront, found.Behind) switch { (true, true) => "in front of the camera or behind it", (true, false) => "in front of the camera", _ => "behind the camera" };
                Lines.Add($"{shadows.Count} shadows: one light {where} can cast them all.");
                if (found is { InFront: true, Behind: false, Corners.Count: > 2 })
                    Lines.Add(Text($"Its image lies within x {found.Corners.Min(c => c.X):0} to {found.Corners.Max(c => c.X):0} and y {found.Corners.Min(c => c.Y):0} to {found.Corners.Max(c => c.Y):0}, or beyond where the region is open."));
                return;
            }
            var chance = ShadowConsistency.ChanceOfMarking(wedges, sigma);
            if (chance < Level)
            {
                Contradictions++;
                // Named are shadows that contradict each other even with all that errors of marking may do.
                var far = -Normal.Quantile(Level / (2 * wedges.Length));
                var named = ShadowConsistency.Contradicting([.. wedges.Select(w => w.WidenedByMarking(sigma, far))]).Select(i => $"“{shadows[i].Name}”");
                Lines.Add($"{shadows.Count} shadows: no one light can cast them all, marked to {GeometryText.Pixels(sigma)}: marks would stray so far with a chance of {GeometryText.ChanceAtMost(chance)}. Already {string.Join(", ", named)} contradict each other.");
            }
            else
            {
                Lines.Add($"{shadows.Count} shadows: no one light fits them as they are marked, which is not to be told from errors of marking: marks of {GeometryText.Pixels(sigma)} may stray so far with a chance of up to {GeometryText.Chance(chance)}.");
            }
            var widening = ShadowConsistency.Widening(wedges);
            Lines.Add(widening is { } radians ? Text($"Every wedge would have to be opened by {Degrees(radians):0.0#}° on both sides before one light fits.") : "No opening of the wedges makes one light fit.");
        }

        internal void Light(DrawnOutline outline)
        {
            var light = ContourLight.Of([.. outline.Samples.Select(Sample)]);
            _lights.Add((outline.Name, light));
            Lines.Add(Text($"{outline.Name}: lit from {Degrees(light.Angle):0.#}° (0 from the right, 90 from below) ± {Degrees(light.HalfWidth):0.#}° (95 %), {light.Explained:0.00} of the brightness explained."));
        }

        // A drawing holds normals rounded to few digits; the model takes them of length 1.
        private static ContourSample Sample(double[] row)
        {
            var length = Math.Sqrt(row[0] * row[0] + row[1] * row[1]);
            return new(row[0] / length, row[1] / length, row[2]);
        }

        internal void Compare()
        {
            for (var i = 0; i < _lights.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var chance = _lights[i].Light.ChanceOfDifference(_lights[j].Light);
                    if (chance < Level) Contradictions++;
                    var apart = Math.Abs(Math.IEEERemainder(_lights[i].Light.Angle - _lights[j].Light.Angle, 2 * Math.PI));
                    Lines.Add(Text($"{_lights[j].Name} and {_lights[i].Name}: {Degrees(apart):0.#}° apart; objects lit alike would be so far apart with a chance of {GeometryText.ChanceAtMost(chance)}."));
                }
            }
        }
    }
}
