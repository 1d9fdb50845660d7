using System.Net.Http.Json;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Console;

public sealed class ReportWalkTests(RunningService service)
{
    [Fact]
    public async Task An_examiner_writes_an_opinion_signs_by_passkey_and_restricts_the_case()
    {
        if (Walk.Missing is { } reason) Assert.Skip(reason);
        await service.EndOfAsync((await (await service.UploadAsync(Specimens.CopiedPicture(seed: 31), "an examiner.bmp")).Content.ReadFromJsonAsync<Receipt>())!);
        var lines = await Walk.RunAsync("report.mjs", service.Address.ToString(), RunningService.Email, RunningService.Password);
        Assert.Equal(
        [
            "ok a passkey on this device", "ok write an opinion", "ok a wrong password signs nothing", "ok sign by passkey", "ok a new version stands above the old one", "ok restrict the case",
        ], lines);
    }
}
