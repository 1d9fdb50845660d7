using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Evaluation.Perturbations;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Tests.Evaluation.Perturbations;

public sealed class PerturbationCatalogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perturb-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Names_are_unique_and_everything_is_described()
    {
        Assert.Equal(PerturbationCatalog.All.Count, PerturbationCatalog.All.Select(p => p.Name).Distinct().Count());
        Assert.All(PerturbationCatalog.All, p => Assert.Matches(@"^[A-Z0-9].*\.$", p.Description));
        Assert.All((MediaKind[])[MediaKind.Image, MediaKind.Audio, MediaKind.Video], kind => Assert.NotEmpty(PerturbationCatalog.HarmlessFor(kind)));
    }

    [Fact]
    public void No_processing_is_harmless_for_questions_about_processing() =>
        Assert.All(PerturbationCatalog.All, p => Assert.False(p.IsHarmlessFor(Question.History) || p.IsHarmlessFor(Question.Provenance)));

    [Theory]
    [InlineData(MediaKind.Image)]
    [InlineData(MediaKind.Audio)]
    public async Task Each_gives_the_same_readable_file_for_the_same_seed_or_says_why_not(MediaKind kind)
    {
        var path = Path.Combine(_folder, kind == MediaKind.Image ? "a.jpg" : "a.wav");
        await File.WriteAllBytesAsync(path, kind == MediaKind.Image ? PixelFile.Jpeg(new SimulatedCamera(1).Take(new RenderedScene(3), 160, 128, 1), 95)
            : WavWriter.Write(SyntheticVoice.Speak(1.5, 5), SyntheticVoice.SampleRateHz), TestContext.Current.CancellationToken);
        foreach (var perturbation in PerturbationCatalog.All.Where(p => p.Kind == kind))
        {
            var (one, two) = (await ApplyAsync(perturbation, path), await ApplyAsync(perturbation, path));
            if (await perturbation.UnavailableAsync(TestContext.Current.CancellationToken) is { } fault)
            {
                Assert.Equal(Codes.MakeNoEncoder, fault.Code);
                Assert.Null(one);
                continue;
            }
            Assert.True(one is not null && two is not null, perturbation.Name);
            Assert.True(one.Bytes.AsSpan().SequenceEqual(two.Bytes), $"{perturbation.Name} differs between two runs.");
            var made = Path.Combine(_folder, "made" + one.Extension);
            await File.WriteAllBytesAsync(made, one.Bytes, TestContext.Current.CancellationToken);
            var fault2 = kind == MediaKind.Image ? PixelFile.Load(made, TestContext.Current.CancellationToken).Fault : SoundFile.Load(made, TestContext.Current.CancellationToken).Fault;
            Assert.True(fault2 is null, $"{perturbation.Name}: {fault2?.Message}");
        }
    }

    [Fact]
    public async Task Videos_are_recoded_thinned_and_muted()
    {
        if (!Ffmpeg.IsInstalled) Assert.Skip("skipped: no ffmpeg");
        var path = Path.Combine(_folder, "a.mp4");
        Assert.True(await Ffmpeg.RunAsync(["-f", "lavfi", "-i", "testsrc2=size=96x64:rate=20:duration=1", "-f", "lavfi", "-i", "sine=duration=1", "-c:v", "libx264", "-c:a", "aac", "-pix_fmt", "yuv420p", path], null, TestContext.Current.CancellationToken));
        foreach (var perturbation in PerturbationCatalog.All.Where(p => p.Kind == MediaKind.Video))
        {
            var made = await ApplyAsync(perturbation, path);
            Assert.True(made is not null, perturbation.Name);
            Assert.True(Intake.TryOpen("made.mp4", made.Bytes, Limits.Default, out var specimen, out _, TestContext.Current.CancellationToken));
            using (specimen) Assert.Equal(MediaKind.Video, specimen.Kind);
        }
    }

    [Fact]
    public async Task What_is_no_media_is_left_alone()
    {
        var path = Path.Combine(_folder, "a.jpg");
        await File.WriteAllTextAsync(path, "not a picture", TestContext.Current.CancellationToken);
        foreach (var perturbation in PerturbationCatalog.All) Assert.Null(await ApplyAsync(perturbation, path));
    }

    private Task<PerturbedFile?> ApplyAsync(Perturbation perturbation, string path) => perturbation.ApplyAsync(new PerturbationInput(path, _folder, 7), TestContext.Current.CancellationToken);
}
