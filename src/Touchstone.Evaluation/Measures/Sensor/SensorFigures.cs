using System.Runtime.CompilerServices;
using Touchstone.Engine.Devices;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Measures.Bench;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Measures.Sensor;

/// <summary>How surely simulated sensors are known again, how often strangers pass against the stated probability, and where a patch lacks the noise.</summary>
internal static class SensorFigures
{
    private const double Stated = -5;
    private static readonly float[] Spreads = [0.01f, 0.015f, 0.02f];

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.Yield();
        request.Progress("sensors: scenes");
        var bench = SensorBench.Prepare(request, cancel);
        if (request.WantsCondition("cfa"))
            foreach (var figure in CfaFigures.Measure(request, bench, cancel)) yield return figure;
        if (!request.WantsCondition("devices")) yield break;
        var devices = new List<SimulatedDevice>();
        foreach (var (spread, demosaics) in Spreads.SelectMany(s => request.Long ? new[] { (s, true), (s, false) } : [(s, true)]))
        {
            request.Progress($"sensors: device {devices.Count + 1} of {(request.Long ? 2 : 1) * Spreads.Length}");
            devices.Add(bench.Enrol(new SimulatedCamera(900 + (ulong)devices.Count) { ResponseSpread = spread, Demosaics = demosaics }, cancel));
        }
        var probes = request.Long ? 60 : 20;
        var strangers = new List<double>();
        int found = 0, passed = 0;
        foreach (var device in devices)
        {
            request.Progress($"sensors: probes of {device.Profile.Statement.Name}");
            var matches = new List<DeviceMatch>();
            for (var i = 0; i < probes; i++)
            {
                var probe = SensorBench.Ready(bench.Probe(device.Camera, i), cancel);
                matches.Add(DeviceComparison.Compare(probe, device.Profile, DeviceSearch.Frame, cancel)!);
                // Each probe is a stranger to the next device.
                strangers.Add(DeviceComparison.Compare(probe, devices[(devices.IndexOf(device) + 1) % devices.Count].Profile, DeviceSearch.Frame, cancel)!.Log10FalseAlarm);
            }
            found += matches.Count(m => m.Log10FalseAlarm <= Stated);
            passed += matches.Count(m => m.IsFound);
            var name = FormattableString.Invariant($"K {device.Camera.ResponseSpread * 100:0.0} %, {(device.Camera.Demosaics ? "demosaiced" : "three layers")}");
            yield return new Figure($"sensor, {name}: found at P_FA 1e-5", Rate.Of(matches.Count(m => m.Log10FalseAlarm <= Stated), probes), Target.NoLessThan(0.98),
                FormattableString.Invariant($"PCE median {Bootstrap.Quantile(matches.Select(m => m.Pce), 0.5):0}, least {matches.Min(m => m.Pce):0}; quality {device.Profile.Quality:0.00}"));
        }
        yield return new Figure("sensor: found at P_FA 1e-5, 0.5 MP, 20 references, q90", Rate.Of(found, probes * devices.Count), Target.NoLessThan(0.98), bench.Content);
        yield return new Figure("sensor: found at PCE 60", Rate.Of(passed, probes * devices.Count), null);
        foreach (var figure in Strangers("another simulated sensor", strangers)) yield return figure;
        foreach (var figure in Tiles(request, devices, cancel)) yield return figure;
        foreach (var figure in Placed(request, bench, devices, cancel)) yield return figure;
        foreach (var figure in GapFigures.Measure(request, bench, devices, cancel)) yield return figure;
    }

    private static IEnumerable<Figure> Strangers(string name, List<double> log10)
    {
        foreach (var stated in new[] { -1.0, -2, -3, -5 })
            yield return new Figure(FormattableString.Invariant($"sensor strangers, {name}: passed at stated P_FA 1e{stated:0}"), Rate.Of(log10.Count(p => p <= stated), log10.Count), null);
    }

    private static IEnumerable<Figure> Tiles(MeasureRequest request, List<SimulatedDevice> devices, CancellationToken cancel)
    {
        if (BenchPhoto.Read(request) is not { Count: > 0 } sets)
        {
            yield return Figure.Skipped("sensor strangers, real photographs", "no --data folder with photographs");
            yield break;
        }
        var tiles = BenchPhoto.Sample(BenchPhoto.Hosts(sets), request.Long ? int.MaxValue : 24);
        var (framed, searched) = (new List<double>(), new List<double>());
        var places = new double[] { 0 };
        var done = 0;
        foreach (var tile in tiles)
        {
            if (done++ % 20 == 0) request.Progress($"sensors: photograph {done} of {tiles.Count}");
            var probe = SensorBench.Ready(File.ReadAllBytes(tile.Path), cancel);
            if (probe.Width > SensorBench.Width || probe.Height > SensorBench.Height) continue;
            foreach (var device in devices) framed.Add(DeviceComparison.Compare(probe, SensorBench.Part(device.Profile, probe.Width, probe.Height), DeviceSearch.Frame, cancel)!.Log10FalseAlarm);
            var match = DeviceComparison.Compare(probe, devices[done % devices.Count].Profile, DeviceSearch.Crop, cancel)!;
            searched.Add(match.Log10FalseAlarm);
            places[0] = Math.Max(places[0], match.Pce);
        }
        foreach (var figure in Strangers("real photographs in place", framed)) yield return figure;
        foreach (var figure in Strangers("real photographs, crop search", searched)) yield return figure;
        yield return new Figure("sensor strangers, real photographs, crop search: highest PCE", Estimate.Point(places[0], searched.Count), Target.NoMoreThan(DeviceMatch.Threshold));
    }

    private static IEnumerable<Figure> Placed(MeasureRequest request, SensorBench bench, List<SimulatedDevice> devices, CancellationToken cancel)
    {
        var count = request.Long ? 60 : 9;
        var chance = new Seeded(17);
        int cropped = 0, scaled = 0, both = 0;
        // A search over scales costs hundreds of transforms.
        var slow = request.Long ? 12 : 2;
        for (var i = 0; i < count; i++)
        {
            if (i % 6 == 0) request.Progress($"sensors: parts and scales {i} of {count}");
            var device = devices[i % devices.Count];
            var picture = bench.Picture(device.Camera, 2 * (100 + i) + 1);
            var (x, y) = (chance.NextInt(SensorBench.Width - 448 + 1), chance.NextInt(SensorBench.Height - 448 + 1));
            var match = Compare(BenchEdits.Crop(picture, x, y, 448, 448), device, DeviceSearch.Crop, cancel);
            if (match.IsFound && (match.Placement.Left, match.Placement.Top) == (x, y)) cropped++;
            match = Compare(Scaled(picture, SensorBench.Width * 3 / 4, SensorBench.Height * 3 / 4), device, DeviceSearch.Frame, cancel);
            if (match.IsFound) scaled++;
            if (i >= slow) continue;
            var factor = 0.6 + 0.3 * chance.NextUnit();
            match = Compare(Scaled(BenchEdits.Crop(picture, 40, 30, 720, 540), (int)(720 * factor), (int)(540 * factor)), device, DeviceSearch.Scale, cancel);
            if (match.IsFound) both++;
        }
        yield return new Figure("sensor: part of 448 px found at its place, PCE 60", Rate.Of(cropped, count), null);
        yield return new Figure("sensor: whole frame scaled by 3/4 found, PCE 60", Rate.Of(scaled, count), null);
        yield return new Figure("sensor: part scaled by 0.6–0.9 found by scale search, PCE 60", Rate.Of(both, slow), null);
    }

    private static DeviceMatch Compare(Media.Pixels.RgbImage picture, SimulatedDevice device, DeviceSearch search, CancellationToken cancel) =>
        DeviceComparison.Compare(SensorBench.Ready(SensorBench.Save(picture), cancel), device.Profile, search, cancel)!;

    private static Media.Pixels.RgbImage Scaled(Media.Pixels.RgbImage picture, int width, int height) =>
        Perturbations.Image.Rescale.To(picture, width, height, Perturbations.Image.RescaleKernel.Bilinear);
}
