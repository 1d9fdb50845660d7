using BenchmarkDotNet.Attributes;
using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;
using Touchstone.Provenance;

namespace Touchstone.Benchmarks;

/// <summary>Every detector of still images, whole, on a rendered picture with the noise of a simulated sensor, saved at q92; what several detectors share (pixels, coefficients) is there before.</summary>
[MemoryDiagnoser]
public class DetectorBenchmarks
{
    private Specimen _specimen = null!;
    private IDetector _detector = null!;

    /// <summary>Their ids, in the order of the catalog.</summary>
    public static IEnumerable<string> Ids => DetectorCatalog.All.Where(d => d.Kinds.Contains(MediaKind.Image)).Select(d => d.Id);

    [ParamsSource(nameof(Ids))]
    public string Id { get; set; } = "";

    [Params(2, 12)]
    public int Megapixels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var height = (int)Math.Sqrt(Megapixels * 1e6 * 3 / 4);
        var picture = new SimulatedCamera(1).Take(new RenderedScene(11), height * 4 / 3, height, 1);
        if (!Intake.TryOpen("rendered.jpg", PixelFile.Jpeg(picture, 92), Limits.Default, out var specimen, out var fault)) throw new InvalidOperationException(fault.Message);
        (_specimen, _detector) = (specimen, DetectorCatalog.All.Single(d => d.Id == Id));
        Examine();
    }

    [GlobalCleanup]
    public void Cleanup() => _specimen.Dispose();

    [Benchmark]
    public object Examine() => _detector.Examine(_specimen, new Circumstances(new ValidationOptions { At = DateTimeOffset.UnixEpoch }), CancellationToken.None);
}
