using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Mutations;
using Touchstone.Media.Pixels;

namespace Touchstone.Tests.Evaluation;

public sealed class ManipulationTests
{
    private static readonly RgbImage Photo = new SimulatedCamera(1).Take(new RenderedScene(3), 96, 64, 1);

    [Fact]
    public void The_same_seeds_take_the_same_picture_and_another_exposure_another() =>
        Assert.Multiple(
            () => Assert.Equal(Photo.Samples, new SimulatedCamera(1).Take(new RenderedScene(3), 96, 64, 1).Samples),
            () => Assert.NotEqual(Photo.Samples, new SimulatedCamera(1).Take(new RenderedScene(3), 96, 64, 2).Samples));

    [Fact]
    public void A_mask_names_exactly_the_pixels_that_were_replaced()
    {
        var white = new RgbImage(96, 64, [.. Enumerable.Repeat((byte)255, 96 * 64 * 3)]);
        var black = white with { Samples = new byte[96 * 64 * 3] };
        var made = Paste.Ellipse(white, black, (0, 0), (30, 20), (24, 16));
        for (var i = 0; i < made.Mask.Length; i++) Assert.Equal(made.Mask[i], made.Image.Samples[3 * i] == 0);
        // The ellipse fills π/4 of its box.
        Assert.InRange(made.Mask.Count(m => m), 24 * 16 * 0.74, 24 * 16 * 0.83);
    }

    [Fact]
    public void A_box_outside_the_image_is_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => Paste.Ellipse(Photo, Photo, (0, 0), (90, 0), (20, 20)));

    [Fact]
    public void A_saved_picture_comes_back_in_its_size_and_nearly_in_its_values()
    {
        var back = JpegWriter.Load(JpegWriter.Save(Photo, 98));
        Assert.Equal((96, 64), (back.Width, back.Height));
        Assert.InRange(back.Samples.Zip(Photo.Samples, (a, b) => Math.Abs(a - b)).Average(), 0, 6);
    }

    [Fact]
    public void A_synthetic_voice_speaks_within_full_scale_and_pauses()
    {
        var voice = SyntheticVoice.Speak(3, 5);
        Assert.Equal(3 * SyntheticVoice.SampleRateHz, voice.Length);
        Assert.InRange(voice.Max(MathF.Abs), 0.2f, 0.99f);
        Assert.Contains(voice.Chunk(400), c => c.Max(MathF.Abs) < 0.02f);
    }

    [Fact]
    public void A_mutation_is_the_same_for_the_same_seed_and_changes_something()
    {
        byte[] original = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))];
        foreach (var mutation in Enum.GetValues<Mutation>())
        {
            Assert.Equal(Mutator.Mutate(original, mutation, 4), Mutator.Mutate(original, mutation, 4));
            Assert.NotEqual(original, Mutator.Mutate(original, mutation, 4));
        }
    }

    [Fact]
    public void Every_mutation_survives_a_single_byte()
    {
        foreach (var mutation in Enum.GetValues<Mutation>())
            for (ulong seed = 0; seed < 50; seed++)
                Assert.True(Mutator.Mutate([7], mutation, seed).Length <= 2);
    }
}
