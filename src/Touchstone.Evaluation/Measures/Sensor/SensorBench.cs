using Touchstone.Engine.Devices;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Measures.Bench;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Evaluation.Measures.Sensor;

/// <summary>A simulated device.</summary>
/// <param name="Camera">Its sensor.</param>
/// <param name="Profile">What 20 of its pictures gave.</param>
internal sealed record SimulatedDevice(SimulatedCamera Camera, DeviceProfile Profile);

/// <summary>Simulated sensors before real or rendered scenes, pictures of half a megapixel saved once at quality 90.</summary>
/// <param name="Scenes">What stands before the cameras: the first half for references, the second for probes.</param>
/// <param name="Content">What the scenes are, in words.</param>
internal sealed record SensorBench(IReadOnlyList<RgbImage> Scenes, string Content)
{
    internal const int Width = 816, Height = 612;
    internal const int References = 20;
    private const int Quality = 90;
    private const int MostScenes = 80;

    /// <summary>Photographs of the data large enough, scaled to half a megapixel; rendered scenes where there are too few.</summary>
    internal static SensorBench Prepare(MeasureRequest request, CancellationToken cancel)
    {
        var scenes = new List<RgbImage>();
        foreach (var photo in BenchPhoto.Read(request).SelectMany(s => s))
        {
            cancel.ThrowIfCancellationRequested();
            if (scenes.Count == MostScenes) break;
            if (new FileInfo(photo.Path).Length < 12 << 20 && Scene(photo.Path, cancel) is { } scene) scenes.Add(scene);
        }
        // A sensor sees a mirrored scene as another one; both stay on one side of the split.
        if (scenes.Count >= References) return new SensorBench([.. scenes.SelectMany(s => new[] { s, Mirrored(s) })], $"{scenes.Count} photographs scaled to half a megapixel, each also mirrored");
        var still = new SimulatedCamera(1) { ResponseSpread = 0, Demosaics = false };
        return new SensorBench([.. Enumerable.Range(0, 2 * References).Select(i => still.Take(new RenderedScene((ulong)i + 1), Width, Height, (ulong)i))], $"{2 * References} rendered scenes");
    }

    private static RgbImage? Scene(string path, CancellationToken cancel)
    {
        if (!Intake.TryOpen(path, Limits.Default, out var specimen, out _, cancel)) return null;
        using (specimen)
        {
            if (!specimen.DeclaredSize.TryGet(out var size, out _) || size.Width < Width || size.Height < Height || size.Width * size.Height > 16_000_000) return null;
            return specimen.Pixels.TryGet(out var pixels, out _) ? Fit(pixels) : null;
        }
    }

    private static RgbImage Mirrored(RgbImage image)
    {
        var samples = new byte[image.Samples.Length];
        for (var i = 0; i < image.Width * image.Height; i++)
            image.Samples.AsSpan(3 * i, 3).CopyTo(samples.AsSpan(3 * (i / image.Width * image.Width + image.Width - 1 - i % image.Width)));
        return new RgbImage(image.Width, image.Height, samples);
    }

    // Cut to the shape, then scaled channel by channel.
    private static RgbImage Fit(RgbImage image)
    {
        var (w, h) = ((long)image.Width * Height > (long)image.Height * Width) ? (image.Height * Width / Height, image.Height) : (image.Width, image.Width * Height / Width);
        var cut = BenchEdits.Crop(image, (image.Width - w) / 2, (image.Height - h) / 2, w, h);
        var samples = new byte[Width * Height * 3];
        for (var channel = 0; channel < 3; channel++)
        {
            var plane = new float[w * h];
            for (var i = 0; i < plane.Length; i++) plane[i] = cut.Samples[3 * i + channel];
            var scaled = TriangleResampling.Resize(plane, w, Width, Height);
            for (var i = 0; i < scaled.Length; i++) samples[3 * i + channel] = (byte)Math.Clamp(MathF.Round(scaled[i]), 0, 255);
        }
        return new RgbImage(Width, Height, samples);
    }

    /// <summary>A picture of a sensor: even numbers show scenes of the references, odd ones those of the probes.</summary>
    internal RgbImage Picture(SimulatedCamera camera, int number)
    {
        var half = Scenes.Count / 2;
        return camera.Retake(Scenes[number % 2 * half + number / 2 % half], camera.SensorSeed * 100_003 + (ulong)number);
    }

    /// <summary>A probe of a sensor as its file would be.</summary>
    internal byte[] Probe(SimulatedCamera camera, int number) => JpegWriter.Save(Picture(camera, 2 * number + 1), Quality);

    /// <summary>Saved as the bench saves.</summary>
    internal static byte[] Save(RgbImage picture) => JpegWriter.Save(picture, Quality);

    /// <summary>Enrols a sensor from its pictures.</summary>
    internal SimulatedDevice Enrol(SimulatedCamera camera, CancellationToken cancel)
    {
        FingerprintEstimate[] halves = [new(Width, Height), new(Width, Height)];
        var probes = new SensorProbe[References];
        for (var i = 0; i < References; i++)
        {
            using var specimen = Open(Save(Picture(camera, 2 * i)), cancel);
            halves[i % 2].Add(specimen.Luma.Value!, specimen.Residual.Value!);
            probes[i] = SensorProbe.Of(specimen.Luma.Value!, specimen.Residual.Value!, cancel);
        }
        var checks = new ReferenceChecks([halves[0].Finish(cancel), halves[1].Finish(cancel)], Width, cancel);
        for (var i = 0; i < References; i++) checks.Add(probes[i], 1 - i % 2, cancel);
        halves[0].Add(halves[1]);
        return new SimulatedDevice(camera, new DeviceProfile
        {
            Id = new string('0', 64), Statement = new DeviceStatement($"sensor {camera.SensorSeed}", "", "", ""), Width = Width, Height = Height, Fingerprint = halves[0].Finish(cancel),
            References = [.. checks.Pce.Select(p => new DeviceReference("", "", p))], Quality = checks.Quality, Predictor = checks.Fit(),
        });
    }

    /// <summary>A picture made ready to be compared.</summary>
    internal static SensorProbe Ready(byte[] file, CancellationToken cancel)
    {
        using var specimen = Open(file, cancel);
        return SensorProbe.Of(specimen.Luma.Value!, specimen.Residual.Value!, cancel);
    }

    internal static Specimen Open(byte[] file, CancellationToken cancel) =>
        Intake.TryOpen("made.jpg", file, Limits.Default, out var specimen, out var fault, cancel) ? specimen : throw new InvalidDataException(fault.Message);

    /// <summary>The device as if its frame were the upper left part of it.</summary>
    internal static DeviceProfile Part(DeviceProfile device, int width, int height)
    {
        var part = new float[width * height];
        for (var y = 0; y < height; y++) device.Fingerprint.AsSpan(y * device.Width, width).CopyTo(part.AsSpan(y * width));
        return device with { Width = width, Height = height, Fingerprint = part };
    }
}
