using System.Globalization;
using System.Text.RegularExpressions;
using Touchstone.Provenance;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Verdicts;
using Touchstone.Workbench.Exhibits;
using Touchstone.Workbench.Reports;

namespace Touchstone.Tests.Workbench.Reports;

public sealed class CredentialSectionTests
{
    private const string Absence = "No Content Credentials were found. That says nothing about authenticity.";

    [Fact]
    public void Nothing_that_a_file_says_of_itself_becomes_markup()
    {
        var html = HtmlReport.Render(SampleCredentials.Examined(SampleCredentials.Report()));

        Assert.DoesNotContain("<script>alert", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', html);
        Assert.Single(Regex.Matches(html, "<script"));
    }

    [Fact]
    public void Every_question_has_its_word_its_sign_and_its_sentence() =>
        Assert.Matches("(?s)Are the bytes the ones that were signed\\?</th><td class=\"level bad\"><span aria-hidden=\"true\">✗</span> fails</td><td>The bytes are not the ones.*?Services re-encode", Render());

    [Fact]
    public void Each_manifest_is_shown_in_full_once_however_often_it_is_named()
    {
        var html = Render();

        Assert.Equal(["manifest-1", "manifest-2", "manifest-3"], Regex.Matches(html, "<details class=\"manifest[^>]* id=\"([^\"]*)\"").Select(m => m.Groups[1].Value));
        Assert.Contains("href=\"#manifest-3\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#manifest-1\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_manifest_and_an_ingredient_without_credentials_read_differently()
    {
        Assert.Contains(": its manifest is missing.", Render(), StringComparison.Ordinal);
        Assert.Contains(": came without credentials, so nothing vouches for it.", Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signer_on_no_list_is_no_failed_check()
    {
        // The first manifest has a hash that does not match and an assertion that is missing.
        Assert.Contains("✗ 2 failed checks", Render(), StringComparison.Ordinal);
        Assert.Contains("no: on none of the profile itl", Render(), StringComparison.Ordinal);
        Assert.Contains("▲ unlisted", Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_signer_recorded_and_signed_over_stands_on_the_manifest_it_is_about() =>
        Assert.Matches("(?s)id=\"manifest-3\".*?✗ 1 recorded failure.*?Recorded by whoever took it in, and signed over", Render());

    [Fact]
    public void How_something_was_made_and_when_is_said_in_plain_words()
    {
        Assert.Contains("made by a generative model", Render(), StringComparison.Ordinal);
        Assert.Contains("2026-11-20 23:59:59 UTC says the signer; nobody attests it", Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_unsigned_byte_of_ten_million_is_drawn_wide_enough_to_see()
    {
        var mark = Regex.Match(Render(), "<rect class=\"role-unaccounted\" x=\"([^\"]*)\" width=\"([^\"]*)\" height=\"24\"");

        Assert.True(mark.Success);
        Assert.Equal((995, 5), (double.Parse(mark.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(mark.Groups[2].Value, CultureInfo.InvariantCulture)));
        Assert.Contains("outside the format, not signed by anyone: below 0.1 %, 1 byte<", Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_unsigned_stretches_draw_no_more_marks_than_can_be_seen()
    {
        var report = SampleCredentials.Report();
        var stretch = report.Coverage!.Uncovered[1];
        var many = report with { Coverage = report.Coverage with { Uncovered = [.. Enumerable.Range(0, 50_000).Select(i => stretch with { Range = new ByteRange(200L * i, 1) })] } };

        Assert.InRange(Regex.Count(HtmlReport.Render(SampleCredentials.Examined(many)), "<rect class=\"role-unaccounted\" x="), 190, 2001);
    }

    [Fact]
    public void The_commands_repeat_the_validation_with_its_profile_and_moment()
    {
        Assert.Contains("touchstone examine ./&#39;signed.jpg&#39; --trust itl --at 2026-11-23T23:59:59Z --json - --html report/", Render(), StringComparison.Ordinal);
        Assert.Contains("touchstone provenance ./&#39;signed.jpg&#39; --trust itl --at 2026-11-23T23:59:59Z --policy strict", Render(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("own", "--trust anchors.pem"), InlineData("official+own", "--trust official+anchors.pem"), InlineData("none", "--trust none")]
    public void Own_anchors_are_named_as_a_file_to_have_at_hand(string profile, string option) =>
        Assert.Contains(option, HtmlReport.Render(SampleCredentials.Examined(SampleCredentials.Report() with { TrustProfile = profile })), StringComparison.Ordinal);

    [Theory]
    [InlineData(false), InlineData(true)]
    public void That_there_are_no_credentials_is_said_once(bool withTraces)
    {
        var examined = SampleCredentials.Examined(SampleCredentials.Empty(CredentialState.None));
        var finding = examined.Examination.Findings[0];
        if (withTraces)
            examined = SampleExaminations.Make("stripped.jpg", Touchstone.Media.MediaFormat.Jpeg, Touchstone.Media.MediaKind.Image,
                [finding, finding with { DetectorId = "CredentialResidue", State = Touchstone.Engine.Findings.FindingState.Measured, Credentials = null }], []);

        Assert.Single(Regex.Matches(HtmlReport.Render(examined), Absence));
    }

    [Fact]
    public void A_file_with_credentials_does_not_speak_of_their_absence() => Assert.DoesNotContain(Absence, Render(), StringComparison.Ordinal);

    [Fact]
    public void A_stored_picture_is_shown_only_as_an_exhibit_and_said_to_be_unchecked()
    {
        var report = SampleCredentials.Report() with { Manifests = [SampleCredentials.Manifest("urn:c2pa:one") with { Thumbnail = new ThumbnailReport("image/jpeg", 3) { Bytes = new byte[] { 77, 88, 99 } } }] };
        var exhibit = new Exhibit("stored-0", "image/png", "", 4, 2, 8, 4, null, null, [1, 2, 3]);

        Assert.DoesNotContain(Convert.ToBase64String([77, 88, 99]), HtmlReport.Render(SampleCredentials.Examined(report)), StringComparison.Ordinal);
        Assert.Contains("<img src=\"data:image/png;base64,AQID\" alt=\"Picture stored in the credentials, unchecked\"", HtmlReport.Render(SampleCredentials.Examined(report, [exhibit])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_of_hundreds_of_manifests_gives_a_bounded_page()
    {
        var many = Enumerable.Range(0, 500).Select(i => SampleCredentials.Manifest($"urn:c2pa:{i}", SampleCredentials.Ingredient($"urn:c2pa:{i + 1}", "parentOf"), SampleCredentials.Ingredient($"urn:c2pa:{i + 2}", "componentOf")) with { Kind = ManifestKind.Update });
        var html = HtmlReport.Render(SampleCredentials.Examined(SampleCredentials.Report() with { Manifests = [.. many] }));

        Assert.InRange(Regex.Count(html, "<details class=\"manifest"), 2, 60);
        Assert.Matches("And [0-9]+ more manifests, in the JSON document", html);
    }

    private static string Render() => HtmlReport.Render(SampleCredentials.Examined(SampleCredentials.Report()));
}
