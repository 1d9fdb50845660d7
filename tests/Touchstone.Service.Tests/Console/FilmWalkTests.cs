using System.Net.Http.Json;
using Touchstone.Service.Intake;

namespace Touchstone.Service.Tests.Console;

public sealed class FilmWalkTests(RunningService service)
{
    [Fact]
    public async Task A_person_with_a_keyboard_plays_a_video_frame_by_frame_and_goes_from_mark_to_mark()
    {
        if ((Walk.Missing ?? MadeVideo.Missing) is { } reason) Assert.Skip(reason);
        using var uploaded = await service.UploadAsync(await MadeVideo.ThreeShotsAsync(frequency: 430), "three shots.avi");
        var examined = await service.EndOfAsync((await uploaded.Content.ReadFromJsonAsync<Receipt>())!);
        var lines = await Walk.RunAsync("film.mjs", service.Address.ToString(), RunningService.Email, RunningService.Password, examined.Id.ToString());
        Assert.Equal(
        [
            "ok the film is there", "ok frame by frame", "ok played and paused", "ok from mark to mark", "ok a mark chosen from the list, and a click into the timeline",
            "ok the address shows a colleague the same moment", "ok nothing serious for axe",
        ], lines);
    }
}
