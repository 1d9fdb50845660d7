using CsCheck;
using SkiaSharp;
using Touchstone.Engine.Detectors.Metadata.MetadataConsistency;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Tests.Media.Metadata;
using static Touchstone.Tests.Media.Metadata.Bytes;

namespace Touchstone.Tests.Engine.Detectors.Metadata;

public sealed class MetadataConsistencyTests
{
    private const int Width = 640, Height = 480;

    // Origin of the vectors: scenes are sums of soft discs drawn from a seed: recognisable, lossy-coding friendly, made here.
    private static SKBitmap Scene(int seed, int width = Width, int height = Height)
    {
        var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor(128, 128, 128));
        var state = (uint)seed * 2654435761u;
        int Next(int bound) => (int)((state = (state * 1664525u) + 1013904223u) >> 8) % bound;
        using var paint = new SKPaint();
        for (var i = 0; i < 60; i++)
        {
            var level = (byte)Next(256);
            paint.Color = new SKColor(level, level, level);
            canvas.DrawOval(Next(width), Next(height), 20 + Next(width / 8), 20 + Next(height / 8), paint);
        }
        return bitmap;
    }

    private static byte[] Jpeg(SKBitmap bitmap, int quality = 90)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }

    private static byte[] Thumbnail(SKBitmap bitmap, int width = 160, int height = 120)
    {
        using var small = bitmap.Resize(new SKImageInfo(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return Jpeg(small, 80);
    }

    // The encoder writes SOI and APP0; the Exif segment goes right behind SOI, as DCF asks.
    private static byte[] WithExif(byte[] jpeg, ExifWriter exif) => [.. jpeg[..2], .. exif.Segment(), .. jpeg[2..]];

    private static ExifWriter Camera(int width = Width, int height = Height) => new ExifWriter().Main(0x10F, "Acme").Main(0x110, "Box 1").Main(0x132, "2018:04:01 12:00:00")
        .Exif(0x9003, "2018:04:01 12:00:00").Exif(0x9004, "2018:04:01 12:00:00").Exif(0xA002, width).Exif(0xA003, height);

    private static Finding Examine(byte[] file) => Examine(file, Limits.Default);

    private static Finding Examine(byte[] file, Limits limits)
    {
        Assert.True(Intake.TryOpen("made", file, limits, out var specimen, out var fault, TestContext.Current.CancellationToken), fault?.Message);
        using (specimen) return new MetadataConsistency().Examine(specimen, TestContext.Current.CancellationToken);
    }

    private static string[] Rules(Finding finding, Weight atLeast = Weight.Anomaly) => [.. finding.Observations.Where(o => o.Weight >= atLeast).Select(o => o.Rule)];

    [Fact]
    public void A_camera_file_with_its_own_thumbnail_agrees()
    {
        using var scene = Scene(1);
        var finding = Examine(WithExif(Jpeg(scene), Camera().Thumbnail(Thumbnail(scene))));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.Empty(Rules(finding));
        Assert.True(finding.Scores.Single(s => s.Name == "preview correlation").Value > 0.97);
    }

    [Fact]
    public void Bars_that_fill_a_thumbnail_are_innocent()
    {
        using var scene = Scene(2, 640, 360);
        using var barred = new SKBitmap(160, 120);
        using (var small = scene.Resize(new SKImageInfo(160, 90), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)))
            for (var y = 0; y < 120; y++)
                for (var x = 0; x < 160; x++) barred.SetPixel(x, y, y is < 15 or >= 105 ? SKColors.Black : small.GetPixel(x, y - 15));
        Assert.Empty(Rules(Examine(WithExif(Jpeg(scene), Camera(640, 360).Thumbnail(Jpeg(barred, 80))))));
    }

    [Fact]
    public void A_thumbnail_of_another_scene_in_a_file_that_claims_the_camera_is_a_contradiction()
    {
        using var scene = Scene(3);
        using var other = Scene(77);
        var finding = Examine(WithExif(Jpeg(scene), Camera().Thumbnail(Thumbnail(other))));
        var preview = finding.Scores.Single(s => s.Name == "preview correlation").Value;
        // What other scenes reach by chance decides which of the two rules speaks; neither stays silent.
        Assert.Contains(preview < 0.4 ? "meta.preview.other-scene" : "meta.preview.differs", Rules(finding));
    }

    [Fact]
    public void The_same_in_a_resized_file_is_no_contradiction()
    {
        using var scene = Scene(3);
        using var other = Scene(77);
        var finding = Examine(WithExif(Jpeg(scene), Camera(4000, 3000).Thumbnail(Thumbnail(other))));
        Assert.Equal(["meta.preview.differs"], Rules(finding));
    }

    [Fact]
    public void A_crop_with_the_old_thumbnail_is_told_as_a_part()
    {
        using var scene = Scene(4);
        using var part = new SKBitmap(384, 288);
        scene.ExtractSubset(part, new SKRectI(128, 96, 512, 384));
        using var copy = part.Copy();
        var rules = Rules(Examine(WithExif(Jpeg(copy), Camera(384, 288).Thumbnail(Thumbnail(scene)))));
        Assert.Equal(["meta.preview.part"], rules);
    }

    [Fact]
    public void A_turned_picture_with_the_old_thumbnail_is_only_a_note()
    {
        using var scene = Scene(5);
        using var turned = new SKBitmap(Height, Width);
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++) turned.SetPixel(Height - 1 - y, x, scene.GetPixel(x, y));
        var finding = Examine(WithExif(Jpeg(turned), Camera(Height, Width).Thumbnail(Thumbnail(scene))));
        Assert.Empty(Rules(finding));
        Assert.Contains("meta.preview.turned", Rules(finding, Weight.Note));
    }

    [Fact]
    public void An_object_painted_over_differs_where_it_lies()
    {
        using var scene = Scene(6);
        using var edited = scene.Copy();
        using (var canvas = new SKCanvas(edited))
        using (var paint = new SKPaint { Color = SKColors.White }) canvas.DrawRect(400, 280, 48, 48, paint);
        var finding = Examine(WithExif(Jpeg(edited), Camera().Thumbnail(Thumbnail(scene))));
        Assert.Equal(["meta.preview.local"], Rules(finding));
        Assert.All(finding.Regions, r => Assert.True(r.X >= 399 && r.X < 480 && r.Y >= 279 && r.Y < 360, $"{r.X}, {r.Y}"));
    }

    // Nikon type 3 notes: "Nikon\0", version, a TIFF structure of their own. Signature as described by the makers' own readers.
    [Fact]
    public void A_private_block_of_one_maker_under_another_name_is_a_contradiction()
    {
        byte[] Entry(int tag, string text) => [.. Big16(tag), .. Big16(2), .. Big32(4), .. Ascii(text), 0];
        byte[] note = [.. Ascii("Nikon\0"), 2, 0x10, 0, 0, .. Ascii("MM"), 0, 42, .. Big32(8), .. Big16(4), .. Entry(4, "RAW"), .. Entry(5, "AUT"), .. Entry(6, "NOR"), .. Entry(7, "AFS"), 0, 0, 0, 0];
        using var scene = Scene(7);
        var other = Examine(WithExif(Jpeg(scene), Camera().Undefined(0x927C, note)));
        Assert.Contains("meta.device.maker-note-other", Rules(other, Weight.Contradiction));
        var own = Examine(WithExif(Jpeg(scene), Camera().Main(0x10F, "NIKON CORPORATION").Undefined(0x927C, note)));
        Assert.Empty(Rules(own));
    }

    // Exif 2.32 sections 4.6.4 to 4.6.6; each line plants one fault and names the rule that must speak.
    public static TheoryData<string, Action<ExifWriter>> Faults => new()
    {
        { "meta.time.impossible", e => e.Main(0x132, "2018:13:41 12:00:00") },
        { "meta.time.modified-before-taken", e => e.Main(0x132, "2018:03:30 12:00:00") },
        { "meta.time.digitised-before-taken", e => e.Exif(0x9004, "2017:04:01 12:00:00") },
        { "meta.time.gps-differs", e => e.Gps(29, "2018:04:03").Gps(7, (12, 1), (0, 1), (0, 1)) },
        { "meta.time.before-standard", e => e.Undefined(0x9000, Ascii("0300")) },
        { "meta.size.aspect-differs", e => e.Exif(0xA003, 640) },
        { "meta.device.orientation", e => e.Main(0x112, 9) },
        { "meta.place.range", e => e.Gps(1, "N").Gps(2, (95, 1), (0, 1), (0, 1)).Gps(3, "E").Gps(4, (10, 1), (0, 1), (0, 1)) },
        { "meta.place.zero", e => e.Gps(1, "N").Gps(2, (0, 1), (0, 1), (0, 1)).Gps(3, "E").Gps(4, (0, 1), (0, 1), (0, 1)) },
        { "meta.place.half", e => e.Gps(1, "N").Gps(2, (5, 1), (0, 1), (0, 1)) },
    };

    [Fact]
    public void The_size_of_a_jpeg_is_read_from_its_frame_header_where_its_pixels_are_too_many()
    {
        using var scene = Scene(8);
        var finding = Examine(WithExif(Jpeg(scene), Camera().Exif(0xA003, 640)), Limits.Default with { MaximumPixels = 1000 });
        Assert.Contains("meta.size.aspect-differs", Rules(finding));
    }

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void A_planted_fault_is_found_by_its_rule_alone(string rule, Action<ExifWriter> plant)
    {
        using var scene = Scene(8);
        var exif = Camera();
        plant(exif);
        Assert.Equal([rule], Rules(Examine(WithExif(Jpeg(scene), exif))).Distinct());
    }

    // Cameras abroad keep the time of home; zones are 26 hours wide.
    [Fact]
    public void Times_within_the_time_zones_are_innocent()
    {
        using var scene = Scene(9);
        Assert.Empty(Rules(Examine(WithExif(Jpeg(scene), Camera().Main(0x132, "2018:03:31 11:00:00").Gps(29, "2018:04:01").Gps(7, (0, 1), (30, 1), (0, 1))))));
    }

    [Fact]
    public void A_file_that_states_nothing_is_not_applicable()
    {
        using var scene = Scene(10);
        var finding = Examine(Jpeg(scene));
        Assert.Equal((FindingState.NotApplicable, Codes.NotApplicableNoTrace), (finding.State, finding.Reason.Code));
    }

    [Fact]
    public void The_card_names_every_rule()
    {
        var card = MethodCard.Load("MetadataConsistency");
        Assert.All(MethodCard.RequiredSections, s => Assert.NotEqual("", card[s]));
        Assert.All(RuleList.All, r => Assert.Contains($"`{r.Id}`", card["Look for"], StringComparison.Ordinal));
        Assert.Equal(RuleList.All.Count, RuleList.All.Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public void Every_rule_but_a_contradiction_has_an_innocent_explanation() =>
        Assert.All(RuleList.All, r => Assert.Equal(r.Weight == Weight.Contradiction, r.Innocent.Length == 0));

    [Fact]
    public void Changed_bytes_never_throw()
    {
        using var scene = Scene(11, 64, 48);
        var file = WithExif(Jpeg(scene), Camera(64, 48).Thumbnail(Thumbnail(scene, 32, 24)));
        Gen.Select(Gen.Int[4, file.Length - 1], Gen.Byte, Gen.Int[4, file.Length - 1], Gen.Byte).Sample((at, value, at2, value2) =>
        {
            var mutant = (byte[])file.Clone();
            mutant[at] = value;
            mutant[at2] = value2;
            return Examine(mutant) is not null;
        }, iter: 200);
    }

    [Fact]
    public void No_shared_camera_photograph_contradicts_itself()
    {
        var contradicting = Directory.EnumerateFiles(SharedData.Path("data", "visual", "photos_real"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => (Name: Path.GetFileName(f), Finding: Examine(File.ReadAllBytes(f))))
            .SelectMany(f => f.Finding.Observations.Where(o => o.Weight == Weight.Contradiction).Select(o => $"{f.Name}: {o.Text}")).ToList();
        Assert.Empty(contradicting);
    }
}
