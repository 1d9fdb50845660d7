using System.Numerics;
using Plane = Touchstone.Media.Pixels.Plane;
using SkiaSharp;
using Touchstone.Engine.Likeness;
using Touchstone.Evaluation.DataSets.Likeness;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Media.Audio;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.DataSets.Likeness;

public sealed class LikenessTests
{
    private const int Width = 160, Height = 120;

    /// <summary>A rendered scene as 8-bit grey; every seed is another landscape of the same kind, so that the whole is alike and the details differ.</summary>
    private static Plane Scene(ulong seed)
    {
        var scene = new RenderedScene(seed);
        var luma = new float[Width * Height];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                var (r, g, b) = scene.At((float)x / Height, (float)y / Height);
                luma[y * Width + x] = 255 * MathF.Sqrt(Math.Clamp(0.299f * r + 0.587f * g + 0.114f * b, 0, 1));
            }
        return new Plane(Width, Height, luma);
    }

    private static readonly Plane[] Scenes = [.. Enumerable.Range(0, 24).Select(i => Scene((ulong)i + 1))];

    private static Plane Change(Plane luma, string how)
    {
        using var bitmap = new SKBitmap(luma.Width, luma.Height, SKColorType.Gray8, SKAlphaType.Opaque);
        for (var i = 0; i < luma.Samples.Length; i++) bitmap.GetPixelSpan()[i] = (byte)luma.Samples[i];
        using var changed = how switch
        {
            "jpeg" => SKBitmap.Decode(bitmap.Encode(SKEncodedImageFormat.Jpeg, 40).AsSpan()),
            "half" => bitmap.Resize(new SKImageInfo(Width / 2, Height / 2), SKSamplingOptions.Default),
            "larger" => bitmap.Resize(new SKImageInfo(237, 190), new SKSamplingOptions(SKCubicResampler.Mitchell)),
            "crop" => Cropped(bitmap, new SKRectI(7, 5, Width - 6, Height - 4)),
            "crop one side" => Cropped(bitmap, new SKRectI(14, 0, Width, Height)),
            "crop corner" => Cropped(bitmap, new SKRectI(0, 0, Width - 14, Height - 10)),
            _ => bitmap.Copy(),
        };
        float Tone(float sample) => how switch { "brighter" => Math.Min(255, sample * 1.25f + 10), "gamma" => 255 * MathF.Pow(sample / 255, 1.5f), _ => sample };
        var result = new Plane(changed.Width, changed.Height, new float[changed.Width * changed.Height]);
        for (var y = 0; y < changed.Height; y++)
            for (var x = 0; x < changed.Width; x++)
                result.Samples[y * changed.Width + (how == "mirrored" ? changed.Width - 1 - x : x)] = Tone(changed.GetPixel(x, y).Red);
        return result;
    }

    private static SKBitmap Cropped(SKBitmap bitmap, SKRectI part)
    {
        using var view = new SKBitmap();
        bitmap.ExtractSubset(view, part);
        return view.Copy();
    }

    [Theory]
    [InlineData("jpeg", 12)]
    [InlineData("half", 12)]
    [InlineData("larger", 12)]
    [InlineData("crop", 12)]
    [InlineData("crop one side", 12)]
    [InlineData("crop corner", 11)]
    [InlineData("brighter", 12)]
    [InlineData("gamma", 12)]
    [InlineData("mirrored", 12)]
    public void A_picture_is_known_again_and_no_other_is_taken_for_it(string how, int fewest)
    {
        MediaPrint[] prints = [.. Scenes.Concat(Scenes.Take(12).Select(s => Change(s, how))).Select(s => new MediaPrint([PicturePrint.Of(s)], null))];
        var pairs = LikenessSearch.Run(prints, 2, TestContext.Current.CancellationToken);
        var right = pairs.Where(p => p.Other == p.One + Scenes.Length).ToList();
        Assert.True(right.Count >= fewest, $"{right.Count} of 12 found.");
        Assert.Equal(right.Count, pairs.Count);
        if (how == "mirrored") Assert.All(right, p => Assert.Equal(LikenessKind.Mirrored, p.Kind));
    }

    [Fact]
    public void The_index_finds_exactly_what_a_scan_of_all_finds()
    {
        var chance = new Seeded(11);
        ulong[] hashes = [.. Enumerable.Range(0, 3000).Select(_ => chance.NextBits())];
        // Random words lie about 32 bits apart, so neighbours are planted at every distance.
        for (var i = 1000; i < 3000; i++)
        {
            hashes[i] = hashes[i % 1000];
            for (var flips = chance.NextInt(15); flips > 0; flips--) hashes[i] ^= 1UL << chance.NextInt(64);
        }
        var index = new HashIndex(hashes);
        foreach (var distance in (int[])[0, 3, 7, HashIndex.Radius])
            for (var q = 0; q < 200; q++)
            {
                var found = new List<(int Place, int Distance)>();
                index.Find(hashes[q], distance, found);
                var expected = Enumerable.Range(0, hashes.Length).Select(i => (i, BitOperations.PopCount(hashes[i] ^ hashes[q]))).Where(p => p.Item2 <= distance);
                Assert.Equal(expected, found.OrderBy(f => f.Place));
            }
    }

    private static AudioSignal Voice(ulong seed, double seconds = 6) => new(SyntheticVoice.Speak(seconds, seed), SyntheticVoice.SampleRateHz, 1, "pcm", 16);

    private static AudioSignal Change(AudioSignal signal, string how)
    {
        var samples = signal.Samples.ToArray();
        var chance = new Seeded(99);
        switch (how)
        {
            case "gain": for (var i = 0; i < samples.Length; i++) samples[i] *= 0.3f; break;
            case "noise": for (var i = 0; i < samples.Length; i++) samples[i] += (float)(0.005 * chance.NextNormal()); break;
            case "excerpt": samples = samples[23_456..71_111]; break;
            case "muffled": for (var i = 2; i < samples.Length; i++) samples[i] = 0.5f * samples[i] + 0.5f * samples[i - 1]; break;
        }
        return signal with { Samples = samples };
    }

    [Theory]
    [InlineData("gain")]
    [InlineData("noise")]
    [InlineData("excerpt")]
    [InlineData("muffled")]
    public void A_recording_is_known_again_and_no_other_is_taken_for_it(string how)
    {
        AudioSignal[] voices = [.. Enumerable.Range(0, 12).Select(i => Voice((ulong)i + 1))];
        MediaPrint[] prints = [.. voices.Concat(voices.Take(6).Select(v => Change(v, how))).Select(v => new MediaPrint([], SoundPrint.Of(v, TestContext.Current.CancellationToken)))];
        var pairs = LikenessSearch.Run(prints, 2, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 6).Select(i => (i, i + 12)), pairs.Select(p => (p.One, p.Other)));
        Assert.All(pairs, p => Assert.Equal(LikenessKind.Sound, p.Kind));
    }

    [Fact]
    public void The_offset_of_an_excerpt_is_told()
    {
        var whole = SoundPrint.Of(Voice(4), TestContext.Current.CancellationToken);
        var part = SoundPrint.Of(Change(Voice(4), "excerpt"), TestContext.Current.CancellationToken);
        var hit = Assert.Single(new SoundIndex([whole, part]).Find(1));
        Assert.InRange(hit.Offset * SoundPrint.StepSeconds, 23_456 / 16_000.0 - 0.012, 23_456 / 16_000.0 + 0.012);
    }

    [Fact]
    public void Silence_and_nothing_have_prints_that_match_nothing()
    {
        var silent = SoundPrint.Of(new AudioSignal(new float[32_000], 16_000, 1, "pcm", 16), TestContext.Current.CancellationToken);
        var empty = SoundPrint.Of(new AudioSignal([], 16_000, 1, "pcm", 16), TestContext.Current.CancellationToken);
        var flat = PicturePrint.Of(new Plane(1, 1, [128]));
        Assert.True(flat.IsFlat);
        MediaPrint[] prints = [new([flat], silent), new([flat], silent), new([], empty), new([], empty), MediaPrint.None];
        Assert.Empty(LikenessSearch.Run(prints, 1, TestContext.Current.CancellationToken));
    }
}
