using System.Text.RegularExpressions;
using Touchstone.Provenance.Verdicts;
using Touchstone.Workbench.Reports;

namespace Touchstone.Tests.Workbench.Reports;

public sealed class IndexPageTests
{
    [Fact]
    public void Each_file_links_to_its_report_by_a_relative_address()
    {
        var html = HtmlReport.RenderIndex([(SampleExaminations.Image(), "harbour 1.html"), (SampleExaminations.Audio(), "call.html")]);

        Assert.Equal(["./harbour%201.html", "./call.html"], Regex.Matches(html, "<a href=\"([^\"]*)\"").Select(m => m.Groups[1].Value));
    }

    [Fact]
    public void A_hostile_report_name_cannot_become_a_script_or_another_site()
    {
        var html = HtmlReport.RenderIndex([(SampleExaminations.Image(SampleExaminations.HostileName), "javascript:alert(1)//\"><b>")]);

        Assert.Contains("href=\"./javascript%3Aalert%281%29%2F%2F%22%3E%3Cb%3E\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_could_not_be_examined_is_listed_with_its_code() =>
        Assert.Contains("intake.unknown-format", HtmlReport.RenderIndex([(SampleExaminations.Unexaminable(), "")]), StringComparison.Ordinal);

    [Theory]
    [InlineData(CredentialState.None, "none found"), InlineData(CredentialState.Invalid, "do not hold"), InlineData(CredentialState.Trusted, "hold, signer listed")]
    public void Each_file_says_in_words_how_its_credentials_stand(CredentialState state, string words) =>
        Assert.Matches($"</span> {words}</td>", HtmlReport.RenderIndex([(SampleCredentials.Examined(SampleCredentials.Report() with { State = state }).ForIndex(), "")]));

    [Fact]
    public void An_index_keeps_no_manifests_in_memory() =>
        Assert.Empty(SampleCredentials.Examined(SampleCredentials.Report()).ForIndex().Examination.Findings[0].Credentials!.Manifests);

    [Fact]
    public void An_index_of_nothing_says_so() =>
        Assert.Contains("Nothing was examined.", HtmlReport.RenderIndex([]), StringComparison.Ordinal);
}
