using Touchstone.Evaluation.Estimates;
using Touchstone.Numerics;
using Touchstone.Numerics.Geometry;

namespace Touchstone.Evaluation.Measures.Structure;

/// <summary>How often the stated uncertainty of the geometry kernels holds the truth, on simulated marks.</summary>
internal static class GeometryFigures
{
    private const int Tries = 4000;

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
        foreach (var (name, from, to) in ((string, double, double)[])[("whole outline", 0, 6.2), ("a third of it", -1, 1.2)])
        {
            var (chance, held) = (new Seeded(22), 0);
            for (var t = 0; t < Tries; t++)
            {
                var light = ContourLight.Of(Outline(0.4, from, to, chance));
                if (Math.Abs(Math.IEEERemainder(light.Angle - 0.4, 2 * Math.PI)) <= light.HalfWidth) held++;
            }
            yield return new($"geometry: 95 % interval holds the light's direction, {name}", Rate.Of(held, Tries), Target.Within(0.94, 0.96));
        }
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

    private static ContourSample[] Outline(double angle, double from, double to, Seeded chance)
    {
        var samples = new ContourSample[60];
        for (var i = 0; i < samples.Length; i++)
        {
            var a = from + (to - from) * i / (samples.Length - 1);
            samples[i] = new(Math.Cos(a), Math.Sin(a), 100 + 40 * Math.Cos(a - angle) + 6 * chance.NextNormal());
        }
        return samples;
    }
}
