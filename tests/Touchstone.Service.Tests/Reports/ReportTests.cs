using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Touchstone.Media;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;
using Touchstone.Service.Reports;

namespace Touchstone.Service.Tests.Reports;

public sealed class ReportTests(RunningService service)
{
    private static readonly OpinionTexts Texts = new("Was the roof copied? H1: it was. H2: it was not.", "The findings <b>support</b> H1 & not H2.", "The place was not visited.");

    [Fact]
    public async Task A_draft_says_what_people_and_what_the_program_said_and_that_nobody_signed()
    {
        var receipt = await CaseAsync(seed: 21);
        (await service.Client.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/opinions", Texts)).EnsureSuccessStatusCode();
        using var page = await service.Client.GetAsync($"/api/v1/cases/{receipt.Case}/report?form=html");
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("Draft. Nobody has signed this report.", html);
        Assert.Contains("The findings &lt;b&gt;support&lt;/b&gt; H1 &amp; not H2.", html);
        Assert.True(html.IndexOf("Examiner’s opinion", StringComparison.Ordinal) < html.IndexOf("id=\"summary\"", StringComparison.Ordinal), "The opinion stands apart, before what the program says.");
        Assert.Contains(receipt.Sha256, html);
        Assert.Contains("Custody", html);
        // What is made of evidence runs outside of the service's origin.
        Assert.Contains("sandbox", page.Headers.GetValues("Content-Security-Policy").Single());
        var json = await service.Client.GetFromJsonAsync<JsonElement>($"/api/v1/cases/{receipt.Case}/report?form=json");
        Assert.Equal("draft", json.GetProperty("state").GetString());
        Assert.Equal(Texts.Text, json.GetProperty("examiner").GetProperty("opinion").GetString());
        Assert.Equal("case.opened", json.GetProperty("custody")[0].GetProperty("kind").GetString());
        Assert.Equal("First Person", json.GetProperty("custody")[0].GetProperty("name").GetString());
        Assert.Contains(json.GetProperty("tool").GetProperty("errorRates").EnumerateArray(), r => r.GetProperty("measuredOn").GetString() is { Length: > 0 });
        Assert.NotEmpty(json.GetProperty("tool").GetProperty("notAnswered").EnumerateArray());
    }

    [Fact]
    public async Task Every_version_of_an_opinion_stays_and_the_journal_holds_its_digest_and_never_its_text()
    {
        var receipt = await CaseAsync(seed: 22);
        foreach (var text in new[] { "A first view.", "A second view, weaker." })
            (await service.Client.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/opinions", Texts with { Text = text })).EnsureSuccessStatusCode();
        var versions = (await service.Client.GetFromJsonAsync<Opinion[]>($"/api/v1/cases/{receipt.Case}/opinions"))!;
        Assert.Equal(["A second view, weaker.", "A first view."], versions.Select(v => v.Texts!.Text));
        var report = await service.Client.GetStringAsync($"/api/v1/cases/{receipt.Case}/report?form=json");
        foreach (var version in versions) Assert.Contains(OpinionBook.DigestOf(version.Texts!, Convert.FromBase64String(version.Salt)), report);
        using var empty = await service.Client.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/opinions", Texts with { Text = "  " });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
    }

    [Fact]
    public async Task A_signed_report_is_checked_without_the_service_and_any_change_is_noticed()
    {
        var receipt = await CaseAsync(seed: 23);
        (await service.Client.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/opinions", Texts)).EnsureSuccessStatusCode();
        var signed = await SignAsync(receipt.Case);
        var pem = await File.ReadAllTextAsync(Path.Combine(service.DataFolder, "keys/journal.pem"));
        var signature = await FormAsync(receipt.Case, signed, "signature");
        foreach (var form in new[] { "json", "html" })
        {
            var bytes = await FormAsync(receipt.Case, signed, form);
            var held = ReportCheck.Run(new MemoryStream(bytes), signature, pem);
            Assert.Equal((form, 0), (held.Form, held.Faults.Count));
            Assert.Contains("First Person", Encoding.UTF8.GetString(bytes));
            bytes[^20] ^= 1;
            Assert.Equal([Codes.ReportDigest], ReportCheck.Run(new MemoryStream(bytes), signature, pem).Faults.Select(f => f.Code));
        }
        var json = await FormAsync(receipt.Case, signed, "json");
        // Another name under the same signature, and the same report under another key.
        var renamed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(signature).Replace("First Person", "Other Person", StringComparison.Ordinal));
        Assert.Equal([Codes.ReportSignature], ReportCheck.Run(new MemoryStream(json), renamed, null).Faults.Select(f => f.Code));
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal([Codes.ReportSignature], ReportCheck.Run(new MemoryStream(json), signature, stranger.ExportSubjectPublicKeyInfoPem()).Faults.Select(f => f.Code));
        Assert.Equal(Codes.ReportMalformed, Assert.Throws<ReportException>(() => ReportCheck.Run(new MemoryStream(json), json, pem)).Code);
    }

    [Fact]
    public async Task Nobody_signs_without_their_password_nor_another_ones_opinion()
    {
        var receipt = await CaseAsync(seed: 24);
        using var without = await service.Client.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/reports", new { password = RunningService.Password });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        (await service.Client.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/opinions", Texts)).EnsureSuccessStatusCode();
        using var wrong = await service.Client.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/reports", new { password = "another pass phrase" });
        Assert.Equal((HttpStatusCode.Forbidden, Codes.ServiceNotConfirmed), (wrong.StatusCode, (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        using var colleague = await service.SomeoneAsync("second-examiner", Service.Accounts.Roles.Examiner);
        using var others = await colleague.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/reports", new { password = RunningService.Password });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, others.StatusCode);
        using var analyst = await service.SomeoneAsync("no-examiner", Service.Accounts.Roles.Analyst);
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/opinions", Texts)).StatusCode);
        // A key is no person, whatever its scopes.
        using var key = await service.WithKeyAsync("cases.read", "cases.write", "admin");
        Assert.Equal(HttpStatusCode.Forbidden, (await key.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/opinions", Texts)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await key.PostAsJsonAsync($"/api/v1/cases/{receipt.Case}/reports", new { password = RunningService.Password })).StatusCode);
        Assert.Empty((await service.Client.GetFromJsonAsync<JsonElement>($"/api/v1/cases/{receipt.Case}/reports")).EnumerateArray());
    }

    private async Task<Receipt> CaseAsync(int seed)
    {
        var receipt = (await (await service.UploadAsync(Specimens.CopiedPicture(seed), "roof.bmp")).Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(receipt);
        return receipt;
    }

    private async Task<Guid> SignAsync(Guid subject)
    {
        using var answer = await service.Client.PostAsJsonAsync($"/api/v1/cases/{subject}/reports", new { password = RunningService.Password });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private Task<byte[]> FormAsync(Guid subject, Guid report, string form) => service.Client.GetByteArrayAsync($"/api/v1/cases/{subject}/reports/{report}/{form}");
}
