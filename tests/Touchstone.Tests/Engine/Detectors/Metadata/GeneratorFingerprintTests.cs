using System.Text;
using Touchstone.Engine;
using Touchstone.Engine.Detectors.Metadata.GeneratorFingerprint;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Tests.Media.Metadata;
using static Touchstone.Tests.Media.Metadata.Bytes;

namespace Touchstone.Tests.Engine.Detectors.Metadata;

// Origin of the vectors: files built here of the smallest structure that holds the text; the shared files come from public repositories.
public sealed class GeneratorFingerprintTests
{
    private const string Settings = "a duck\nSteps: 15, Sampler: Euler a, CFG scale: 5";

    [Fact]
    public void Settings_in_a_png_are_an_anomaly_with_its_innocent_explanation()
    {
        var finding = Examine(PngFile(2, 2, Chunk("tEXt", Ascii("parameters\0" + Settings))));
        var observation = Assert.Single(finding.Observations);
        Assert.Equal((FindingState.Measured, "fingerprint.a1111.parameters", Weight.Anomaly), (finding.State, observation.Rule, observation.Weight));
        Assert.Contains("unsigned claim", observation.Text);
        Assert.NotEmpty(observation.Innocent);
        Assert.Null(finding.Evidence);
        Assert.True(finding.StandsOut());
        Assert.Contains("SynthID", finding.Parameters["not readable here"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_user_comment_is_read_in_either_byte_order(bool little)
    {
        var text = (little ? Encoding.Unicode : Encoding.BigEndianUnicode).GetBytes(Settings);
        var finding = Examine(JpegFile(8, 8, new ExifWriter().Undefined(0x9286, [.. Ascii("UNICODE\0"), .. text]).Segment()));
        Assert.Contains(finding.Observations, o => o.Rule == "fingerprint.a1111.parameters");
    }

    [Fact]
    public void A_source_type_in_xmp_names_its_class()
    {
        IReadOnlyList<Observation> Of(string type)
        {
            var packet = $"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:e='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' e:DigitalSourceType='http://cv.iptc.org/newscodes/digitalsourcetype/{type}'/></rdf:RDF>";
            return Examine(PngFile(2, 2, Chunk("iTXt", [.. Ascii("XML:com.adobe.xmp\0"), 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(packet)]))).Observations;
        }
        Assert.Equal(Weight.Anomaly, Assert.Single(Of("trainedAlgorithmicMedia")).Weight);
        Assert.Equal(Weight.Anomaly, Assert.Single(Of("compositeWithTrainedAlgorithmicMedia")).Weight);
        Assert.Equal(Weight.Note, Assert.Single(Of("digitalCapture")).Weight);
        Assert.Equal(Weight.Note, Assert.Single(Of("digitalArt")).Weight);
    }

    // GB 45438-2025: the label stands in the item list under a key of its own; one longer than a field is shown must be read whole.
    [Fact]
    public void A_label_in_the_keys_of_an_mp4_is_read_whole()
    {
        var label = "{\"AIGC\": {\"ContentProducer\": \"" + new string('p', 900) + "\", \"ProduceID\": \"i\", \"Label\": \"1\"}}";
        byte[] keys = [.. Big32(0), .. Big32(1), .. Big32(12), .. Ascii("mdtaAIGC")];
        byte[] item = Box("\0\0\0\u0001", Box("data", Big32(1), Big32(0), Encoding.UTF8.GetBytes(label)));
        byte[] handler = Box("hdlr", new byte[8], Ascii("mdta"), new byte[13]);
        var file = Join(Box("ftyp", Ascii("isom"), Big32(0)), Box("moov", Box("udta", Box("meta", Big32(0), handler, Box("keys", keys), Box("ilst", item)))));
        Assert.Contains(Examine(file).Observations, o => o.Rule == "fingerprint.gb45438.label-1" && o.Text.Contains("MP4 AIGC"));
    }

    [Fact]
    public void A_file_without_marks_is_not_applicable_and_says_what_that_means()
    {
        var finding = Examine(PngFile(2, 2, Chunk("tEXt", Ascii("Software\0Paint"))));
        Assert.Equal((FindingState.NotApplicable, Codes.NotApplicableNoTrace), (finding.State, finding.Reason.Code));
        Assert.Contains("clears nothing", finding.Reason.Text);
    }

    [Fact]
    public void Every_shared_file_that_declares_a_generator_is_named()
    {
        var folder = SharedData.Path("data", "c2pa", "ai-metadata");
        foreach (var row in File.ReadAllLines(Path.Combine(folder, "expected.csv")).Skip(1).Select(l => l.Split(',')))
        {
            var finding = Examine(File.ReadAllBytes(Path.Combine(folder, row[0])));
            Assert.Contains(finding.Observations, o => o.Weight == Weight.Anomaly && o.Text.Contains(row[1], StringComparison.Ordinal));
            Assert.Contains(row[1], finding.Reason.Text);
        }
    }

    [Fact]
    public void No_shared_photograph_shows_a_generator()
    {
        var files = Directory.EnumerateFiles(SharedData.Path("data", "visual", "photos_real"), "*.jpg", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(SharedData.Path("data", "photos"), "*.jpg"));
        Assert.Empty(files.Order(StringComparer.Ordinal).SelectMany(f => Marks(f)));
    }

    [Fact]
    public void No_shared_file_without_a_manifest_shows_a_generator()
    {
        var root = SharedData.Path("data", "c2pa");
        var rows = File.ReadAllLines(Path.Combine(root, "manifest.csv"));
        var state = Array.IndexOf(rows[0].Split(','), "ref_state_test");
        Assert.True(state > 0);
        var plain = rows.Skip(1).Where(r => r.Split(',').Contains("none")).Select(r => r.Split(',')[0]).ToList();
        Assert.NotEmpty(plain);
        Assert.Empty(plain.Select(f => Path.Combine(root, f.StartsWith("files/", StringComparison.Ordinal) ? f : "files/" + f)).SelectMany(Marks));
    }

    private static IEnumerable<string> Marks(string path)
    {
        if (!Intake.TryOpen(path, Limits.Default, out var specimen, out _)) return [];
        using (specimen)
            return [.. Examine(specimen).Observations.Where(o => o.Weight > Weight.Note).Select(o => $"{Path.GetFileName(path)}: {o.Rule}")];
    }

    private static Finding Examine(byte[] bytes)
    {
        Assert.True(Intake.TryOpen("made", bytes, Limits.Default, out var specimen, out _));
        using (specimen) return Examine(specimen);
    }

    private static Finding Examine(Specimen specimen) =>
        new GeneratorFingerprint().Examine(specimen, new Circumstances(new ValidationOptions { At = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero) }), TestContext.Current.CancellationToken);
}
