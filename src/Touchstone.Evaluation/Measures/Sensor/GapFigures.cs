using Touchstone.Engine;
using Touchstone.Engine.Detectors.Image.SensorGap;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures.Bench;
using Touchstone.Evaluation.Metrics;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;
using Touchstone.Provenance;

namespace Touchstone.Evaluation.Measures.Sensor;

/// <summary>The map of missing sensor noise: alarms on untouched pictures, and squares taken from the same scene before another sensor, so that nothing but the noise tells.</summary>
internal static class GapFigures
{
    internal static IEnumerable<Figure> Measure(MeasureRequest request, SensorBench bench, IReadOnlyList<SimulatedDevice> devices, CancellationToken cancel)
    {
        var count = request.Long ? 60 : 9;
        foreach (var (edge, quality) in new[] { (0, 90), (0, 75), (192, 90), (256, 90), (256, 75) })
        {
            request.Progress($"sensors: missing noise, {edge} px, q{quality}");
            var chance = new Seeded(31);
            int alarms = 0, measured = 0;
            var f1 = new List<double>();
            for (var i = 0; i < count; i++)
            {
                var device = devices[i % devices.Count];
                var picture = bench.Picture(device.Camera, 2 * (200 + i) + 1);
                var mask = new bool[picture.Width * picture.Height];
                var (x, y) = (chance.NextInt(picture.Width - edge), chance.NextInt(picture.Height - edge));
                if (edge > 0)
                {
                    var foreign = bench.Picture(devices[(i + 1) % devices.Count].Camera, 2 * (200 + i) + 1);
                    (picture, mask) = BenchEdits.Lay(picture, BenchEdits.Crop(foreign, x, y, edge, edge), x, y);
                }
                if (Examine(picture, quality, device, cancel) is not { State: FindingState.Measured } finding) continue;
                measured++;
                if (finding.StandsOut()) alarms++;
                f1.Add(F1(finding.Maps[0], picture, mask));
            }
            var name = edge == 0 ? $"sensor gap, untouched, q{quality}" : $"sensor gap, {edge} px of another sensor, q{quality}";
            yield return new Figure($"{name}: measured", Rate.Of(measured, count), null);
            yield return new Figure($"{name}: alarms", Rate.Of(alarms, measured), edge == 0 ? Target.NoMoreThan(0.01) : null);
            if (edge > 0) yield return new Figure($"{name}: pixel F1, mean of those measured", Bootstrap.Mean(f1), null);
        }
    }

    private static Finding Examine(RgbImage picture, int quality, SimulatedDevice device, CancellationToken cancel)
    {
        using var specimen = SensorBench.Open(Manipulations.JpegWriter.Save(picture, quality), cancel);
        return new SensorGap().Examine(specimen, new Circumstances(new ValidationOptions { At = DateTimeOffset.UnixEpoch }).With([device.Profile]), cancel);
    }

    private static double F1(EvidenceMap map, RgbImage picture, bool[] mask)
    {
        var values = MaskReader.Spread(map, picture.Width, picture.Height, map.ScaleMaximum);
        bool[] said = [.. values.Select(v => v <= map.Threshold!.Value)];
        return Confusion.Of(said, mask).F1;
    }
}
