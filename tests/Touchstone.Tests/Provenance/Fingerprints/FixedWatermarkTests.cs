using Touchstone.Numerics;
using Touchstone.Provenance.Fingerprints;

namespace Touchstone.Tests.Provenance.Fingerprints;

public sealed class FixedWatermarkTests
{
    internal static readonly string[] Messages = ["watermark.sd1", "watermark.sd2", "watermark.sdxl", "watermark.flux", "watermark.flux-48"];

    public static TheoryData<string, bool> Both => [.. Messages.SelectMany(m => new[] { new TheoryDataRow<string, bool>(m, false), new TheoryDataRow<string, bool>(m, true) })];

    // Origin: pictures made here: smooth colour with texture and grain, drawn from a seed.
    private static double[] Scene(int seed, int width, int height)
    {
        var chance = new Seeded((ulong)seed);
        double Next() => chance.NextUnit();
        var waves = Enumerable.Range(0, 12).Select(_ => (X: (Next() - 0.5) * 0.1, Y: (Next() - 0.5) * 0.1, P: Next() * 6, R: Next() * 25, G: Next() * 25, B: Next() * 25)).ToArray();
        var rgb = new double[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = (i % width, i / width);
            var (r, g, b) = (110.0, 120.0, 115.0);
            foreach (var w in waves)
            {
                var s = Math.Sin(w.X * x + w.Y * y + w.P);
                (r, g, b) = (r + w.R * s, g + w.G * s, b + w.B * s);
            }
            (rgb[i * 3], rgb[i * 3 + 1], rgb[i * 3 + 2]) = (Math.Clamp(r + 4 * Next(), 0, 255), Math.Clamp(g + 4 * Next(), 0, 255), Math.Clamp(b + 4 * Next(), 0, 255));
        }
        return rgb;
    }

    // The embedder, written from the method's description: the largest coefficient of a block is moved to a quarter or three quarters of its step.
    private static StoredPixels Embed(double[] picture, int width, int height, IReadOnlyList<bool> message, bool real)
    {
        var (luma, u, v) = (new double[width * height], new double[width * height], new double[width * height]);
        var centre = real ? 0.5 : 128;
        for (var i = 0; i < luma.Length; i++)
        {
            var (r, g, b) = real ? (picture[i * 3], picture[i * 3 + 1], picture[i * 3 + 2]) : (Math.Round(picture[i * 3]), Math.Round(picture[i * 3 + 1]), Math.Round(picture[i * 3 + 2]));
            luma[i] = 0.299 * r + 0.587 * g + 0.114 * b;
            (u[i], v[i]) = (0.492 * (b - luma[i]) + centre, 0.877 * (r - luma[i]) + centre);
            if (!real) (luma[i], u[i], v[i]) = (Math.Round(luma[i]), Math.Round(u[i]), Math.Round(v[i]));
        }
        var block = 0;
        for (var row = 0; row < height / 4 * 2 / 4; row++)
            for (var column = 0; column < width / 4 * 2 / 4; column++)
                Mark(u, width, column * 8, row * 8, message[block++ % message.Count]);
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < luma.Length; i++)
        {
            var (du, dv) = ((real ? u[i] : Math.Round(u[i])) - centre, v[i] - centre);
            rgb[i * 3] = Byte(luma[i] + dv / 0.877);
            rgb[i * 3 + 1] = Byte(luma[i] - 0.395 * du - 0.581 * dv);
            rgb[i * 3 + 2] = Byte(luma[i] + du / 0.492);
        }
        return new StoredPixels(width, height, rgb, default);
    }

    private static void Mark(double[] u, int width, int x, int y, bool bit)
    {
        int At(int index, int part) => (y + index / 4 * 2 + part / 2) * width + x + index % 4 * 2 + part % 2;
        double Low(int index) => (u[At(index, 0)] + u[At(index, 1)] + u[At(index, 2)] + u[At(index, 3)]) / 2;
        var strongest = Enumerable.Range(1, 15).MaxBy(i => Math.Abs(Low(i)));
        var value = Low(strongest);
        var moved = (Math.Floor(Math.Abs(value) / 36) + (bit ? 0.75 : 0.25)) * 36 * (value < 0 ? -1 : 1);
        for (var part = 0; part < 4; part++) u[At(strongest, part)] += (moved - value) / 2;
    }

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);

    private static WatermarkRule Rule(string id) => FingerprintTable.Shipped.Watermarks.Single(w => w.Id == id);

    private static string[] Read(StoredPixels pixels) =>
        [.. FixedWatermark.Read(pixels, FingerprintTable.Shipped.Watermarks, TestContext.Current.CancellationToken).Select(m => m.Rule)];

    // Measured when written, of 20 pictures of 87,000 pixels: from floating-point chroma at least 18, for 136 bits (ten blocks a bit) 10; from
    // 8-bit chroma 1 to 8, because there the embedder itself loses a zero wherever the moved coefficient falls below its neighbours.
    [Theory]
    [MemberData(nameof(Both))]
    public void A_message_is_recovered_from_clean_pictures(string id, bool real)
    {
        const int pictures = 20;
        var found = Enumerable.Range(1, pictures).Count(seed => Read(Embed(Scene(seed, 320, 272), 320, 272, Rule(id).Bits, real)).Contains(id));
        Assert.True(found >= (real ? id == "watermark.sd1" ? 8 : 18 : 1), $"{found} of {pictures}");
    }

    [Fact]
    public void Pictures_without_a_message_give_none()
    {
        for (var seed = 100; seed < 140; seed++)
        {
            var scene = Scene(seed, 320, 272);
            Assert.Empty(Read(new StoredPixels(320, 272, scene.Select(Byte).ToArray(), default)));
        }
        foreach (byte level in new byte[] { 0, 90, 255 })
        {
            var flat = new byte[320 * 272 * 3];
            Array.Fill(flat, level);
            Assert.Empty(Read(new StoredPixels(320, 272, flat, default)));
        }
    }

    [Fact]
    public void Another_message_and_a_small_picture_give_none()
    {
        var chance = new Seeded(5);
        bool[] other = [.. Enumerable.Range(0, 48).Select(_ => chance.NextUnit() > 0.5)];
        Assert.Empty(Read(Embed(Scene(1, 320, 272), 320, 272, other, real: true)));
        Assert.Empty(Read(Embed(Scene(1, 240, 240), 240, 240, Rule("watermark.sdxl").Bits, real: true)));
        Assert.Equal(0, FixedWatermark.Agreeing(Enumerable.Repeat(true, 500).ToArray(), Rule("watermark.sdxl").Bits));
        Assert.Equal(0, FixedWatermark.Agreeing(new bool[10], Rule("watermark.sdxl").Bits));
    }

    // Binomial tails: 44 of 48: 7.6e-10 twice; 43 of 46: 2.3e-10; 31 of 32: 7.7e-9; 126 of 136: 1e-26; times two arithmetics.
    [Fact]
    public void The_false_alarm_rate_of_fair_bits_is_as_stated() =>
        Assert.InRange(FixedWatermark.FalseAlarms(FingerprintTable.Shipped.Watermarks), 1.8e-8, 2e-8);

    [Fact]
    public void Messages_are_as_their_sources_write_them()
    {
        Assert.Equal(136, Rule("watermark.sd1").Bits.Count);
        Assert.Equal([false, true, false, true, false, false, true, true], Rule("watermark.sd1").Bits.Take(8));
        Assert.Equal((48, 46, 32), (Rule("watermark.sdxl").Bits.Count, Rule("watermark.flux").Bits.Count, Rule("watermark.sd2").Bits.Count));
        Assert.Equal(Rule("watermark.flux-48").Bits.Skip(2), Rule("watermark.flux").Bits);
    }
}
