using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Touchstone.Service.Analysis;
using Touchstone.Service.Consent;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Consent;

public sealed class ConsentTests(RunningService service)
{
    private async Task<Receipt> TakenInAsync(byte level, params (string, string)[] headers) =>
        (await (await RunningService.UploadAsync(service.Client, Specimens.Recording(level), "rights.wav", headers)).Content.ReadFromJsonAsync<Receipt>())!;

    [Fact]
    public async Task Rights_given_with_an_upload_are_recorded_and_the_newest_count()
    {
        var receipt = await TakenInAsync(100, ("X-Rights-Basis", "consent"), ("X-Rights-Source", Uri.EscapeDataString("sent by Jürgen")));
        var first = await service.Client.GetFromJsonAsync<Rights>($"/api/v1/cases/{receipt.Case}/rights", RunningService.Json);
        Assert.Equal(new Rights(RightsBasis.Consent, "sent by Jürgen"), first);
        var next = new Rights(RightsBasis.LegalDuty, "order 12", ExpiresAt: DateTimeOffset.UnixEpoch.AddYears(90));
        (await service.Client.PutAsJsonAsync($"/api/v1/cases/{receipt.Case}/rights", next, RunningService.Json)).EnsureSuccessStatusCode();
        Assert.Equal(next, await service.Client.GetFromJsonAsync<Rights>($"/api/v1/cases/{receipt.Case}/rights", RunningService.Json));
    }

    [Fact]
    public async Task An_unknown_ground_is_refused_and_nothing_is_taken_in()
    {
        using var answer = await RunningService.UploadAsync(service.Client, Specimens.Recording(101), "no ground.wav", ("X-Rights-Basis", "because"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty((await service.Client.GetFromJsonAsync<JsonElement>("/api/v1/cases?text=no%20ground")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_may_be_kept_no_longer_is_not_taken_in()
    {
        using var answer = await RunningService.UploadAsync(service.Client, Specimens.Recording(1010), "ended.wav", ("X-Rights-Basis", "consent"), ("X-Rights-Expires", "2020-01-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty((await service.Client.GetFromJsonAsync<JsonElement>("/api/v1/cases?text=ended.wav")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Deleted_media_and_findings_are_gone_and_the_case_stays()
    {
        var receipt = await TakenInAsync(102);
        await service.EndOfAsync(receipt);
        var media = Path.Combine(service.DataFolder, "media", receipt.Sha256[..2], receipt.Sha256);
        Assert.True(File.Exists(media));
        using var answer = await service.Client.DeleteAsync($"/api/v1/cases/{receipt.Case}/specimen?reason=test");
        var deleted = (await answer.Content.ReadFromJsonAsync<Deleted>())!;
        Assert.Equal((receipt.Sha256, receipt.Bytes), (deleted.Sha256, deleted.Bytes));
        Assert.False(File.Exists(media));
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.GetAsync($"/api/v1/cases/{receipt.Case}/findings")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync($"/api/v1/cases/{receipt.Case}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.DeleteAsync($"/api/v1/cases/{receipt.Case}/specimen?reason=again")).StatusCode);
    }

    [Fact]
    public async Task Deleted_media_that_come_in_again_are_examined_again()
    {
        var first = await TakenInAsync(103);
        await service.EndOfAsync(first);
        (await service.Client.DeleteAsync($"/api/v1/cases/{first.Case}/specimen?reason=test")).EnsureSuccessStatusCode();
        var second = await TakenInAsync(103);
        Assert.False(second.Known);
        Assert.Equal(ExaminationState.Done, (await service.EndOfAsync(second)).Progress);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync($"/api/v1/cases/{second.Case}/findings")).StatusCode);
    }

    [Fact]
    public async Task Only_an_administrator_deletes()
    {
        var receipt = await TakenInAsync(104);
        using var writer = await service.WithKeyAsync("cases.read", "cases.write");
        Assert.Equal(HttpStatusCode.Forbidden, (await writer.DeleteAsync($"/api/v1/cases/{receipt.Case}/specimen?reason=x")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await service.Client.DeleteAsync($"/api/v1/cases/{receipt.Case}/specimen?reason=")).StatusCode);
    }
}
