using System.Globalization;
using SkiaSharp;
using Touchstone.Evaluation.Conditions;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Media;
using Touchstone.Media.Audio;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Tests.Evaluation.Conditions;

public sealed class ConditionTests
{
    private static readonly Plane Scene = Render();

    private static Plane Render()
    {
        var scene = new RenderedScene(5);
        var luma = new float[240 * 180];
        for (var i = 0; i < luma.Length; i++)
        {
            var (r, g, b) = scene.At(i % 240 / 180f, i / 240 / 180f);
            luma[i] = 255 * MathF.Sqrt(Math.Clamp(0.299f * r + 0.587f * g + 0.114f * b, 0, 1));
        }
        return new Plane(240, 180, luma);
    }

    private static Plane Blurred(Plane luma, double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        double[] taps = [.. Enumerable.Range(-radius, 2 * radius + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma)))];
        var sum = taps.Sum();
        Plane Pass(Plane p, int dx, int dy) => new(p.Width, p.Height, [.. Enumerable.Range(0, p.Samples.Length).Select(i =>
            (float)(Enumerable.Range(-radius, 2 * radius + 1).Sum(k => taps[k + radius] * p.Samples[Math.Clamp(i / p.Width + k * dy, 0, p.Height - 1) * p.Width + Math.Clamp(i % p.Width + k * dx, 0, p.Width - 1)]) / sum))]);
        return Pass(Pass(luma, 1, 0), 0, 1);
    }

    [Fact]
    public void More_blur_is_less_sharpness_and_wider_edges()
    {
        Plane[] blurred = [Scene, .. ((double[])[0.7, 1.2, 2, 3]).Select(s => Blurred(Scene, s))];
        double[] sharpness = [.. blurred.Select(PictureConditions.LaplacianVariance)];
        Assert.Equal(sharpness.OrderDescending(), sharpness);
        // A rendered step: the edge is as wide as the blur makes it.
        double[] widths = [.. ((double[])[0.7, 1.2, 2, 3]).Select(s => PictureConditions.EdgeWidth(Blurred(new Plane(64, 64, [.. Enumerable.Range(0, 4096).Select(i => i % 64 < 32 ? 40f : 210f)]), s)))];
        Assert.Equal(widths.Order(), widths);
        Assert.True(widths[^1] > 2 * widths[0]);
    }

    [Fact]
    public void Noise_is_estimated_to_within_a_quarter_over_a_smooth_picture()
    {
        foreach (var sigma in (double[])[2, 5, 10])
        {
            var chance = new Seeded(8);
            var noisy = new Plane(320, 320, [.. Enumerable.Range(0, 320 * 320).Select(i => (float)(128 + 20 * Math.Sin(i % 320 / 60.0) + sigma * chance.NextNormal()))]);
            Assert.InRange(PictureConditions.Noise(noisy), 0.75 * sigma, 1.1 * sigma);
        }
    }

    [Fact]
    public void Columns_of_a_picture_hold_values_and_bands()
    {
        using var bitmap = new SKBitmap(200, 100);
        bitmap.Erase(new SKColor(30, 30, 30));
        var bytes = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80).ToArray();
        Assert.True(Intake.TryOpen("a.jpg", bytes, Limits.Default, out var specimen, out _, TestContext.Current.CancellationToken));
        using (specimen)
        {
            var columns = ConditionCatalog.Measure(specimen, TestContext.Current.CancellationToken);
            Assert.Equal(30, double.Parse(columns["condition.brightness"], CultureInfo.InvariantCulture), 0.5);
            Assert.Equal(("dark", "80", "medium", "small"), (columns["condition.brightness.band"], columns["condition.jpeg-quality"], columns["condition.jpeg-quality.band"], columns["condition.megapixels.band"]));
            Assert.Equal("2x2,1x1,1x1", columns["condition.chroma-sampling"]);
            Assert.False(columns.ContainsKey("condition.edge-width"));
        }
    }

    private static double[] Levels(float[] samples) => SoundConditions.FrameLevels(new AudioSignal(samples, 16_000, 1, "pcm", 16));

    [Fact]
    public void The_signal_to_noise_ratio_follows_the_noise_that_was_added()
    {
        var clean = SyntheticVoice.Speak(8, 3, 0);
        var power = 10 * Math.Log10(Math.Pow(10, SoundConditions.Level(Levels(clean)) / 10));
        foreach (var snr in (double[])[10, 20, 30])
        {
            var chance = new Seeded(4);
            var deviation = Math.Pow(10, (power - snr) / 20);
            Assert.InRange(SoundConditions.Snr(Levels([.. clean.Select(s => (float)(s + deviation * chance.NextNormal()))])), snr - 4, snr + 4);
        }
    }

    [Fact]
    public void Reverberation_grows_with_the_decay_time_of_the_simulated_room()
    {
        // Noise under an exponential decay of 60 dB in T (Polack 1988) is the impulse response of the simulated room.
        double Estimate(double seconds)
        {
            var chance = new Seeded(6);
            float[] dry = SyntheticVoice.Speak(8, 9, 0);
            float[] response = [.. Enumerable.Range(0, (int)(seconds * 16_000)).Select(i => (float)(chance.NextNormal() * Math.Exp(-6.908 * i / (seconds * 16_000))))];
            response[0] += 3;
            var plan = new Fft(1 << 18);
            float[] Padded(float[] samples) => [.. samples, .. new float[plan.Length - samples.Length]];
            var (wet, wetImaginary, room, roomImaginary) = (Padded(dry), new float[plan.Length], Padded(response), new float[plan.Length]);
            plan.Forward(wet, wetImaginary);
            plan.Forward(room, roomImaginary);
            for (var k = 0; k < plan.Length; k++)
                (wet[k], wetImaginary[k]) = (wet[k] * room[k] - wetImaginary[k] * roomImaginary[k], wet[k] * roomImaginary[k] + wetImaginary[k] * room[k]);
            plan.Inverse(wet, wetImaginary);
            wet = wet[..dry.Length];
            var peak = wet.Max(Math.Abs);
            return SoundConditions.Reverberation(Levels([.. wet.Select(s => 0.5f * s / peak)]));
        }
        double[] times = [.. ((double[])[0.3, 0.6, 1.2]).Select(Estimate)];
        Assert.Equal(times.Order(), times);
        Assert.True(times[2] is > 0.7 and < 1.7 && times[2] > 1.5 * times[0], string.Join(' ', times));
    }

    [Fact]
    public void Bandwidth_is_where_the_sound_ends_and_clipping_counts_flat_tops()
    {
        var chance = new Seeded(7);
        float[] noise = [.. Enumerable.Range(0, 32_000).Select(_ => (float)(0.1 * chance.NextNormal()))];
        Assert.InRange(SoundConditions.Bandwidth(new AudioSignal(noise, 16_000, 1, "pcm", 16)), 7900, 8000);
        float[] tone = [.. Enumerable.Range(0, 32_000).Select(i => MathF.Sin(2 * MathF.PI * 1000 * i / 16_000))];
        Assert.InRange(SoundConditions.Bandwidth(new AudioSignal(tone, 16_000, 1, "pcm", 16)), 990, 1030);
        Assert.Equal(0, SoundConditions.Clipping(noise));
        Assert.InRange(SoundConditions.Clipping([.. tone.Select((s, i) => Math.Clamp(1.5f * MathF.Sin(2 * MathF.PI * 97.3f * i / 16_000), -1, 1))]), 0.4, 0.6);
    }

    [Fact]
    public void Every_condition_has_a_name_of_its_own_a_source_and_rising_bands()
    {
        Assert.Equal(ConditionCatalog.All.Count, ConditionCatalog.All.Select(c => c.Name).Distinct().Count());
        Assert.All(ConditionCatalog.All, c =>
        {
            Assert.NotEmpty(c.Source);
            Assert.Equal(c.Bands.Select(b => b.From).Order(), c.Bands.Select(b => b.From));
            Assert.Equal(c.Bands.Count == 0, c.Unit.Length == 0);
        });
    }
}
