using System.Text.RegularExpressions;
using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Workbench.Reports;

namespace Touchstone.Tests.Workbench.Reports;

public sealed partial class HtmlReportTests
{
    [Fact]
    public void A_hostile_file_name_stays_text()
    {
        var html = HtmlReport.Render(SampleExaminations.Image(SampleExaminations.HostileName));

        Assert.DoesNotContain("<script>alert", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;", html, StringComparison.Ordinal);
        // The page's own script is the only one.
        Assert.Single(Regex.Matches(html, "<script", RegexOptions.IgnoreCase));
    }

    [Fact]
    public void A_character_that_turns_the_reading_direction_is_shown_by_number() =>
        Assert.Contains("⟨U+202E⟩gpj.exe", HtmlReport.Render(SampleExaminations.Image(SampleExaminations.HostileName)), StringComparison.Ordinal);

    [Fact]
    public void Hostile_metadata_and_observations_stay_text()
    {
        var html = HtmlReport.Render(SampleExaminations.Image());

        Assert.Contains("camera &lt;model&gt;", html, StringComparison.Ordinal);
        Assert.Contains("Snapseed &lt;b&gt;2.0&lt;/b&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_answer_appears_with_its_own_look()
    {
        var html = HtmlReport.Render(SampleExaminations.Image());

        foreach (var look in new[] { "chip calibrated", "chip contradiction", "chip measurement", "chip notapplicable", "chip failed", "chip notanswered" })
            Assert.Contains(look, html, StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_without_a_detector_are_named_as_not_answered()
    {
        var answers = Regex.Matches(HtmlReport.Render(SampleExaminations.Image()), "<li class=\"answer notanswered\">.*?</li>", RegexOptions.Singleline).Select(m => m.Value).ToList();

        Assert.Contains(answers, a => a.Contains("Face replaced?", StringComparison.Ordinal) && a.Contains("no validated detector for this question yet", StringComparison.Ordinal));
        Assert.DoesNotContain(answers, a => a.Contains("Voice synthetic?", StringComparison.Ordinal));
    }

    [Fact]
    public void An_abstention_is_listed_with_its_reason_and_gets_no_section()
    {
        var html = HtmlReport.Render(SampleExaminations.Image());

        Assert.Contains("earlier traces do not survive that", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<section id=\"f-JpegGhost\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_shown_with_its_code_and_what_to_do() =>
        Assert.Matches("(?s)<section id=\"f-JpegGrid\".*?<code>jpeg.damaged</code>.*?a person looks", HtmlReport.Render(SampleExaminations.Image()));

    [Fact]
    public void A_file_that_could_not_be_examined_still_gets_a_report()
    {
        var html = HtmlReport.Render(SampleExaminations.Unexaminable());

        Assert.Contains("It could not be examined.", html, StringComparison.Ordinal);
        Assert.Contains("intake.unknown-format", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image"), InlineData("audio"), InlineData("video"), InlineData("clear"), InlineData("credentials"), InlineData("unexaminable")]
    public void Nothing_is_loaded_from_outside_the_file(string sample)
    {
        var html = HtmlReport.Render(Sample(sample));

        foreach (Match address in Addresses().Matches(html))
            Assert.True(address.Groups[1].Value.StartsWith("data:image/", StringComparison.Ordinal) || address.Groups[1].Value.StartsWith('#'), address.Value);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.Contains("default-src &#39;none&#39;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", html, StringComparison.Ordinal);
        // Inline handlers and style attributes would be dead under the content policy.
        Assert.DoesNotMatch("<[^>]* (on[a-z]+|style)=", Regex.Replace(StyleAndScript().Replace(html, ""), "=\"[^\"]*\"", "=\"\""));
    }

    [Theory]
    [InlineData("image"), InlineData("audio"), InlineData("video"), InlineData("clear"), InlineData("credentials"), InlineData("unexaminable")]
    public void Every_element_is_closed_and_every_id_is_unique(string sample)
    {
        var html = StyleAndScript().Replace(HtmlReport.Render(Sample(sample)), "");

        var open = new Stack<string>();
        foreach (Match tag in Tags().Matches(html))
        {
            if (tag.Groups[1].Value == "/") Assert.Equal(tag.Groups[2].Value, open.Pop());
            else if (tag.Groups[2].Value is not ("meta" or "input" or "img")) open.Push(tag.Groups[2].Value);
        }
        Assert.Empty(open);
        var ids = Ids().Matches(html).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Theory]
    [InlineData("image"), InlineData("credentials")]
    public void Every_inner_link_leads_somewhere(string sample)
    {
        var html = StyleAndScript().Replace(HtmlReport.Render(Sample(sample)), "");

        var ids = Ids().Matches(html).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.All(Regex.Matches(html, "(?:href=\"#|url\\(#)([^\")]+)").Select(m => m.Groups[1].Value), target => Assert.Contains(target, ids));
    }

    [Fact]
    public void The_same_examination_gives_the_same_bytes() =>
        Assert.Equal(HtmlReport.Render(SampleExaminations.Image()), HtmlReport.Render(SampleExaminations.Image()));

    [Fact]
    public void The_thresholds_of_the_policy_that_decided_are_printed_and_of_another_are_not()
    {
        var examined = SampleExaminations.Image();
        var other = new Policy("other", 2, new string('0', 64), false, new Dictionary<Question, QuestionPolicy>());

        Assert.Contains("Thresholds the policy implies", HtmlReport.Render(examined), StringComparison.Ordinal);
        Assert.DoesNotContain("Thresholds the policy implies", HtmlReport.Render(examined, other), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_are_no_numbers_do_not_break_the_page()
    {
        var examined = SampleExaminations.Image();
        var finding = examined.Examination.Findings[3] with
        {
            Scores = [new Score("broken", double.NaN, "dB", Direction.Descriptive, double.PositiveInfinity)],
            Regions = [new Region(double.NaN, double.NegativeInfinity, 1e300, -5, "nowhere", 1)],
            Maps = [examined.Examination.Findings[1].Maps[0] with { Width = 7 }],
        };
        var html = HtmlReport.Render(examined with { Examination = examined.Examination with { Findings = [finding] } });

        Assert.Contains("no value", html, StringComparison.Ordinal);
        Assert.Contains("does not fit its stated size", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", StyleAndScript().Replace(html, ""), StringComparison.Ordinal);
    }

    private static Touchstone.Workbench.Examined Sample(string name) => name switch
    {
        "image" => SampleExaminations.Image(SampleExaminations.HostileName),
        "audio" => SampleExaminations.Audio(),
        "video" => SampleExaminations.Video(),
        "clear" => SampleExaminations.Clear(),
        "credentials" => SampleCredentials.Examined(SampleCredentials.Report()),
        _ => SampleExaminations.Unexaminable(),
    };

    [GeneratedRegex("(?:src|href|xlink:href|action|data)=\"([^\"]*)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex("<(style|script)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex StyleAndScript();

    [GeneratedRegex("<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Ids();
}
