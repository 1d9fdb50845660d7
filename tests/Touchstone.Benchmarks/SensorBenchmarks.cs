using BenchmarkDotNet.Attributes;
using Touchstone.Engine.Devices;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;
using Touchstone.Numerics.Correlation;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Benchmarks;

/// <summary>Clean-up of a residual and match with a fingerprint at half a megapixel and at twelve; the NumPy peer is ./measure image --only peers:SensorFingerprint, the naive one correlates shift by shift.</summary>
[MemoryDiagnoser]
public class SensorBenchmarks
{
    private Plane _luma = null!, _residual = null!;
    private float[] _fingerprint = null!;
    private PlaneSpectrum _spectrum = null!;
    private PlaneFft _plan = null!;
    private float[] _framed = null!;

    [Params(816, 4000)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var height = Width * 3 / 4;
        var chance = new Seeded(1);
        float[] Noise(double mean, double sigma) => [.. Enumerable.Range(0, Width * height).Select(_ => (float)(mean + sigma * chance.NextNormal()))];
        (_luma, _residual, _fingerprint) = (new Plane(Width, height, Noise(100, 3)), new Plane(Width, height, Noise(0, 3)), Noise(0, 0.01));
        _plan = new PlaneFft(Width, height, CancellationToken.None);
        _spectrum = _plan.Make();
        _plan.Forward(_fingerprint, _spectrum);
        _framed = Noise(0, 300);
    }

    [Benchmark]
    public object CleanUp() => SensorProbe.Of(_luma, _residual, CancellationToken.None);

    [Benchmark]
    public object MatchAtEveryShift() => PeakEnergy.Find(CorrelationPlane.Of(_spectrum, _framed, _plan), Width, new ShiftRange(0, 0, Width, _luma.Height));

    /// <summary>Sixteen of the shifts, one by one: the whole takes Width · Height / 16 times as long.</summary>
    [Benchmark]
    public double NaiveMatchAtSixteenShifts()
    {
        var best = double.NegativeInfinity;
        for (var shift = 0; shift < 16; shift++)
        {
            var sum = 0.0;
            for (var y = 0; y < _luma.Height; y++)
                for (var x = 0; x < Width; x++)
                    sum += _fingerprint[y * Width + (x + shift) % Width] * (double)_framed[y * Width + x];
            best = Math.Max(best, sum);
        }
        return best;
    }
}
