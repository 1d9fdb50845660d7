using BenchmarkDotNet.Attributes;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Image;
using Touchstone.Evaluation.Manipulations.Image.Kernels;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Evaluation.Perturbations.Image;
using Touchstone.Evaluation.Perturbations.Sound;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Benchmarks;

/// <summary>The costly kernels of made specimens on a rendered half-megapixel picture and ten seconds of sound; saving as JPEG is the measure to hold them against.</summary>
[MemoryDiagnoser]
public class ManipulationBenchmarks
{
    private RgbImage _photo = null!;
    private Region _region = null!;
    private double[] _field = [];
    private float[] _voice = [], _room = [];

    [GlobalSetup]
    public void Setup()
    {
        _photo = new SimulatedCamera(1).Take(new RenderedScene(3), 816, 612, 1);
        _region = RegionShape.Draw(_photo.Width, _photo.Height, new Seeded(1), 0.03, 0.031);
        _field = [.. Enumerable.Range(0, _photo.Width * _photo.Height).Select(i => (double)_photo.Samples[3 * i])];
        _voice = SyntheticVoice.Speak(10, 5);
        _room = Room.Response(SyntheticVoice.SampleRateHz, 0.6, 0, new Seeded(1));
    }

    [Benchmark(Baseline = true)]
    public int SaveJpeg() => PixelFile.Jpeg(_photo, 90).Length;

    [Benchmark]
    public int Poisson() => PoissonSolver.Solve([.. _field], _region.Mask, null, _photo.Width, default);

    [Benchmark]
    public int PoissonWithoutPyramid() => PoissonSolver.ConjugateGradients([.. _field], _region.Mask, null, _photo.Width, default);

    [Benchmark]
    public int ExemplarFilling() => ExemplarFill.Fill(_photo, _region, default).Width;

    [Benchmark]
    public float Distance() => EdgeDistance.Of(_region.Mask, _photo.Width)[0];

    [Benchmark]
    public int Halve() => Rescale.By(_photo, 0.5, RescaleKernel.Lanczos).Width;

    [Benchmark]
    public int Reverberate() => Room.Reverberate(_voice, _room).Length;
}
