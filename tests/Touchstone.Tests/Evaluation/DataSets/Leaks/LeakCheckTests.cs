using Plane = Touchstone.Media.Pixels.Plane;
using Touchstone.Engine.Likeness;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.DataSets.Leaks;
using Touchstone.Evaluation.DataSets.Likeness;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.DataSets.Leaks;

public sealed class LeakCheckTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    private static readonly System.Text.Json.JsonSerializerOptions Form = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static DataSetEntry Entry(int i, string split, bool manipulated = false, string subject = "", string session = "", params (string, string)[] columns) => new()
    {
        Path = $"f{i}", FullPath = $"/d/f{i}", Label = manipulated ? "fake" : "real", Truth = manipulated ? Truth.Manipulated : Truth.Authentic,
        Split = split, Subject = subject, Session = session, Columns = columns.ToDictionary(c => c.Item1, c => c.Item2),
    };

    private static SurveyedFile File(string hash, MediaPrint? print = null, FileFacts? facts = null) => new(hash, MediaKind.Image, facts ?? FileFacts.None, print ?? MediaPrint.None, Nothing, null);

    private static LeakReport Check(DataSetEntry[] entries, SurveyedFile[]? files = null) =>
        LeakCheck.Run(new DataSet("s", "/d", "", entries), files ?? [.. entries.Select((_, i) => File($"h{i}"))], null, TestContext.Current.CancellationToken);

    private static MediaPrint Noise(ulong seed)
    {
        // Smooth random texture: a picture like no other.
        var chance = new Seeded(seed);
        var samples = new float[48 * 48];
        for (var i = 0; i < samples.Length; i++) samples[i] = (float)(255 * chance.NextUnit());
        return new MediaPrint([PicturePrint.Of(new Plane(48, 48, samples))], null);
    }

    [Fact]
    public void A_clean_division_does_not_block()
    {
        var report = Check([.. Enumerable.Range(0, 60).Select(i => Entry(i, i % 3 == 0 ? "test" : "fit", i % 2 == 0, $"p{i}"))]);
        Assert.False(report.Blocks);
        Assert.Empty(report.Counts);
    }

    [Fact]
    public void Every_subject_and_session_on_both_sides_is_found_and_blocks()
    {
        DataSetEntry[] entries = [.. Enumerable.Range(0, 1000).Select(i => Entry(i, i < 700 ? "fit" : "test", false, $"p{i}", $"s{i}"))];
        // One in a hundred is planted: ten subjects and ten sessions of the fit appear in the test; one as the second subject of an exchange.
        for (var i = 0; i < 10; i++)
        {
            entries[900 + i] = entries[900 + i] with { Subject = i == 9 ? $"q;p{i}" : $"p{i}" };
            entries[950 + i] = entries[950 + i] with { Session = $"s{i + 100}" };
        }
        var report = Check(entries);
        Assert.True(report.Blocks);
        Assert.Equal((10, 10), (report.Counts[Codes.LeakSubjectSplits], report.Counts[Codes.LeakSessionSplits]));
    }

    [Fact]
    public void The_same_bytes_under_two_labels_or_on_both_sides_block_and_on_one_side_warn()
    {
        DataSetEntry[] entries = [Entry(0, "fit"), Entry(1, "fit", true), Entry(2, "fit"), Entry(3, "test"), Entry(4, "fit"), Entry(5, "fit")];
        var report = Check(entries, [File("a"), File("a"), File("b"), File("b"), File("c"), File("c")]);
        Assert.Equal(["f0", "f1"], Assert.Single(report.Findings, f => f.Code == Codes.LeakDuplicateLabels).Paths);
        Assert.Equal(["f2", "f3"], Assert.Single(report.Findings, f => f.Code == Codes.LeakDuplicateSplits).Paths);
        Assert.All(report.Findings.Where(f => f.Code == Codes.LeakDuplicate), f => Assert.Equal(IssueSeverity.Warning, f.Severity));
    }

    [Fact]
    public void A_manipulated_picture_and_its_source_may_be_on_one_side_and_never_on_both()
    {
        var (one, other) = (Noise(1), Noise(2));
        DataSetEntry[] entries = [Entry(0, "fit"), Entry(1, "fit", true), Entry(2, "fit"), Entry(3, "test", true)];
        var report = Check(entries, [File("a", one), File("b", one), File("c", other), File("d", other)]);
        Assert.Equal(IssueSeverity.Info, Assert.Single(report.Findings, f => f.Code == Codes.LeakNearDuplicate).Severity);
        Assert.Equal(["f2", "f3"], Assert.Single(report.Findings, f => f.Code == Codes.LeakNearDuplicateSplits).Paths);
        Assert.True(report.Blocks);
    }

    [Fact]
    public void A_test_on_the_past_blocks_and_a_random_division_by_date_does_not()
    {
        DataSetEntry[] Dated(Func<int, string> split) => [.. Enumerable.Range(0, 100).Select(i => Entry(i, split(i), false, "", "", ("date", $"2020-{1 + i / 10:00}-{1 + i % 10:00}")))];
        Assert.Contains(Check(Dated(i => i < 30 ? "test" : "fit")).Findings, f => f.Code == Codes.LeakDates && f.Severity == IssueSeverity.Error);
        Assert.DoesNotContain(Check(Dated(i => i % 3 == 0 ? "test" : "fit")).Findings, f => f.Severity == IssueSeverity.Error);
        Assert.DoesNotContain(Check(Dated(i => i > 70 ? "test" : "fit")).Findings, f => f.Code == Codes.LeakDates);
    }

    private static FileFacts Facts(string format, double bytes) => new(new Dictionary<string, double> { ["bytes-log2"] = bytes }, new Dictionary<string, string> { ["format"] = format });

    [Fact]
    public void One_class_as_png_and_the_other_as_jpeg_is_refused_and_the_cue_is_named()
    {
        var chance = new Seeded(1);
        DataSetEntry[] entries = [.. Enumerable.Range(0, 120).Select(i => Entry(i, i % 2 == 0 ? "fit" : "test", i % 3 == 0))];
        var report = Check(entries, [.. entries.Select((e, i) => File($"h{i}", null, Facts(e.Truth == Truth.Manipulated ? "Png" : "Jpeg", 16 + chance.NextNormal())))]);
        var shortcut = Assert.Single(report.Shortcuts);
        Assert.True(shortcut.Blocks && report.Blocks);
        Assert.Equal("format", shortcut.Cues[0].Name);
        Assert.True(shortcut.All.Auc.Value > 0.98);
        Assert.Contains("format", Assert.Single(report.Findings, f => f.Code == Codes.LeakShortcut).Message);
    }

    [Fact]
    public void A_middle_that_only_one_class_has_is_a_shortcut_too()
    {
        var chance = new Seeded(2);
        DataSetEntry[] entries = [.. Enumerable.Range(0, 300).Select(i => Entry(i, "fit", i % 2 == 0))];
        // Manipulated files are all of one size, authentic ones smaller or larger: no straight line parts them.
        var report = Check(entries, [.. entries.Select((e, i) => File($"h{i}", null, Facts("Jpeg", e.Truth == Truth.Manipulated ? 16 + 0.1 * chance.NextNormal() : 16 + (chance.NextInt(2) * 2 - 1) * (1 + chance.NextUnit()))))]);
        Assert.True(report.Blocks);
    }

    [Fact]
    public void What_says_nothing_of_the_class_is_passed()
    {
        var blocked = 0;
        for (var run = 0; run < 20; run++)
        {
            var chance = new Seeded((ulong)run);
            DataSetEntry[] entries = [.. Enumerable.Range(0, 200).Select(i => Entry(i, "fit", chance.NextInt(2) == 0))];
            if (Check(entries, [.. entries.Select((_, i) => File($"h{i}", null, Facts(chance.NextInt(2) == 0 ? "Png" : "Jpeg", chance.NextNormal())))]).Blocks) blocked++;
        }
        Assert.Equal(0, blocked);
    }

    [Fact]
    public void Files_are_compared_within_their_group_only()
    {
        var chance = new Seeded(3);
        // Group a is PNG with many manipulated files, group b JPEG with few: the format tells the group, not the class.
        DataSetEntry[] entries = [.. Enumerable.Range(0, 400).Select(i => Entry(i, "fit", i < 200 ? i % 10 != 0 : i % 10 == 0, "", "", ("pair_group", i < 200 ? "a" : "b")))];
        SurveyedFile[] files = [.. entries.Select((_, i) => File($"h{i}", null, Facts(i < 200 ? "Png" : "Jpeg", 16 + chance.NextNormal())))];
        Assert.False(Check(entries, files).Blocks);
        Assert.True(Check([.. entries.Select(e => e with { Columns = Nothing })], files).Blocks);
    }

    [Fact]
    public void The_report_can_be_written_as_JSON_and_is_the_same_again()
    {
        DataSetEntry[] entries = [.. Enumerable.Range(0, 40).Select(i => Entry(i, i % 2 == 0 ? "fit" : "test", i % 3 == 0, $"p{i % 7}"))];
        string Json() => System.Text.Json.JsonSerializer.Serialize(Check(entries), Form);
        Assert.Contains("\"Blocks\":true", Json());
        Assert.Equal(Json(), Json());
    }

    [Fact]
    public void The_photo_tiles_hold_no_duplicates()
    {
        var set = DataSetReader.Read(SharedData.Path("data", "photos", "manifest.csv"), null, TestContext.Current.CancellationToken).Set;
        var survey = DataSetSurvey.Take(set with { Entries = set.Sample(60) }, new SurveyTerms { Facts = false }, null, TestContext.Current.CancellationToken);
        Assert.Empty(LikenessSearch.Run([.. survey.Select(s => s.Print)], 1, TestContext.Current.CancellationToken));
    }
}
