using System.Net.Http.Json;
using Touchstone.Service.Intake;

namespace Touchstone.Service.Tests.Console;

public sealed class LargeWalkTests(RunningService service)
{
    [Fact]
    public async Task A_picture_of_fifty_million_pixels_is_looked_at_tile_by_tile()
    {
        if (Walk.Missing is { } reason) Assert.Skip(reason);
        using var uploaded = await service.UploadAsync(MadePng.Of(8300, 6100, MadePng.Pixels(8300, 6100)), "fifty million.png");
        var examined = await service.EndOfAsync((await uploaded.Content.ReadFromJsonAsync<Receipt>())!);
        var lines = await Walk.RunAsync("large.mjs", service.Address.ToString(), RunningService.Email, RunningService.Password, examined.Id.ToString());
        Assert.Equal(["ok shown whole from small tiles", "ok at 100 % every pixel with its values", "ok nothing serious for axe"], lines);
    }
}
