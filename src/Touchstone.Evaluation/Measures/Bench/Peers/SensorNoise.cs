using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Touchstone.Engine;
using Touchstone.Engine.Devices;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Measures.Sensor;
using Touchstone.Media;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>Pictures of an enrolled sensor, in place: from luma to the peak-to-correlation energy.</summary>
internal sealed record SensorNoise() : PeerCase("SensorFingerprint", "sensor_noise.py", "numpy, scipy", "NumPy and SciPy", W, 4, "device")
{
    private const int W = 2448, H = W * 3 / 4, References = 4, Sensor = 7, Quality = 90;
    private const double LeastPce = 60;
    private const float Spread = 0.02f;

    private readonly Lazy<DeviceProfile> _device = new(Enrol);

    internal override byte[] Make(int number) => Take(References + number);

    internal override Circumstances Under(Circumstances circumstances) => circumstances.With([_device.Value]);

    internal override JsonObject Request(NumpyPeer peer, Specimen specimen)
    {
        var request = base.Request(peer, specimen);
        var path = peer.PathOfRaw + ".fingerprint";
        File.WriteAllBytes(path, MemoryMarshal.AsBytes(_device.Value.Fingerprint.AsSpan()).ToArray());
        request["fingerprint"] = path;
        return request;
    }

    internal override IReadOnlyList<bool?> Ours(int number, Finding finding) => [finding.Scores.Count == 0 ? null : finding.Scores[0].Value >= LeastPce];

    internal override IReadOnlyList<bool?> Theirs(int number, JsonNode answer) => [(double)answer["pce"]! >= LeastPce];

    private static byte[] Take(int number) =>
        JpegWriter.Save(new SimulatedCamera(Sensor) { ResponseSpread = Spread }.Take(new RenderedScene((ulong)number + 60), W, H, (ulong)number), Quality);

    private static DeviceProfile Enrol()
    {
        var estimate = new FingerprintEstimate(W, H);
        for (var i = 0; i < References; i++)
        {
            using var specimen = SensorBench.Open(Take(i), CancellationToken.None);
            estimate.Add(specimen.Luma.Value!, specimen.Residual.Value!);
        }
        return new DeviceProfile { Id = new string('0', 64), Statement = new DeviceStatement("simulated sensor", "", "", ""), Width = W, Height = H, Fingerprint = estimate.Finish(CancellationToken.None), References = [], Quality = 0 };
    }
}
