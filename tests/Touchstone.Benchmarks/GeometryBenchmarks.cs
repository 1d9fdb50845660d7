using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using Touchstone.Numerics;
using Touchstone.Numerics.Geometry;

namespace Touchstone.Benchmarks;

/// <summary>Geometry with a person's marks: a vanishing point beside one singular value decomposition of the same lines, shadows, and light on an outline.</summary>
[MemoryDiagnoser]
public class GeometryBenchmarks
{
    private LineSegment[] _lines = [];
    private ShadowWedge[] _wedges = [];
    private ContourSample[] _outline = [];

    [Params(8, 64)]
    public int Marks { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var chance = new Seeded(1);
        _lines = [.. Enumerable.Range(0, Marks).Select(_ =>
        {
            var (x, y) = (chance.NextUnit() * 1000, chance.NextUnit() * 800);
            var (dx, dy) = (4000 - x, 300 - y);
            return new LineSegment(x, y, x + 0.05 * dx + 0.5 * chance.NextNormal(), y + 0.05 * dy + 0.5 * chance.NextNormal());
        })];
        _wedges = [.. Enumerable.Range(0, Marks).Select(_ =>
        {
            var (x, y) = (chance.NextUnit() * 1000, 500 + chance.NextUnit() * 300);
            var angle = Math.Atan2(-2000 - y, 500 - x);
            return new ShadowWedge(x, y, x + 100 * Math.Cos(angle - 0.1), y + 100 * Math.Sin(angle - 0.1), x + 100 * Math.Cos(angle + 0.1), y + 100 * Math.Sin(angle + 0.1));
        })];
        _outline = [.. Enumerable.Range(0, Marks).Select(i =>
        {
            var angle = Math.PI * i / Marks;
            return new ContourSample(Math.Cos(angle), Math.Sin(angle), 100 + 50 * Math.Cos(angle - 0.4) + chance.NextNormal());
        })];
    }

    [Benchmark]
    public VanishingPoint Vanishing() => VanishingPoint.Of(_lines, 1);

    [Benchmark(Baseline = true)]
    public Vector<double> VanishingByDecomposition()
    {
        var rows = Matrix<double>.Build.Dense(_lines.Length, 3);
        for (var i = 0; i < _lines.Length; i++)
        {
            var (a, b) = (_lines[i].Y1 - _lines[i].Y2, _lines[i].X2 - _lines[i].X1);
            var length = Math.Sqrt(a * a + b * b);
            (rows[i, 0], rows[i, 1], rows[i, 2]) = (a / length, b / length, -(a * _lines[i].X1 + b * _lines[i].Y1) / length);
        }
        return rows.Svd().VT.Row(2);
    }

    [Benchmark]
    public ShadowConsistency Shadows() => ShadowConsistency.Of(_wedges);

    [Benchmark]
    public ContourLight Outline() => ContourLight.Of(_outline);
}
