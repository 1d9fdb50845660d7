using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Rates;
using Touchstone.Evaluation.Runs;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;
using Touchstone.Workbench.Rates;

namespace Touchstone.Tests.Evaluation.Rates;

/// <summary>Tables counted from trials made by hand, so that every number can be counted on paper.</summary>
public sealed class RateTableTests
{
    private static readonly MaterialCell Fine = new(MediaKind.Image, MediaFormat.Jpeg, "85–94", "0.2–0.5"), Quality = Fine with { Size = null }, Jpeg = Quality with { Quality = null }, All = Jpeg with { Format = null };

    [Fact]
    public void Authentic_files_are_counted_in_their_cell_and_in_every_coarser_one()
    {
        // 30 at q90 and 0.3 MP, of which 3 stand out; 10 at q75; 5 PNG; 4 abstain.
        Trial[] trials = [.. Many(30, standsOut: i => i < 3), .. Many(10, from: 100, quality: 75), .. Many(5, from: 200, format: MediaFormat.Png), .. Many(4, from: 300, state: FindingState.NotApplicable)];
        var table = RateTable.Of([Run(trials)], "made by hand");
        RateCount Count(MaterialCell cell) => table.Cells.Single(c => c.Cell == cell).Authentic;
        Assert.Equal((30, 30, 4, 3), Of(Count(Fine)));
        Assert.Equal((30, 30, 4, 3), Of(Count(Quality)));
        Assert.Equal((40, 40, 4, 3), Of(Count(Jpeg)));
        Assert.Equal((45, 45, 4, 3), Of(Count(All)));
        Assert.Equal((5, 5, 0, 0), Of(Count(new MaterialCell(MediaKind.Image, MediaFormat.Png, null, "0.2–0.5"))));
        // Exact bounds of 3 of 30, to four digits outwards.
        var exact = Rate.Of(3, 30);
        Assert.InRange(exact.Lower - Count(Fine).Lower, 0, 1e-4);
        Assert.InRange(Count(Fine).Upper - exact.Upper, 0, 1e-4);
        Assert.Equal((75.0, 90.0, 0.3, 0.3), (Count(Jpeg).Span.LowestQuality, Count(Jpeg).Span.HighestQuality, Count(Jpeg).Span.Smallest, Count(Jpeg).Span.Largest));
    }

    [Fact]
    public void A_rate_is_told_from_twenty_independent_sources_on()
    {
        Trial[] nineteen = [.. Many(19)], twenty = [.. Many(20)];
        // Forty files of nineteen sources are nineteen.
        Trial[] forty = [.. nineteen, .. Many(21, from: 500).Select((t, i) => t with { Cluster = nineteen[i % 19].Cluster })];
        Assert.False(Whole(nineteen).Authentic.Told);
        Assert.True(Whole(twenty).Authentic.Told);
        Assert.Equal((40, 19, 0, 0), Of(Whole(forty).Authentic));
        Assert.False(Whole(forty).Authentic.Told);
    }

    [Fact]
    public void Manipulated_files_are_counted_by_what_was_done()
    {
        var table = Whole([.. Many(20), .. Many(25, from: 100, manipulation: "copy-move", standsOut: i => i < 20), .. Many(21, from: 200, manipulation: "splice", standsOut: i => i < 1)]);
        Assert.Equal((25, 25, 0, 20), Of(table.Manipulated["copy-move"]));
        Assert.Equal((21, 21, 0, 1), Of(table.Manipulated["splice"]));
        Assert.Equal((20, 20, 0, 0), Of(table.Authentic));
    }

    [Fact]
    public void The_same_bytes_in_two_runs_count_once_and_files_made_from_one_are_one_source()
    {
        Trial[] taken = [.. Many(20)];
        // Saved again: other bytes, and in their run a cluster of another name.
        Trial[] again = [.. Many(20, from: 1000).Select((t, i) => t with { Cluster = $"session:{i}", Columns = With(t, "parents", taken[i].Sha256 + ";" + taken[(i + 1) % 20].Sha256) })];
        var table = RateTable.Of([Run(taken), Run(taken), Run(again)], "made by hand");
        Assert.Equal((40, 20, 0, 0), Of(table.Cells.Single(c => c.Cell == All).Authentic));
    }

    [Fact]
    public void Clusters_of_the_same_name_in_two_runs_are_two()
    {
        var table = RateTable.Of([Run([.. Many(20)]), Run([.. Many(20, from: 1000).Select((t, i) => t with { Cluster = $"file:{i}" })])], "made by hand");
        Assert.Equal(40, table.Cells.Single(c => c.Cell == All).Authentic.Groups);
    }

    [Fact]
    public void A_file_made_from_another_is_no_authentic_one_for_the_question_of_history()
    {
        Trial[] made = [.. Many(20).Select(t => t with { Question = Question.History, Columns = With(t, "parents", new string('e', 64)) })];
        Trial[] taken = [.. Many(22, from: 100).Select(t => t with { Question = Question.History })];
        Assert.Equal((22, 22, 0, 0), Of(Whole([.. made, .. taken]).Authentic));
    }

    [Fact]
    public void Methods_that_only_describe_and_fused_evidence_have_no_rates()
    {
        Trial[] described = [.. Many(20).Select(t => t with { DetectorId = "Describer", StandsOut = null })], fused = [.. Many(20).Select(t => t with { DetectorId = Trial.Fusion })];
        var table = RateTable.Of([Run([.. Many(20), .. described, .. fused])], "made by hand");
        Assert.Equal(["JpegGhost"], table.Cells.Select(c => c.Detector).Distinct());
    }

    [Fact]
    public void Runs_that_cannot_be_counted_are_refused_with_a_code()
    {
        string Refused(params RateRun[] runs) => Assert.Throws<ErrorRateException>(() => RateTable.Of(runs, "made by hand")).Code;
        Assert.Equal(Codes.RatesUncounted, Refused(Run([.. Many(5).Select(t => t with { StandsOut = null })])));
        Assert.Equal(Codes.RatesMixed, Refused(Run([.. Many(5)]), Run([.. Many(5)], engine: "9.9.9")));
        Assert.Equal(Codes.RatesUncounted, Refused());
    }

    [Fact]
    public void A_table_reads_back_as_it_was_written_and_a_changed_count_is_refused()
    {
        var table = RateTable.Of([Run([.. Many(30, standsOut: i => i < 3), .. Many(25, from: 100, manipulation: "copy-move")])], "made by hand");
        var file = ErrorRateFile.Write(table);
        var read = ErrorRateFile.Read(file);
        Assert.Equal(file, ErrorRateFile.Write(read));
        Assert.Equal(Sha256.Of(file).Hex, read.Sha256);
        Assert.Equal(table.Cells.Count + 1, System.Text.Encoding.UTF8.GetString(file).TrimEnd().Split('\n').Length);
        foreach (var (was, becomes) in new[] { ("\"events\":3", "\"events\":33"), ("\"groups\":30", "\"groups\":31"), ("\"upper\":0.", "\"upper\":1."), ("{\"material\"", "{\"other\":1,\"material\"") })
        {
            var changed = System.Text.Encoding.UTF8.GetString(file).Replace(was, becomes, StringComparison.Ordinal);
            Assert.NotEqual(System.Text.Encoding.UTF8.GetString(file), changed);
            Assert.Equal(Codes.RatesMalformed, Assert.Throws<ErrorRateException>(() => ErrorRateFile.Read(System.Text.Encoding.UTF8.GetBytes(changed))).Code);
        }
    }

    [Fact]
    public void The_card_tells_counts_with_intervals_and_the_manifest_the_digest_of_the_file()
    {
        var table = RateTable.Of([Run([.. Many(30, standsOut: i => i < 3)])], "made by hand");
        var bytes = ErrorRateFile.Write(table);
        Assert.Contains("| JpegGhost 1.2.0 | Edited in part? | image | 10.0 % [2.1, 26.5] | 30 | 30 | 0 |", RateCard.Markdown("error-rates", table), StringComparison.Ordinal);
        Assert.Contains(Sha256.Of(bytes).Hex, RateCard.Manifest("error-rates", "error-rates.json", bytes, table), StringComparison.Ordinal);
    }

    internal static RateRun Run(Trial[] trials, string engine = "0.1.0") => new(trials, new string('b', 64), new RunRecord
    {
        DataName = "hand", DataHash = new string('c', 64), EngineVersion = engine, Calibration = [], At = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), TrialsHash = new string('b', 64), Files = trials.Length,
        Unlabelled = 0, Problems = [], Summary = [], Slices = [],
    });

    internal static IEnumerable<Trial> Many(int count, int from = 0, MediaFormat format = MediaFormat.Jpeg, double quality = 90, double megapixels = 0.3, string? manipulation = null, Func<int, bool>? standsOut = null, FindingState state = FindingState.Measured)
    {
        for (var i = 0; i < count; i++)
        {
            var columns = new Dictionary<string, string> { ["media.format"] = format.ToString(), ["condition.megapixels"] = FormattableString.Invariant($"{megapixels}") };
            if (format == MediaFormat.Jpeg) columns["condition.jpeg-quality"] = FormattableString.Invariant($"{quality}");
            if (manipulation is not null) columns["generator"] = manipulation;
            yield return new Trial
            {
                Path = $"{from + i}", Sha256 = (from + i).ToString("x64", System.Globalization.CultureInfo.InvariantCulture), Manipulated = manipulation is not null, Cluster = $"file:{from + i}", Split = "", Question = Question.LocallyEdited,
                DetectorId = "JpegGhost", DetectorVersion = "1.2.0", State = state, Code = "measured", StandsOut = state == FindingState.Measured ? standsOut?.Invoke(i) ?? false : null, Columns = columns,
            };
        }
    }

    private static RateCell Whole(Trial[] trials) => RateTable.Of([Run(trials)], "made by hand").Cells.Single(c => c.Cell == All);

    private static (int Files, int Groups, int Silent, int Events) Of(RateCount count) => (count.Files, count.Groups, count.Silent, count.Events);

    private static Dictionary<string, string> With(Trial trial, string name, string value) => new(trial.Columns) { [name] = value };
}
