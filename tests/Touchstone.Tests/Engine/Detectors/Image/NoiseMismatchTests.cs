using System.Buffers.Binary;
using Touchstone.Engine.Detectors.Image.NoiseMismatch;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Origin of the vectors: made here, seeded noise whose level follows the intensity, on a smooth ground, as a camera's does.</summary>
public sealed class NoiseMismatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_patch_of_weaker_noise_is_found_where_it_is()
    {
        var finding = Examine(Scene(512, 512, 1, patch: 0.5));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.InRange(finding.Scores[0].Value, -300, -6);
        var box = Assert.Single(finding.Regions);
        // The patch is 160 pixels a side from (192, 128), five whole cells.
        Assert.Equal((192, 128, 160, 160), (box.X, box.Y, box.Width, box.Height));
        var map = finding.Maps[0];
        for (var i = 0; i < map.Values.Length; i++)
        {
            var inside = i % 16 is >= 6 and < 11 && i / 16 is >= 4 and < 9;
            Assert.True(inside || !(map.Values[i] <= map.Threshold), $"cell {i} lies outside the patch");
        }
    }

    [Fact]
    public void The_level_map_gives_the_difference_in_decibels()
    {
        var map = Examine(Scene(512, 512, 1, patch: 0.5)).Maps[1];
        // Half of sigma is 6.02 dB less; rounding to whole grey levels adds a little back.
        var inside = Enumerable.Range(0, 25).Select(i => map.Values[(4 + i / 5) * 16 + 6 + i % 5]).Average();
        Assert.Equal(-6.02f, inside, 0.5f);
    }

    [Fact]
    public void Authentic_noise_gives_no_more_alarms_than_the_number_promises()
    {
        var scores = Enumerable.Range(1, 40).Select(seed => Examine(Scene(320, 288, (ulong)seed, patch: 1)).Scores[0]).ToArray();
        // An NFA of 0.1 may come in one image of ten: 4 of 40 expected at most, and more than 9 with probability 0.005.
        Assert.InRange(scores.Count(s => s.Value <= -1), 0, 9);
        Assert.Equal(0, scores.Count(s => s.Value <= s.Threshold));
    }

    [Fact]
    public void Noise_that_follows_the_intensity_is_no_difference()
    {
        var finding = Examine(Scene(512, 512, 3, patch: 1));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.Empty(finding.Regions);
    }

    [Fact]
    public void A_patch_of_stronger_noise_shows_in_the_map_but_raises_no_alarm()
    {
        var finding = Examine(Scene(512, 512, 4, patch: 1.5));
        Assert.Empty(finding.Regions);
        Assert.InRange(finding.Scores[0].Value, -2, 10);
    }

    [Fact]
    public void Images_without_readable_noise_are_not_judged()
    {
        Assert.Equal(Codes.NotApplicableProcessed, Examine(Scene(300, 300, 5, patch: 1, sigma: 0)).Reason.Code);
        Assert.Equal(Codes.NotApplicableTooSmall, Examine(Scene(200, 300, 5, patch: 1)).Reason.Code);
        Assert.Equal(Codes.NotApplicableNoTrace, Examine(Bitmap(300, 300, (_, _) => 255)).Reason.Code);
    }

    [Fact]
    public void Texture_is_not_judged()
    {
        var chance = new Seeded(6);
        var strengths = Enumerable.Range(0, 40 * 40).Select(_ => Math.Exp(1.2 * chance.NextNormal())).ToArray();
        var finding = Examine(Bitmap(320, 320, (x, y) => 128 + 4 * strengths[y / 8 * 40 + x / 8] * chance.NextNormal()));
        Assert.Equal(Codes.NotApplicableUnreliable, finding.Reason.Code);
    }

    [Fact]
    public void The_same_bytes_give_the_same_finding()
    {
        var bytes = Scene(512, 512, 1, patch: 0.5);
        var (first, second) = (Examine(bytes), Examine(bytes));
        Assert.Equal(first.Scores[0], second.Scores[0]);
        Assert.Equal(first.Maps[1].Values, second.Maps[1].Values);
    }

    [Fact]
    public void The_card_says_everything_a_card_says()
    {
        var card = MethodCard.Load(nameof(NoiseMismatch));
        Assert.All(MethodCard.RequiredSections, section => Assert.NotEqual("", card[section]));
    }

    // Every authentic tile of the shared set: whoever changes the method sees at once whether it cries wolf.
    [Fact]
    public void Authentic_camera_tiles_raise_no_more_than_three_alarms_in_a_hundred()
    {
        var files = Directory.GetFiles(SharedData.Path("data", "photos"), "*.jpg").Order(StringComparer.Ordinal).Where((_, i) => i % 5 == 0).ToArray();
        var alarms = files.Count(file =>
        {
            Assert.True(Intake.TryOpen(file, Limits.Default, out var specimen, out _, Token));
            using (specimen)
                return new NoiseMismatch().Examine(specimen, Token).Regions.Count > 0;
        });
        Assert.InRange(alarms, 0, 0.03 * files.Length);
    }

    private static Finding Examine(byte[] bytes)
    {
        Assert.True(Intake.TryOpen("made.bmp", bytes, Limits.Default, out var specimen, out _, Token));
        using (specimen)
            return new NoiseMismatch().Examine(specimen, Token);
    }

    private static byte[] Scene(int width, int height, ulong seed, double patch, double sigma = 3)
    {
        var chance = new Seeded(seed);
        return Bitmap(width, height, (x, y) =>
        {
            var ground = 110 + 50 * Math.Sin(x / 90.0) * Math.Cos(y / 70.0);
            var inside = x is >= 192 and < 352 && y is >= 128 and < 288;
            return ground + sigma * Math.Sqrt(ground / 110) * (inside ? patch : 1) * chance.NextNormal();
        });
    }

    // BMP, BITMAPINFOHEADER, 24 bit, bottom-up.
    private static byte[] Bitmap(int width, int height, Func<int, int, double> grey)
    {
        var stride = (width * 3 + 3) / 4 * 4;
        var bytes = new byte[54 + stride * height];
        (bytes[0], bytes[1]) = ((byte)'B', (byte)'M');
        foreach (var (at, value) in new[] { (2, bytes.Length), (10, 54), (14, 40), (18, width), (22, height), (34, stride * height) })
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        (bytes[26], bytes[28]) = (1, 24);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                bytes.AsSpan(54 + (height - 1 - y) * stride + 3 * x, 3).Fill((byte)Math.Clamp(Math.Round(grey(x, y)), 0, 255));
        }
        return bytes;
    }
}
