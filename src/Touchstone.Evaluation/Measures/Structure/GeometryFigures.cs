using System.Globalization;
using Touchstone.Evaluation.Estimates;
using Touchstone.Numerics;
using Touchstone.Numerics.Geometry;

namespace Touchstone.Evaluation.Measures.Structure;

/// <summary>How often the stated uncertainty of the geometry kernels holds the truth, on simulated marks.</summary>
internal static class GeometryFigures
{
    private const int Tries = 4000;
    private const int LightTries = 100_000;
    private const int ShadowTries = 2000;

    internal static IEnumerable<Figure> Measure(MeasureRequest request, CancellationToken cancel)
    {
        request.Progress("simulating marks in scenes of known truth");
        foreach (var (x, y, lines) in ((double, double, int)[])[(1500, 300, 5), (400, -200, 8), (9000, 2000, 12)])
        {
            var (chance, held, alarms, missed) = (new Seeded(21), 0, 0, 0);
            for (var t = 0; t < Tries; t++)
            {
                cancel.ThrowIfCancellationRequested();
                var segments = Through(x, y, lines, chance);
                var point = VanishingPoint.Of(segments, 1);
                if (point.ChanceOf(x, y) >= 0.05) held++;
                if (point.Consistency < 0.01) alarms++;
                // The first line is turned by five degrees about its first end.
                var (dx, dy) = (segments[0].X2 - segments[0].X1, segments[0].Y2 - segments[0].Y1);
                var (cosine, sine) = (Math.Cos(Math.PI / 36), Math.Sin(Math.PI / 36));
                segments[0] = segments[0] with { X2 = segments[0].X1 + cosine * dx - sine * dy, Y2 = segments[0].Y1 + sine * dx + cosine * dy };
                if (VanishingPoint.Of(segments, 1).Consistency >= 0.01) missed++;
            }
            var scene = $"{lines} lines to ({x}, {y}), 1 px";
            yield return new($"geometry: 95 % region holds the true point, {scene}", Rate.Of(held, Tries), Target.Within(0.94, 0.96));
            yield return new($"geometry: lines that meet are denied it at 0.01, {scene}", Rate.Of(alarms, Tries), Target.NoMoreThan(0.015));
            yield return new($"geometry: one line turned by 5° is seen at 0.01, {scene}", Rate.Of(Tries - missed, Tries), null);
        }
        foreach (var figure in Lights().Concat(Shadows(cancel))) yield return figure;
    }

    private static IEnumerable<Figure> Lights()
    {
        foreach (var (name, from, to) in ((string, double, double)[])[("whole outline", 0, 6.2), ("a third of it", -1, 1.2)])
        {
            var (chance, held) = (new Seeded(22), 0);
            for (var t = 0; t < Tries; t++)
            {
                var light = ContourLight.Of(Outline(0.4, from, to, 60, chance));
                if (Math.Abs(Math.IEEERemainder(light.Angle - 0.4, 2 * Math.PI)) <= light.HalfWidth) held++;
            }
            yield return new($"geometry: 95 % interval holds the light's direction, {name}", Rate.Of(held, Tries), Target.Within(0.94, 0.96));
        }
        foreach (var (one, other) in ((int, int)[])[(5, 5), (8, 8), (12, 12), (60, 60), (5, 60)])
        {
            var (chance, alarms, strong, missed) = (new Seeded(23), 0, 0, 0);
            for (var t = 0; t < LightTries; t++)
            {
                var (first, second, turned) = (ContourLight.Of(Outline(0.4, 0, 6.2, one, chance)), ContourLight.Of(Outline(0.4, 0, 6.2, other, chance)), ContourLight.Of(Outline(1.4, 0, 6.2, other, chance)));
                var alike = first.ChanceOfDifference(second);
                if (alike < 0.01) alarms++;
                if (alike < 1e-4) strong++;
                if (first.ChanceOfDifference(turned) >= 0.01) missed++;
            }
            var scene = $"{one} and {other} samples";
            yield return new($"geometry: objects lit alike are told apart at 0.01, {scene}", Rate.Of(alarms, LightTries), Target.NoMoreThan(0.015));
            yield return new($"geometry: objects lit alike are told apart at 0.0001, {scene}", Rate.Of(strong, LightTries), Target.NoMoreThan(0.0003));
            yield return new($"geometry: objects lit from 1 radian apart are told apart at 0.01, {scene}", Rate.Of(LightTries - missed, LightTries), null);
        }
    }

    private static IEnumerable<Figure> Shadows(CancellationToken cancel)
    {
        foreach (var (posts, opening) in ((int, double)[])[(2, 0.02), (4, 0.02), (8, 0.02), (8, 0.2)])
        {
            var (chance, unfit, alarms, seen) = (new Seeded(24), 0, 0, 0);
            for (var t = 0; t < ShadowTries; t++)
            {
                cancel.ThrowIfCancellationRequested();
                var wedges = Posts(posts, opening, chance);
                if (!ShadowConsistency.Of(wedges).IsConsistent) unfit++;
                if (ShadowConsistency.ChanceOfMarking(wedges, 1) < 0.01) alarms++;
                // The first caster's marks are turned about the shadow by half a radian.
                var w = wedges[0];
                var (cosine, sine) = (Math.Cos(0.5), Math.Sin(0.5));
                wedges[0] = w with { X1 = Turned(w.X, w.X1 - w.X, w.Y - w.Y1), Y1 = Turned(w.Y, w.Y1 - w.Y, w.X1 - w.X), X2 = Turned(w.X, w.X2 - w.X, w.Y - w.Y2), Y2 = Turned(w.Y, w.Y2 - w.Y, w.X2 - w.X) };
                if (ShadowConsistency.ChanceOfMarking(wedges, 1) < 0.01) seen++;
                double Turned(double from, double along, double across) => from + cosine * along + sine * across;
            }
            var scene = string.Create(CultureInfo.InvariantCulture, $"{posts} shadows, wedges of {opening} rad, 1 px");
            yield return new($"geometry: shadows of one light do not fit as they are marked, {scene}", Rate.Of(unfit, ShadowTries), null);
            yield return new($"geometry: shadows of one light are denied it at 0.01, {scene}", Rate.Of(alarms, ShadowTries), Target.NoMoreThan(0.015));
            yield return new($"geometry: one shadow turned by 0.5 rad is seen at 0.01, {scene}", Rate.Of(seen, ShadowTries), null);
        }
    }

    // Posts on a ground 1 below a camera of focal length 1000 pixels, lit from above and ahead; every caster's ends lie where the post's top does, the true direction anywhere between them.
    private static ShadowWedge[] Posts(int posts, double opening, Seeded chance)
    {
        var (lightX, lightY, lightZ) = (-2 + 4 * chance.NextUnit(), -6.0, 9.0);
        var wedges = new ShadowWedge[posts];
        for (var i = 0; i < posts; i++)
        {
            var (x, z, height, share) = (-1.5 + 3 * chance.NextUnit(), 4 + 3 * chance.NextUnit(), 0.3 + 0.4 * chance.NextUnit(), chance.NextUnit());
            var t = (1 - lightY) / (1 - height - lightY);
            var (sx, sy) = (1000 * (lightX + t * (x - lightX)) / (lightZ + t * (z - lightZ)), 1000 / (lightZ + t * (z - lightZ)));
            var (dx, dy) = (1000 * x / z - sx, 1000 * (1 - height) / z - sy);
            var (length, angle) = (Math.Sqrt(dx * dx + dy * dy), Math.Atan2(dy, dx));
            var (from, to) = (angle - share * opening, angle + (1 - share) * opening);
            wedges[i] = new(sx + chance.NextNormal(), sy + chance.NextNormal(), sx + length * Math.Cos(from) + chance.NextNormal(), sy + length * Math.Sin(from) + chance.NextNormal(),
                sx + length * Math.Cos(to) + chance.NextNormal(), sy + length * Math.Sin(to) + chance.NextNormal());
        }
        return wedges;
    }

    private static LineSegment[] Through(double x, double y, int lines, Seeded chance)
    {
        var segments = new LineSegment[lines];
        for (var i = 0; i < lines; i++)
        {
            var (ax, ay, length) = (100 + 800 * chance.NextUnit(), 100 + 500 * chance.NextUnit(), 80 + 120 * chance.NextUnit());
            var far = Math.Sqrt((x - ax) * (x - ax) + (y - ay) * (y - ay));
            segments[i] = new(ax + chance.NextNormal(), ay + chance.NextNormal(), ax + length * (x - ax) / far + chance.NextNormal(), ay + length * (y - ay) / far + chance.NextNormal());
        }
        return segments;
    }

    private static ContourSample[] Outline(double angle, double from, double to, int count, Seeded chance)
    {
        var samples = new ContourSample[count];
        for (var i = 0; i < samples.Length; i++)
        {
            var a = from + (to - from) * i / (samples.Length - 1);
            samples[i] = new(Math.Cos(a), Math.Sin(a), 100 + 40 * Math.Cos(a - angle) + 6 * chance.NextNormal());
        }
        return samples;
    }
}
