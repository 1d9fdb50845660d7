using System.Net.Http.Json;
using Touchstone.Service.Accounts;
using Touchstone.Service.Intake;

namespace Touchstone.Service.Tests.Console;

/// <summary>File names, metadata and texts of people that would like to be markup.</summary>
public sealed class InjectionTests(RunningService service)
{
    private const string Name = "<img src=x onerror=injected(1)>.png";

    private async Task<Receipt> TakenInAsync()
    {
        var bytes = MadePng.Of(64, 48, MadePng.Chunk("tEXt", [.. "Comment\0"u8, .. "<injected></injected><script>injected(8)</script>\" onfocus=injected(9) autofocus x=\""u8]), MadePng.Chunk("tEXt", [.. "<injected>\0"u8, .. "x"u8]), MadePng.Pixels(64, 48));
        return (await (await service.UploadAsync(bytes, Name)).Content.ReadFromJsonAsync<Receipt>())!;
    }

    [Fact]
    public async Task Nothing_that_people_bring_becomes_markup_in_a_browser()
    {
        if (Walk.Missing is { } reason) Assert.Skip(reason);
        var receipt = await TakenInAsync();
        await service.EndOfAsync(receipt);
        using (await service.Client.PostAsJsonAsync("/api/v1/accounts", new NewAccount("markup@example.org", "<svg onload=injected(4)>", RunningService.Password, [Roles.Viewer]))) { }
        Assert.Equal(
            ["ok cases", "ok case", "ok metadata", "ok container", "ok notes", "ok admin", "ok jobs", "ok a question in the address", "ok a search in the address"],
            await Walk.RunAsync("injection.mjs", service.Address.ToString(), RunningService.Email, RunningService.Password, receipt.Case.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/findings")]
    [InlineData("/rights")]
    public async Task What_the_interface_answers_is_never_taken_for_a_page(string path)
    {
        var receipt = await TakenInAsync();
        await service.EndOfAsync(receipt);
        using var answer = await service.Client.GetAsync($"/api/v1/cases/{receipt.Case}{path}");
        Assert.Contains("json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task A_name_breaks_out_of_no_header()
    {
        var receipt = (await (await service.UploadAsync(MadePng.Of(32, 32, MadePng.Pixels(32, 32)), "a\"\r\nSet-Cookie: x=y\r\n.png")).Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(receipt);
        using var answer = await service.Client.GetAsync($"/api/v1/cases/{receipt.Case}/package");
        answer.EnsureSuccessStatusCode();
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Matches("filename=\"?C-\\d{4}-\\d+\\.zip", answer.Content.Headers.ContentDisposition!.ToString());
    }
}
