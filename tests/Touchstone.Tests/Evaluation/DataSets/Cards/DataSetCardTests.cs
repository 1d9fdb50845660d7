using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.DataSets.Cards;
using Touchstone.Evaluation.DataSets.Leaks;
using Touchstone.Evaluation.DataSets.Likeness;
using Touchstone.Media;

namespace Touchstone.Tests.Evaluation.DataSets.Cards;

public sealed class DataSetCardTests
{
    private static readonly string Csv = "path,label,kind,subject,session,split,generator,licence\n"
        + string.Concat(Enumerable.Range(0, 40).Select(i => $"f{i}.png,{(i % 2 == 0 ? "real" : "fake")},{(i % 2 == 0 ? "" : "diffusion | <b>x</b>")},p{i / 4},s{i / 2},{(i < 20 ? "train" : "test")},{(i % 2 == 0 ? "camera" : "sd")},CC0\n"));

    [Fact]
    public void A_card_counts_names_gaps_and_shows_leaks()
    {
        using var folder = new ScratchFolder();
        var reading = DataSetReader.Read(folder.Write("manifest.csv", Csv), null, TestContext.Current.CancellationToken);
        SurveyedFile[] survey = [.. reading.Set.Entries.Select((_, i) => new SurveyedFile($"{i}", MediaKind.Image,
            new FileFacts(new Dictionary<string, double> { ["bytes-log2"] = 10 }, new Dictionary<string, string> { ["format"] = i % 2 == 0 ? "Jpeg" : "Png" }), MediaPrint.None, new Dictionary<string, string>(), null))];
        var leaks = LeakCheck.Run(reading.Set, survey, null, TestContext.Current.CancellationToken);
        var card = DataSetCard.Of(reading, survey, leaks, "tests");
        Assert.Equal((40, 20, 20, new CardIndependence(10, 20, 10)), (card.Files, card.Authentic, card.Manipulated, card.Independent));
        Assert.Contains(card.Columns.Single(c => c.Name == "split").Counts, c => c is { Value: "fit", Files: 20, Authentic: 10, Manipulated: 10 });
        Assert.Contains(card.Columns.Single(c => c.Name == "format").Counts, c => c is { Value: "Png", Manipulated: 20, Authentic: 0 });
        Assert.Equal(40 * 1024.0, card.Spreads[0].Sum);
        Assert.Contains(card.Gaps, g => g.Contains("VoiceSynthetic", StringComparison.Ordinal));
        Assert.Contains(card.Gaps, g => g.Contains("one generator", StringComparison.Ordinal));
        Assert.Contains(card.Gaps, g => g.Contains("Consent", StringComparison.Ordinal));

        var page = DataSetCardText.Markdown(card);
        Assert.Contains("They block every gate", page);
        Assert.Contains("| Image | format | 1.000 |", page);
        Assert.DoesNotContain("<b>", page);
    }

    [Fact]
    public void An_empty_set_has_a_card_too() =>
        Assert.Contains("The set is empty.", DataSetCardText.Markdown(DataSetCard.Of(new DataSetReading(new DataSet("e", "/", "", []), []), null, null, "none")));
}
