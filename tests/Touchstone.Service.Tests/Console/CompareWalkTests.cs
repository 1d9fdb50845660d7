using System.Net.Http.Json;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Console;

public sealed class CompareWalkTests(RunningService service)
{
    [Fact]
    public async Task A_person_with_a_keyboard_compares_two_cases_and_draws_lines_in_one()
    {
        if (Walk.Missing is { } reason) Assert.Skip(reason);
        var picture = Specimens.CopiedPicture(seed: 31);
        var changed = (byte[])picture.Clone();
        // The last quarter of the rows (54 bytes of header, then 384 × 256 px of three bytes), 40 levels away from what it was.
        for (var i = 54 + 3 * 384 * 192; i < changed.Length; i++) changed[i] = (byte)(changed[i] < 128 ? changed[i] + 40 : changed[i] - 40);
        await BringAsync(picture, "before the change.bmp");
        await BringAsync(changed, "after the change.bmp");
        var lines = await Walk.RunAsync("compare.mjs", service.Address.ToString(), RunningService.Email, RunningService.Password, "before the change.bmp", "after the change.bmp");
        Assert.Equal(
        [
            "ok choose two", "ok both are shown and every pixel is there", "ok the difference is black where they are equal, and only there", "ok in turn", "ok the map that is drawn over both", "ok findings beside each other", "ok from there to the case",
            "ok where three lines meet, with its uncertainty, and into a note",
        ], lines);
    }

    private async Task BringAsync(byte[] bytes, string name)
    {
        using var answer = await service.UploadAsync(bytes, name);
        await service.EndOfAsync((await answer.Content.ReadFromJsonAsync<Receipt>())!);
    }
}
