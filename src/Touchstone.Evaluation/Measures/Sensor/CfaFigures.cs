using Touchstone.Engine;
using Touchstone.Engine.Detectors.Image.CfaPattern;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Evaluation.Measures.Bench;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Perturbations.Image;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;
using Touchstone.Provenance;

namespace Touchstone.Evaluation.Measures.Sensor;

/// <summary>The colour filter pattern: alarms and abstentions on photographs as they are and saved again, and patches in simulated pictures.</summary>
internal static class CfaFigures
{
    private const int Edge = 128;

    internal static IEnumerable<Figure> Measure(MeasureRequest request, SensorBench bench, CancellationToken cancel)
    {
        var photos = BenchPhoto.Sample([.. BenchPhoto.Read(request).SelectMany(s => s)], request.Long ? int.MaxValue : 40);
        (string Name, Func<RgbImage, byte[]>? Save)[] forms = [("as they are", null), ("as PNG, scaled by 3/4", i => PixelFile.Png(Rescale.By(i, 0.75, RescaleKernel.Bilinear))), ("saved again at 97", i => PixelFile.Jpeg(i, 97))];
        foreach (var (name, save) in forms)
        {
            if (photos.Count == 0) yield return Figure.Skipped($"CFA, photographs {name}", "no --data folder with photographs");
            else foreach (var figure in Alarms($"CFA, photographs {name}", Photographs(request, name, photos, save, cancel))) yield return figure;
        }
        var count = request.Long ? 60 : 16;
        (string Name, Func<RgbImage, byte[]> Save)[] kept = [("PNG", PixelFile.Png), ("JPEG 98 4:4:4", i => PixelFile.Jpeg(i, 98, ChromaSampling.Full)), ("JPEG 95", i => PixelFile.Jpeg(i, 95))];
        foreach (var (name, save) in kept)
        {
            request.Progress($"CFA: simulated pictures, {name}");
            foreach (var figure in Alarms($"CFA, simulated, untouched, {name}", [.. Enumerable.Range(0, count).Select(i => Examine(save(Camera(bench, i)), cancel))])) yield return figure;
            foreach (var figure in Patches($"CFA, simulated, {Edge} px patch, {name}", bench, count, save, cancel)) yield return figure;
        }
    }

    private static IEnumerable<Figure> Alarms(string name, IReadOnlyList<Finding?> findings)
    {
        Finding[] examined = [.. findings.OfType<Finding>()];
        var measured = examined.Count(f => f.State == FindingState.Measured);
        yield return new Figure($"{name}: measured", Rate.Of(measured, examined.Length), null);
        yield return new Figure($"{name}: alarms, of all", Rate.Of(examined.Count(f => f.StandsOut()), examined.Length), Target.NoMoreThan(0.01));
    }

    private static List<Finding?> Photographs(MeasureRequest request, string name, IReadOnlyList<BenchPhoto> photos, Func<RgbImage, byte[]>? save, CancellationToken cancel)
    {
        var findings = new List<Finding?>();
        foreach (var photo in photos)
        {
            if (findings.Count % 40 == 0) request.Progress($"CFA: photographs {name}, {findings.Count} of {photos.Count}");
            var bytes = File.ReadAllBytes(photo.Path);
            if (save is null)
            {
                findings.Add(Examine(bytes, cancel));
                continue;
            }
            using var specimen = SensorBench.Open(bytes, cancel);
            findings.Add(specimen.Pixels.TryGet(out var pixels, out _) && pixels.Width * pixels.Height <= 4_000_000 ? Examine(save(pixels), cancel) : null);
        }
        return findings;
    }

    private static IEnumerable<Figure> Patches(string name, SensorBench bench, int count, Func<RgbImage, byte[]> save, CancellationToken cancel)
    {
        var chance = new Seeded(41);
        int measured = 0, found = 0;
        var f1 = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var (host, x, y) = (Camera(bench, i), chance.NextInt(SensorBench.Width - Edge), chance.NextInt(SensorBench.Height - Edge));
            // Half the patches knew no filter, half come from such a picture out of step: one of the three other places.
            var step = 1 + chance.NextInt(3);
            var (fx, fy) = (chance.NextInt((SensorBench.Width - Edge) / 2) * 2 + (x + (step & 1)) % 2, chance.NextInt((SensorBench.Height - Edge) / 2 - 1) * 2 + (y + (step >> 1)) % 2);
            var donor = i % 2 == 0 ? bench.Scenes[(i + 5) % bench.Scenes.Count] : Camera(bench, i + 7);
            var (picture, mask) = BenchEdits.Lay(host, BenchEdits.Crop(donor, fx, fy, Edge, Edge), x, y);
            if (Examine(save(picture), cancel) is not { State: FindingState.Measured } finding) continue;
            measured++;
            if (finding.StandsOut()) found++;
            var map = finding.Maps[0];
            bool[] said = [.. MaskReader.Spread(map, picture.Width, picture.Height, map.ScaleMaximum).Select(v => v <= map.Threshold!.Value)];
            f1.Add(Confusion.Of(said, mask).F1);
        }
        yield return new Figure($"{name}: measured", Rate.Of(measured, count), null);
        if (measured == 0) yield break;
        yield return new Figure($"{name}: alarms, of those measured", Rate.Of(found, measured), null);
        yield return new Figure($"{name}: pixel F1, mean of those measured", Bootstrap.Mean(f1), null);
    }

    private static RgbImage Camera(SensorBench bench, int number) => bench.Picture(new SimulatedCamera(700 + (ulong)(number % 4)), number);

    private static Finding Examine(byte[] file, CancellationToken cancel)
    {
        using var specimen = SensorBench.Open(file, cancel);
        return new CfaPattern().Examine(specimen, new Circumstances(new ValidationOptions { At = DateTimeOffset.UnixEpoch }), cancel);
    }
}
