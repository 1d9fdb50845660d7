using Touchstone.Evaluation.Manipulations;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Manipulations;

public sealed class ManipulationCatalogTests
{
    private static readonly RgbImage Photo = new SimulatedCamera(1).Take(new RenderedScene(3), 288, 224, 1);
    private static readonly RgbImage Other = new SimulatedCamera(2).Take(new RenderedScene(5), 256, 256, 2);
    private static readonly float[] Voice = SyntheticVoice.Speak(2.5, 5);
    private static readonly float[] OtherVoice = SyntheticVoice.Speak(2.2, 6, 0.006);

    // Roughly where the middle of the rendered scene is; rendered landscapes have no skin.
    private static readonly FaceEllipse Face = new(144, 112, 50, 64);

    public static TheoryData<string> Images => [.. ManipulationCatalog.All.OfType<ImageManipulation>().Select(m => m.Name)];

    public static TheoryData<string> Voices => [.. ManipulationCatalog.All.OfType<VoiceManipulation>().Select(m => m.Name)];

    private static EditedImage Edit(string name, ulong seed) =>
        ((ImageManipulation)ManipulationCatalog.Find(name)!).Apply(new ImageEdit(Photo, Other, new Seeded(seed)) { Face = Face }).Value!;

    private static EditedVoice EditVoice(string name, ulong seed) =>
        ((VoiceManipulation)ManipulationCatalog.Find(name)!).Apply(new VoiceEdit(Voice, OtherVoice, SyntheticVoice.SampleRateHz, new Seeded(seed))).Value!;

    [Theory]
    [MemberData(nameof(Images))]
    public void Outside_its_mask_a_picture_is_untouched_and_inside_it_is_changed(string name)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var edited = Edit(name, seed);
            if (edited.Mask is null) continue;
            var (inside, changed) = (0, 0);
            var before = edited.Counterpart ?? Photo;
            for (var i = 0; i < edited.Mask.Length; i++)
            {
                var same = edited.Image.Samples.AsSpan(3 * i, 3).SequenceEqual(before.Samples.AsSpan(3 * i, 3));
                if (!edited.Mask[i]) Assert.True(same, $"{name}, seed {seed}: pixel {i} outside the mask was changed.");
                else inside++;
                if (!same) changed++;
            }
            Assert.InRange(inside, 100, edited.Mask.Length / 2);
            Assert.InRange((double)changed / inside, 0.6, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void A_picture_is_changed_alike_for_the_same_seed_and_otherwise_for_another(string name)
    {
        Assert.Equal(Edit(name, 7).Image.Samples, Edit(name, 7).Image.Samples);
        Assert.NotEqual(Edit(name, 7).Image.Samples, Edit(name, 8).Image.Samples);
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void A_tiny_picture_is_refused_with_a_code(string name)
    {
        var tiny = new RgbImage(20, 12, new byte[20 * 12 * 3]);
        var refused = ((ImageManipulation)ManipulationCatalog.Find(name)!).Apply(new ImageEdit(tiny, tiny, new Seeded(1)));
        Assert.NotNull(refused.Fault);
    }

    [Theory]
    [MemberData(nameof(Voices))]
    public void A_voice_is_changed_alike_for_the_same_seed_and_stays_in_full_scale(string name)
    {
        var edited = EditVoice(name, 7);
        Assert.Equal(edited.Samples, EditVoice(name, 7).Samples);
        Assert.NotEqual(edited.Samples, EditVoice(name, 8).Samples);
        Assert.All(edited.Samples, s => Assert.InRange(s, -1f, 1f));
        Assert.Equal((edited.Counterpart ?? Voice).Length, edited.Samples.Length);
        Assert.NotEmpty(edited.Changed);
        Assert.All(edited.Changed, c => Assert.InRange(c.End, c.Start, edited.Samples.Length));
    }

    [Theory]
    [InlineData("voice-replace")]
    [InlineData("voice-repeat")]
    public void Outside_its_intervals_a_recording_is_untouched(string name)
    {
        var edited = EditVoice(name, 3);
        for (var i = 0; i < edited.Samples.Length; i++)
            if (!edited.Changed.Any(c => i >= c.Start && i < c.End)) Assert.Equal(Voice[i], edited.Samples[i]);
    }

    [Theory]
    [MemberData(nameof(Voices))]
    public void A_moment_of_sound_is_refused_with_a_code(string name) =>
        Assert.NotNull(((VoiceManipulation)ManipulationCatalog.Find(name)!).Apply(new VoiceEdit(new float[800], new float[800], 16000, new Seeded(1))).Fault);

    [Fact]
    public void Names_are_unique_and_everything_is_described()
    {
        Assert.Equal(ManipulationCatalog.All.Count, ManipulationCatalog.All.Select(m => m.Name).Distinct().Count());
        Assert.All(ManipulationCatalog.All, m => Assert.True(m.Questions.Count > 0 && m.Questions.Distinct().Count() == m.Questions.Count, m.Name));
        Assert.All(ManipulationCatalog.All.SelectMany(m => (string[])[m.Description, m.History, m.Source]), text => Assert.True(text.Length > 2));
    }
}
