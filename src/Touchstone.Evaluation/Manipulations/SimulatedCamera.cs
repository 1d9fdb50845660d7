using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Manipulations;

/// <summary>A camera in software: colour filter array, photo-response pattern, shot and read noise, demosaicing, tone curve.</summary>
/// <param name="SensorSeed">Seed of the fixed photo-response pattern: one camera, one seed.</param>
public sealed record SimulatedCamera(ulong SensorSeed)
{
    // Typical small sensor: 4,000 electrons full well, 4 electrons read noise.
    private const float FullWell = 4000;
    private const float ReadNoise = 4;

    // The sRGB curve backwards (IEC 61966-2-1).
    private static readonly float[] Decoded = [.. Enumerable.Range(0, 256).Select(v => v / 255f).Select(v => v <= 0.04045f ? v / 12.92f : MathF.Pow((v + 0.055f) / 1.055f, 2.4f))];

    /// <summary>Standard deviation of the photo-response pattern, share of the signal (default 0.01; sensors have 0.005 to 0.02).</summary>
    public float ResponseSpread { get; init; } = 0.01f;

    /// <summary>Whether there is a colour filter array, interpolated bilinearly (default), or every pixel senses all colours.</summary>
    public bool Demosaics { get; init; } = true;

    /// <summary>Takes a picture: 8-bit sRGB.</summary>
    /// <param name="scene">What stands before the camera.</param>
    /// <param name="width">Pixels, even.</param>
    /// <param name="height">Pixels, even.</param>
    /// <param name="exposureSeed">Seed of this exposure's noise.</param>
    /// <param name="left">Where the view begins, in scene units.</param>
    public RgbImage Take(RenderedScene scene, int width, int height, ulong exposureSeed, float left = 0) =>
        Develop((x, y) => scene.At(left + (float)x / height, (float)y / height), width, height, exposureSeed);

    /// <summary>Takes a picture of a picture, pixel for pixel, as if it were the scene: 8-bit sRGB.</summary>
    /// <param name="scene">What stands before the camera, even in width and height.</param>
    /// <param name="exposureSeed">Seed of this exposure's noise.</param>
    public RgbImage Retake(RgbImage scene, ulong exposureSeed)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return Develop((x, y) =>
        {
            var at = (y * scene.Width + x) * 3;
            return (Decoded[scene.Samples[at]], Decoded[scene.Samples[at + 1]], Decoded[scene.Samples[at + 2]]);
        }, scene.Width, scene.Height, exposureSeed);
    }

    private RgbImage Develop(Func<int, int, (float R, float G, float B)> light, int width, int height, ulong exposureSeed)
    {
        var samples = new byte[width * height * 3];
        if (!Demosaics)
        {
            Parallel.For(0, height, y => ExposeAll(light, width, y, exposureSeed, samples.AsSpan(y * width * 3, width * 3)));
            return new RgbImage(width, height, samples);
        }
        var mosaic = Expose(light, width, height, exposureSeed);
        Parallel.For(0, height, y =>
        {
            for (var x = 0; x < width; x++) Demosaic(mosaic, width, height, x, y, samples.AsSpan((y * width + x) * 3, 3));
        });
        return new RgbImage(width, height, samples);
    }

    private float[] Expose(Func<int, int, (float R, float G, float B)> scene, int width, int height, ulong exposureSeed)
    {
        var mosaic = new float[width * height];
        // One seed a row keeps the noise the same however many threads render.
        Parallel.For(0, height, y =>
        {
            var pattern = new Seeded(SensorSeed * 1_000_003 + (ulong)y);
            var noise = new Seeded(exposureSeed * 7_368_787 + (ulong)y);
            for (var x = 0; x < width; x++)
            {
                var (r, g, b) = scene(x, y);
                mosaic[y * width + x] = Sense((y & 1, x & 1) switch { (0, 0) => r, (1, 1) => b, _ => g }, (float)pattern.NextNormal(), noise);
            }
        });
        return mosaic;
    }

    private float Sense(float light, float pattern, Seeded noise)
    {
        var electrons = Math.Clamp(light, 0, 1) * FullWell * (1 + ResponseSpread * pattern);
        electrons += MathF.Sqrt(MathF.Max(electrons, 0)) * (float)noise.NextNormal() + ReadNoise * (float)noise.NextNormal();
        return electrons / FullWell;
    }

    // Three layers behind each other, or a sensor binned after capture: every pixel has all colours, one photosite's response.
    private void ExposeAll(Func<int, int, (float R, float G, float B)> scene, int width, int y, ulong exposureSeed, Span<byte> line)
    {
        var pattern = new Seeded(SensorSeed * 1_000_003 + (ulong)y);
        var noise = new Seeded(exposureSeed * 7_368_787 + (ulong)y);
        for (var x = 0; x < width; x++)
        {
            var (r, g, b) = scene(x, y);
            var response = (float)pattern.NextNormal();
            (line[3 * x], line[3 * x + 1], line[3 * x + 2]) = (Encode(Sense(r, response, noise)), Encode(Sense(g, response, noise)), Encode(Sense(b, response, noise)));
        }
    }

    /// <summary>Bilinear interpolation of the RGGB mosaic, then the sRGB curve (IEC 61966-2-1).</summary>
    private static void Demosaic(float[] mosaic, int width, int height, int x, int y, Span<byte> rgb)
    {
        float At(int dx, int dy) => mosaic[Reflect(y + dy, height) * width + Reflect(x + dx, width)];
        var here = At(0, 0);
        var cross = (At(-1, 0) + At(1, 0) + At(0, -1) + At(0, 1)) / 4;
        var corners = (At(-1, -1) + At(1, -1) + At(-1, 1) + At(1, 1)) / 4;
        var across = (At(-1, 0) + At(1, 0)) / 2;
        var down = (At(0, -1) + At(0, 1)) / 2;
        var (r, g, b) = (y & 1, x & 1) switch
        {
            (0, 0) => (here, cross, corners),
            (1, 1) => (corners, cross, here),
            (0, 1) => (across, here, down),
            _ => (down, here, across),
        };
        rgb[0] = Encode(r);
        rgb[1] = Encode(g);
        rgb[2] = Encode(b);
    }

    // Mirrors without repeating the edge, so that the colour filter's parity holds.
    private static int Reflect(int i, int length) => i < 0 ? -i : i >= length ? 2 * length - 2 - i : i;

    private static byte Encode(float linear)
    {
        var v = Math.Clamp(linear, 0, 1);
        v = v <= 0.0031308f ? 12.92f * v : 1.055f * MathF.Pow(v, 1 / 2.4f) - 0.055f;
        return (byte)MathF.Round(255 * v);
    }
}
