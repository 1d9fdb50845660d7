using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Rates;
using Touchstone.Media;
using Touchstone.Tests.Evaluation.Rates;
using Touchstone.Workbench.Rates;

namespace Touchstone.Tests.Workbench.Rates;

/// <summary>Cases matched to a table counted from trials made by hand: 30 JPEGs at q90 and 0.3 MP, 25 at q75 of 0.3 to 0.6 MP, 3 PNGs, 25 copy-moves at q90.</summary>
public sealed class RateMatchTests
{
    private static readonly ErrorRates Table = RateTable.Of(
    [
        RateTableTests.Run([
            .. RateTableTests.Many(30, standsOut: i => i < 3), .. RateTableTests.Many(13, from: 100, quality: 75), .. RateTableTests.Many(12, from: 200, quality: 75, megapixels: 0.6),
            .. RateTableTests.Many(3, from: 300, format: MediaFormat.Png), .. RateTableTests.Many(25, from: 400, manipulation: "copy-move", standsOut: i => i < 20)]),
    ], "made by hand");

    private static readonly Finding Finding = new()
    {
        Question = Question.LocallyEdited, DetectorId = "JpegGhost", DetectorVersion = "1.2.0", State = FindingState.Measured, Reason = new Reason(Codes.Measured, ""),
    };

    [Fact]
    public void The_finest_class_with_sources_enough_is_taken()
    {
        var fine = Match(Jpeg(90, 0.3));
        Assert.Equal(("JPEG, last save q85–94, 0.2–0.5 MP", 30, 3, ""), Told(fine.Authentic));
        Assert.Equal(("JPEG, last save q85–94, 0.2–0.5 MP", 25, 20, ""), Told(fine.Manipulated["copy-move"]));
        // 13 and 12 at q75 are too few in each size; together they are told.
        var coarser = Match(Jpeg(75, 0.3));
        Assert.Equal(("JPEG, last save q75–84", 25, 0, ""), Told(coarser.Authentic));
        // Copies were made at q90 alone: known for JPEG, and q75 lies outside.
        Assert.Equal(("JPEG", 25, 20, "q75 against q90"), Told(coarser.Manipulated["copy-move"]));
    }

    [Fact]
    public void A_case_outside_of_what_was_measured_is_told_so()
    {
        Assert.Equal(("JPEG, last save q85–94", 30, 3, "12 MP against 0.3 MP"), Told(Match(Jpeg(90, 12)).Authentic));
        Assert.Equal(("JPEG", 55, 3, "q20 against q75 to q90"), Told(Match(Jpeg(20, 0.3)).Authentic));
        Assert.Equal(("all formats", 58, 3, "PNG: too few measured"), Told(Match(new Material(MediaKind.Image, MediaFormat.Png, null, 0.3)).Authentic));
        Assert.Equal(("all formats", 58, 3, "GIF: not measured"), Told(Match(new Material(MediaKind.Image, MediaFormat.Gif, null, 0.3)).Authentic));
    }

    [Fact]
    public void A_case_whose_quality_and_size_are_not_recorded_is_matched_by_format() =>
        Assert.Equal(("JPEG", 55, 3, ""), Told(Match(new Material(MediaKind.Image, MediaFormat.Jpeg, null, null)).Authentic));

    [Fact]
    public void Nothing_is_told_for_another_version_another_kind_another_question_or_without_a_table()
    {
        Assert.Equal("Measured for version 1.2.0, not for this one, 1.3.0.", Nothing(RateMatch.Of(Table, Finding with { DetectorVersion = "1.3.0" }, Jpeg(90, 0.3))));
        Assert.StartsWith("Not known for material like this", Nothing(RateMatch.Of(Table, Finding, new Material(MediaKind.Video, MediaFormat.Mp4, null, 0.3))));
        Assert.StartsWith("Not known for material like this", Nothing(RateMatch.Of(Table, Finding with { Question = Question.Copied }, Jpeg(90, 0.3))));
        Assert.StartsWith("Not known: no table", Nothing(RateMatch.Of(null, Finding, Jpeg(90, 0.3))));
        Assert.StartsWith("It describes", Nothing(RateMatch.Of(Table, Finding with { IsDescription = true }, Jpeg(90, 0.3))));
        var few = Table with { Cells = [.. Table.Cells.Select(c => c with { Authentic = c.Authentic with { Told = false }, Manipulated = new Dictionary<string, RateCount>() })] };
        Assert.Contains("fewer than 20 independent sources", Nothing(RateMatch.Of(few, Finding, Jpeg(90, 0.3))));
    }

    [Fact]
    public void What_a_case_is_like_is_read_from_the_facts_of_its_examination()
    {
        var facts = new SpecimenFacts("a.jpg", null, 1, MediaFormat.Jpeg, MediaKind.Image, new Dictionary<string, string> { ["width"] = "4000 px", ["height"] = "3000 px", ["JPEG quality"] = "93 of 100 by the nearest usual table" }, []);
        Assert.Equal("JPEG, last save q93, 12 MP", $"{Material.Of(facts)}");
        Assert.Equal("JPEG", $"{Material.Of(facts with { Facts = new Dictionary<string, string>() })}");
    }

    [Theory]
    [InlineData(0.1999, "below 0.2"), InlineData(0.2, "0.2–0.5"), InlineData(24.99, "12–25"), InlineData(400, "25 and more")]
    public void Sizes_fall_into_one_band(double megapixels, string band) => Assert.Equal(band, MaterialBand.Of(MaterialBand.Sizes, megapixels));

    [Fact]
    public void Every_quality_falls_into_one_band()
    {
        for (var quality = 1; quality <= 100; quality++) Assert.Single(MaterialBand.Qualities, b => quality >= b.From && quality < b.Below);
    }

    private static Material Jpeg(double quality, double megapixels) => new(MediaKind.Image, MediaFormat.Jpeg, quality, megapixels);

    private static KnownRates Match(Material material) => RateMatch.Of(Table, Finding, material);

    private static (string, int, int, string) Told(MatchedRate? rate) => ($"{rate!.Cell}", rate.Count.Files, rate.Count.Events, rate.Outside);

    private static string Nothing(KnownRates rates)
    {
        Assert.Null(rates.Authentic);
        Assert.Empty(rates.Manipulated);
        return rates.Remark;
    }
}
