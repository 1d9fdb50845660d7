using System.Diagnostics;
using System.Net.Http.Json;
using Touchstone.Engine.Likeness;
using Touchstone.Service.Intake;
using Touchstone.Service.Likeness;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Likeness;

public sealed class SimilarCasesTests(RunningService service)
{
    private async Task<Receipt> TakenInAsync(byte[] bytes, string name)
    {
        var receipt = (await (await service.UploadAsync(bytes, name)).Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(receipt);
        return receipt;
    }

    private async Task<SimilarCases> SearchedAsync(Receipt receipt)
    {
        var until = Stopwatch.StartNew();
        while (true)
        {
            var found = (await service.Client.GetFromJsonAsync<SimilarCases>($"/api/v1/cases/{receipt.Case}/similar", RunningService.Json))!;
            if (found.State != SimilarState.Waiting) return found;
            Assert.True(until.Elapsed < TimeSpan.FromSeconds(60), "The picture still waits to be looked for.");
            await Task.Delay(200);
        }
    }

    [Fact]
    public async Task A_picture_that_was_changed_a_little_is_found_and_the_same_file_is_named_as_such()
    {
        var picture = Specimens.CopiedPicture(seed: 531);
        var brighter = (byte[])picture.Clone();
        for (var i = 54; i < brighter.Length; i++) brighter[i] += 4;
        var first = await TakenInAsync(picture, "harbour.bmp");
        var second = await TakenInAsync(brighter, "harbour, brighter.bmp");
        var third = await TakenInAsync(picture, "harbour again.bmp");
        var other = await TakenInAsync(Specimens.CopiedPicture(seed: 532), "elsewhere.bmp");

        var found = await SearchedAsync(second);
        Assert.Empty(found.Same);
        Assert.Equal([first.Case, third.Case], found.Similar.Select(s => s.Case.Id).Order());
        Assert.All(found.Similar, s => Assert.Equal(PictureRelation.Same, s.Relation));
        // Both ways, although only the later one was looked for.
        Assert.Contains((await SearchedAsync(first)).Similar, s => s.Case.Id == second.Case);
        Assert.Equal(third.Case, Assert.Single((await SearchedAsync(first)).Same).Id);
        Assert.Empty((await SearchedAsync(other)).Similar);

        // A case that somebody may not see is not named to them.
        (await service.Client.PutAsJsonAsync($"/api/v1/cases/{first.Case}/access", new { restricted = true, to = Array.Empty<string>() })).EnsureSuccessStatusCode();
        using var outsider = await service.WithKeyAsync("cases.read");
        var seen = (await outsider.GetFromJsonAsync<SimilarCases>($"/api/v1/cases/{second.Case}/similar", RunningService.Json))!;
        Assert.Equal(third.Case, Assert.Single(seen.Similar).Case.Id);

        (await service.Client.DeleteAsync($"/api/v1/cases/{second.Case}/specimen?reason=test")).EnsureSuccessStatusCode();
        Assert.Empty((await SearchedAsync(first)).Similar);
    }

    [Fact]
    public async Task A_recording_is_not_looked_for_by_what_it_shows()
    {
        var first = await TakenInAsync(Specimens.Recording(4100), "a.wav");
        var second = await TakenInAsync(Specimens.Recording(4100), "b.wav");
        var found = await SearchedAsync(second);
        Assert.Equal((SimilarState.NotAPicture, first.Case), (found.State, Assert.Single(found.Same).Id));
    }
}
