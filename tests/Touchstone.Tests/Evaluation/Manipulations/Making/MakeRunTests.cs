using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Tests.Evaluation.Manipulations.Making;

public sealed class MakeRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("make-tests-").FullName;

    public MakeRunTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "from"));
        for (ulong i = 0; i < 4; i++)
            File.WriteAllBytes(Path.Combine(_folder, "from", $"{i}.png"), PixelFile.Png(new SimulatedCamera(i).Take(new RenderedScene(i), 192, 160, i)));
        File.WriteAllText(Path.Combine(_folder, "from", "notes.txt"), "no picture");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<MadeSet> MakeAsync(string name, int jobs, params string[] forms)
    {
        var folder = Path.Combine(_folder, name);
        Directory.CreateDirectory(folder);
        var sources = SourceList.Read(Path.Combine(_folder, "from"), MediaKind.Image, SourceChoice.Authentic, null, TestContext.Current.CancellationToken);
        var request = new MakeRequest([ManipulationCatalog.Find("splice-feathered")!, ManipulationCatalog.Find("copy-move")!], sources, folder, 4, 9) { Jobs = jobs, Forms = [.. forms.Select(f => SaveForm.Parse(f)!)] };
        return await MakeRun.MakeAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_same_request_gives_the_same_files_however_many_work_on_it()
    {
        var (one, two) = (await MakeAsync("one", 1), await MakeAsync("two", 3));
        Assert.Equal(one.Items.Select(i => i.Sha256), two.Items.Select(i => i.Sha256));
        Assert.Equal(File.ReadAllBytes(one.Manifest), File.ReadAllBytes(two.Manifest));
    }

    [Fact]
    public async Task Each_item_has_a_counterpart_of_its_source_size_and_form()
    {
        var set = await MakeAsync("pairs", 2, "jpeg-q90", "png");
        Assert.Equal(8, set.Items.Count);
        foreach (var pair in set.Items.Chunk(2))
        {
            Assert.Equal(("forged", "real"), (pair[0].Label, pair[1].Label));
            Assert.Equal((pair[0].Save, pair[0].Session, pair[0].Parents[0].Sha256), (pair[1].Save, pair[1].Session, pair[1].Parents[0].Sha256));
            var (a, b) = (Picture(set, pair[0]), Picture(set, pair[1]));
            Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        }
    }

    [Fact]
    public async Task What_saving_leaves_unchanged_is_not_made()
    {
        var even = Directory.CreateDirectory(Path.Combine(_folder, "even")).FullName;
        for (var i = 0; i < 2; i++) File.WriteAllBytes(Path.Combine(even, $"{i}.png"), PixelFile.Png(new RgbImage(192, 160, [.. Enumerable.Repeat((byte)(90 + i), 192 * 160 * 3)])));
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "unchanged")).FullName;
        var sources = SourceList.Read(even, MediaKind.Image, SourceChoice.Authentic, null, TestContext.Current.CancellationToken);
        var set = await MakeRun.MakeAsync(new MakeRequest([ManipulationCatalog.Find("copy-move")!], sources, folder, 1, 9), TestContext.Current.CancellationToken);
        Assert.Empty(set.Items);
        Assert.All(set.Skipped, s => Assert.Equal(Codes.MakeUnchanged, s.Code));
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "media")));
    }

    [Fact]
    public async Task Donors_share_the_session_so_that_splits_by_session_do_not_leak()
    {
        var set = await MakeAsync("sessions", 2);
        var sessionsOf = set.Items.SelectMany(i => i.Parents.Select(p => (p.Sha256, i.Session))).Distinct().GroupBy(p => p.Sha256);
        Assert.All(sessionsOf, g => Assert.Single(g));
    }

    [Fact]
    public async Task A_lossless_item_equals_its_counterpart_outside_the_mask()
    {
        var set = await MakeAsync("masks", 2, "png");
        foreach (var pair in set.Items.Chunk(2))
        {
            var (a, b, mask) = (Picture(set, pair[0]), Picture(set, pair[1]), PixelFile.Load(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(set.Manifest)!, pair[0].Mask!))));
            for (var i = 0; i < a.Samples.Length; i++)
                if (mask.Samples[i] == 0) Assert.Equal(b.Samples[i], a.Samples[i]);
        }
    }

    [Fact]
    public async Task A_record_names_hashes_and_parameters()
    {
        var set = await MakeAsync("records", 2);
        var item = set.Items[0];
        var record = File.ReadAllText(Path.Combine(Path.GetDirectoryName(set.Manifest)!, "records", "00000a.json"));
        Assert.All((string[])[item.Sha256, item.MaskSha256!, item.Parents[0].Sha256, item.Parents[1].Sha256, "feather_px", "splice-feathered", "jpeg-q90"], part => Assert.Contains(part, record, StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_of_a_form_is_read_or_refused() =>
        Assert.Multiple(
            () => Assert.Equal(".jpg", SaveForm.Parse("jpeg-q90-444")!.Extension),
            () => Assert.Equal(MediaKind.Audio, SaveForm.Parse("opus-24k")!.Kind),
            () => Assert.All((string[])["jpeg", "jpeg-q0", "jpeg-q101", "png-q9", "opus", "exe", "jpeg-q90; rm"], n => Assert.Null(SaveForm.Parse(n))));

    private static Touchstone.Media.Pixels.RgbImage Picture(MadeSet set, MadeItem item) => PixelFile.Load(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(set.Manifest)!, item.Path)));
}
