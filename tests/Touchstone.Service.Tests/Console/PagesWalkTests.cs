using System.Net.Http.Json;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Console;

public sealed class PagesWalkTests(RunningService service)
{
    [Fact]
    public async Task Every_page_has_a_heading_fits_both_screens_shows_its_focus_and_has_nothing_serious_for_axe_in_both_themes()
    {
        if (Walk.Missing is { } reason) Assert.Skip(reason);
        var picture = await BringAsync(Specimens.CopiedPicture(seed: 21), "page.bmp");
        var sound = await BringAsync(Specimens.Recording(4711), "page.wav");
        var pages = Routes().Select(r => Filled(r, picture.Case)).Concat([$"cases/{sound.Case}", "cases?text=nothing-is-called-so", $"compare?a={picture.Case}&b={sound.Case}"]).Distinct().Order(StringComparer.Ordinal).ToList();
        var lines = await Walk.RunAsync("pages.mjs", [service.Address.ToString(), RunningService.Email, RunningService.Password, .. pages]);
        Assert.Equal(pages.Select(p => $"ok {p}"), lines);
    }

    // Pages are told by the program itself: one that is added is walked through.
    private static IEnumerable<string> Routes() => typeof(TouchstoneService).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template.TrimStart('/')).Where(t => t.Length > 0);

    private static string Filled(string route, Guid opened)
    {
        var path = route switch
        {
            _ when route.StartsWith("cases/{Id:guid}", StringComparison.Ordinal) => route.Replace("{Id:guid}", opened.ToString(), StringComparison.Ordinal),
            "detectors/{Id}" => "detectors/CopyMove",
            _ => route,
        };
        Assert.False(path.Contains('{', StringComparison.Ordinal), $"Say here with which value the page {route} is looked at.");
        return path;
    }

    private async Task<Receipt> BringAsync(byte[] bytes, string name)
    {
        using var answer = await service.UploadAsync(bytes, name);
        var receipt = (await answer.Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(receipt);
        return receipt;
    }
}
