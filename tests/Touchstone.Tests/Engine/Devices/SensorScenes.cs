using Touchstone.Engine.Devices;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Tests.Engine.Devices;

/// <summary>Origin of the vectors: made here, rendered scenes taken by simulated cameras with photo-response patterns of 2 % and no colour filter, saved as JPEG of quality 90.</summary>
internal static class SensorScenes
{
    internal const int Width = 512;
    internal const int Height = 384;
    private const int References = 10;

    internal static DeviceProfile Device { get; } = Enrol();

    internal static RgbImage Picture(ulong sensor, ulong exposure) => new SimulatedCamera(sensor) { ResponseSpread = 0.02f, Demosaics = false }.Take(new RenderedScene(1 + exposure % 5), Width, Height, exposure, 0.03f * exposure);

    internal static byte[] Jpeg(ulong sensor, ulong exposure) => JpegWriter.Save(Picture(sensor, exposure), 90);

    internal static Specimen Open(byte[] bytes) =>
        Intake.TryOpen("made.jpg", bytes, Limits.Default, out var specimen, out var fault, TestContext.Current.CancellationToken) ? specimen : throw new InvalidOperationException(fault.Message);

    private static DeviceProfile Enrol()
    {
        FingerprintEstimate[] halves = [new(Width, Height), new(Width, Height)];
        var specimens = Enumerable.Range(0, References).Select(i => Open(Jpeg(7, 100 + (ulong)i))).ToList();
        for (var i = 0; i < References; i++) halves[i % 2].Add(specimens[i].Luma.Value!, specimens[i].Residual.Value!);
        var checks = new ReferenceChecks([.. halves.Select(h => h.Finish(default))], Width, default);
        for (var i = 0; i < References; i++) checks.Add(SensorProbe.Of(specimens[i].Luma.Value!, specimens[i].Residual.Value!, default), 1 - i % 2, default);
        halves[0].Add(halves[1]);
        return new DeviceProfile
        {
            Id = new string('0', 64), Statement = new DeviceStatement("made here", "Touchstone", "Simulated camera", "7"), Width = Width, Height = Height,
            Fingerprint = halves[0].Finish(default), References = [.. checks.Pce.Select((p, i) => new DeviceReference($"{i}.jpg", "", p))], Quality = checks.Quality, Predictor = checks.Fit(),
        };
    }
}
