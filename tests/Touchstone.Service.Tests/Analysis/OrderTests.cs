using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Analysis;

public sealed class OrderTests(RunningService service)
{
    [Theory]
    [InlineData("retry")]
    [InlineData("cancel")]
    public async Task What_is_done_can_neither_be_asked_for_again_nor_cancelled(string order)
    {
        var receipt = (await (await service.UploadAsync(Specimens.Recording(150), "ordered.wav")).Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(receipt);
        var examinations = (await service.Client.GetFromJsonAsync<ExaminationStatus[]>("/api/v1/examinations?count=200", RunningService.Json))!;
        using var answer = await service.Client.PostAsync($"/api/v1/examinations/{examinations.Single(e => e.Sha256 == receipt.Sha256).Id}/{order}", null);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(Codes.ServiceExaminationState, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        using var missing = await service.Client.PostAsync($"/api/v1/examinations/{Guid.NewGuid()}/{order}", null);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }
}
