using System.Text;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.DataSets;
using Touchstone.Media;

namespace Touchstone.Tests.Evaluation.DataSets;

public sealed class DataSetReaderTests
{
    private static DataSetReading Read(ScratchFolder folder, string csv, ReadingTerms? terms = null) =>
        DataSetReader.Read(folder.Write("manifest.csv", csv), terms, TestContext.Current.CancellationToken);

    private static string[] ErrorCodes(DataSetReading reading) => [.. reading.Issues.Where(i => i.Severity == IssueSeverity.Error).Select(i => i.Code)];

    [Fact]
    public void Columns_are_known_by_any_of_their_names()
    {
        using var folder = new ScratchFolder();
        var entry = Assert.Single(Read(folder, "File,SHA256,Label,kind,mask,identity,Source Repo,source-path,licence,consent,light\n"
            + $"a/b.png,{new string('A', 64)},Forged,local_clone,m.png,anna,repo,x/y.png,CC0,yes,dim\n").Set.Entries);
        Assert.Equal(("a/b.png", Path.Combine(folder.Path, "a/b.png"), new string('a', 64)), (entry.Path, entry.FullPath, entry.Sha256));
        Assert.Equal((Truth.Manipulated, "Forged", "anna", "repo:x/y.png", 2L), (entry.Truth, entry.Label, entry.Subject, entry.Session, entry.Row));
        Assert.Equal([Question.LocallyEdited, Question.Copied], entry.Questions);
        Assert.Equal(Path.Combine(folder.Path, "m.png"), entry.MaskPath);
        Assert.Equal("dim", entry.Columns["light"]);
        Assert.False(entry.Columns.ContainsKey("label"));
    }

    [Theory]
    [InlineData("real", Truth.Authentic)]
    [InlineData("Bona-Fide", Truth.Authentic)]
    [InlineData("GENUINE", Truth.Authentic)]
    [InlineData("spoof", Truth.Manipulated)]
    [InlineData("AI generated", Truth.Manipulated)]
    [InlineData("unknown", Truth.Unstated)]
    [InlineData("", Truth.Unstated)]
    public void Labels_are_understood_whatever_their_case(string label, Truth truth) => Assert.Equal(truth, LabelVocabulary.Read(label));

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("faek")]
    public void A_label_that_could_mean_either_is_refused(string label) => Assert.Null(LabelVocabulary.Read(label));

    [Theory]
    [InlineData("local_splice", "LocallyEdited")]
    [InlineData("local_clone_local", "LocallyEdited Copied")]
    [InlineData("local_ai_inpaint", "LocallyEdited")]
    [InlineData("face_gan_full", "Generated")]
    [InlineData("diffusion_photo", "Generated")]
    [InlineData("video_talking_head_generated", "Generated FaceReplaced")]
    [InlineData("presentation_attack_print", "")]
    [InlineData("neural tts", "VoiceSynthetic")]
    [InlineData("vocoder/codec copy-synthesis", "VoiceSynthetic")]
    [InlineData("replay (simulated)", "")]
    [InlineData("something else", null)]
    public void The_words_of_a_kind_tell_the_questions(string kind, string? questions) =>
        Assert.Equal(questions, QuestionVocabulary.OfKind(kind) is { } known ? string.Join(' ', known) : null);

    [Fact]
    public void A_question_column_speaks_before_the_kind_and_the_label_last()
    {
        using var folder = new ScratchFolder();
        var entries = Read(folder, "path,label,question,kind\na.png,fake,locally-edited;Copied,face_gan\nb.wav,spoof,,\nc.png,fake,,\nd.png,real,Generated,\n").Set.Entries;
        Assert.Equal([Question.LocallyEdited, Question.Copied], entries[0].Questions);
        Assert.Equal([Question.VoiceSynthetic], entries[1].Questions);
        Assert.Empty(entries[2].Questions);
        Assert.Empty(entries[3].Questions);
    }

    [Fact]
    public void Every_bad_row_is_named_with_its_line_and_code_and_the_good_ones_remain()
    {
        using var folder = new ScratchFolder();
        var reading = Read(folder, "path,label,sha256,question,mask\n../up.png,real,,,\n/etc/passwd,real,,,\nok.png,real,,,\n,real,,,\nok.png,fake,,,\nx.png,faek,,,\ny.png,fake,12ab,Flying,../../m.png\nz.png,real\n");
        Assert.Equal(["ok.png", "x.png", "y.png", "z.png"], reading.Set.Entries.Select(e => e.Path));
        (long, string)[] expected =
        [
            (2, Codes.DataPathEscapes), (3, Codes.DataPathEscapes), (5, Codes.DataPathMissing), (6, Codes.DataPathDuplicate), (7, Codes.DataLabelUnknown),
            (8, Codes.DataHashMalformed), (8, Codes.DataPathEscapes), (8, Codes.DataQuestionUnknown), (9, Codes.DataRowDamaged),
        ];
        Assert.Equal(expected, reading.Issues.Where(i => i.Severity == IssueSeverity.Error).Select(i => (i.Row, i.Code)));
        Assert.Contains(reading.Issues, i => i.Code == Codes.DataLicenceMissing && i.Severity == IssueSeverity.Warning);
        Assert.Contains(reading.Issues, i => i.Code == Codes.DataConsentMissing && i.Severity == IssueSeverity.Warning);
    }

    [Fact]
    public void What_is_no_manifest_is_an_issue_and_never_an_exception()
    {
        using var folder = new ScratchFolder();
        Assert.Equal([Codes.DataManifestUnreadable], ErrorCodes(Read(folder, "name,label\na.png,real\n")));
        Assert.Equal([Codes.DataManifestUnreadable], ErrorCodes(Read(folder, "")));
        Assert.Equal([Codes.DataManifestUnreadable], ErrorCodes(DataSetReader.Read(Path.Combine(folder.Path, "gone.csv"), null, TestContext.Current.CancellationToken)));
        var chance = new Touchstone.Numerics.Seeded(7);
        for (var i = 0; i < 40; i++)
        {
            var bytes = new byte[1 + chance.NextInt(3000)];
            for (var b = 0; b < bytes.Length; b++) bytes[b] = (byte)chance.NextInt(256);
            Encoding.ASCII.GetBytes("path,label\n").AsSpan(0, Math.Min(bytes.Length, 11)).CopyTo(bytes);
            DataSetReader.Read(folder.Write("m.csv", bytes), null, TestContext.Current.CancellationToken);
            "PAR1"u8.ToArray().AsSpan(0, Math.Min(4, bytes.Length)).CopyTo(bytes);
            Assert.NotEmpty(DataSetReader.Read(folder.Write("m.parquet", bytes), null, TestContext.Current.CancellationToken).Issues);
        }
    }

    [Fact]
    public void A_label_for_rows_without_one_may_be_given()
    {
        using var folder = new ScratchFolder();
        Assert.Equal(Truth.Authentic, Assert.Single(Read(folder, "file\na.jpg\n", new ReadingTerms { DefaultLabel = "real" }).Set.Entries).Truth);
        Assert.Equal(Truth.Unstated, Assert.Single(Read(folder, "file\na.jpg\n").Set.Entries).Truth);
    }

    [Fact]
    public async Task A_manifest_reads_back_as_it_was_written_in_both_forms()
    {
        using var folder = new ScratchFolder();
        var set = Read(folder, "path,label,kind,mask,subject,session,split,date,licence,note\na.png,forged,local_splice,m/a.png,anna;bert,s1,train,2020-01-02,CC0,\"a, \"\"b\"\"\nc\"\nb.png,real,,,,,dev,,,\nc.wav,spoof,tts,,cleo,,eval,,MIT,x\n").Set;
        foreach (var name in new[] { "again.csv", "again.parquet" })
        {
            await ManifestWriter.WriteAsync(set, Path.Combine(folder.Path, name), TestContext.Current.CancellationToken);
            var again = DataSetReader.Read(Path.Combine(folder.Path, name), null, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(again.Issues, i => i.Severity == IssueSeverity.Error);
            Assert.Equal(set.Entries.Select(Text), again.Set.Entries.Select(Text));
            if (name.EndsWith(".csv", StringComparison.Ordinal)) Assert.Equal(ManifestWriter.HashOf(set), again.Set.Hash);
        }
    }

    private static string Text(DataSetEntry e) =>
        string.Join('|', [e.Path, e.FullPath, e.Sha256, e.Label, e.Truth, string.Join(';', e.Questions), e.MaskPath, e.Subject, e.Session, e.Split, .. e.Columns.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key + "=" + c.Value)]);

    [Fact]
    public void Files_are_held_against_the_manifest()
    {
        using var folder = new ScratchFolder();
        byte[] image = SkiaSharp.SKImage.FromBitmap(new SkiaSharp.SKBitmap(8, 6)).Encode(SkiaSharp.SKEncodedImageFormat.Png, 90).ToArray();
        byte[] mask = SkiaSharp.SKImage.FromBitmap(new SkiaSharp.SKBitmap(8, 7)).Encode(SkiaSharp.SKEncodedImageFormat.Png, 90).ToArray();
        foreach (var name in new[] { "a.png", "b.png", "c.png", "d.png" }) folder.Write(name, image);
        folder.Write("m.png", mask);
        folder.Write("e.png", "no image");
        var set = Read(folder, $"path,label,sha256,mask\na.png,real,{Sha256.Of(image).Hex},\nb.png,real,{new string('0', 64)},\nc.png,forged,,m.png\nd.png,forged,,gone.png\ne.png,real,,\nf.png,real,,\n").Set;
        Assert.Equal(
            [(3L, Codes.DataHashDiffers), (4L, Codes.DataMaskSize), (5L, Codes.DataMaskMissing), (6L, Codes.IntakeUnknownFormat), (7L, Codes.DataFileMissing)],
            FileCheck.Run(set, 2, null, TestContext.Current.CancellationToken).Select(i => (i.Row, i.Code)));
    }

    [Theory]
    [InlineData("visual", 1131, 791, 340)]
    [InlineData("voice", 1365, 593, 772)]
    public void The_shared_sets_read_without_error(string name, int files, int authentic, int manipulated)
    {
        var reading = DataSetReader.Read(SharedData.Path("data", name, "manifest.csv"), null, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(reading.Issues, i => i.Severity == IssueSeverity.Error);
        Assert.DoesNotContain(reading.Issues, i => i.Code == Codes.DataQuestionMissing);
        Assert.Equal((files, authentic, manipulated), (reading.Set.Entries.Count, reading.Set.Entries.Count(e => e.Truth == Truth.Authentic), reading.Set.Entries.Count(e => e.Truth == Truth.Manipulated)));
    }
}
