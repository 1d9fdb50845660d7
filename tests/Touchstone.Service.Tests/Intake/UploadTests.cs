using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Touchstone.Engine.Decisions;
using Touchstone.Service.Analysis;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Intake;

public sealed class UploadTests(RunningService service)
{
    [Fact]
    public async Task A_file_becomes_a_case_that_is_examined()
    {
        using var answer = await service.UploadAsync(Specimens.Recording(128), "a quiet room.wav");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var receipt = (await answer.Content.ReadFromJsonAsync<Receipt>())!;
        var done = await service.EndOfAsync(receipt);
        Assert.Equal("a quiet room.wav", done.Title);
        Assert.Equal(ExaminationState.Done, done.Progress);
        Assert.Equal(Outcome.Review, done.Outcome);
        Assert.NotEmpty(done.Sentence!);
    }

    [Fact]
    public async Task The_same_content_is_examined_once()
    {
        var first = (await (await service.UploadAsync(Specimens.Recording(127), "first.wav")).Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(first);
        var second = (await (await service.UploadAsync(Specimens.Recording(127), "second.wav")).Content.ReadFromJsonAsync<Receipt>())!;
        Assert.True(second.Known);
        Assert.NotEqual(first.Case, second.Case);
        Assert.Equal(ExaminationState.Done, (await service.EndOfAsync(second)).Progress);
    }

    [Theory]
    [InlineData("", 422, "intake.empty")]
    [InlineData("no media at all", 422, "intake.unknown-format")]
    public async Task What_cannot_be_taken_in_is_refused_with_a_code(string content, int status, string code)
    {
        using var answer = await service.UploadAsync(System.Text.Encoding.UTF8.GetBytes(content), "x.jpg");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_stranger_may_bring_nothing_and_see_nothing()
    {
        using var content = new ByteArrayContent(Specimens.Recording(128));
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Stranger.PostAsync("/api/v1/specimens", content)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Stranger.GetAsync("/api/v1/cases")).StatusCode);
        var page = await service.Stranger.GetAsync("/cases");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.StartsWith("/account/sign-in", page.Headers.Location!.PathAndQuery);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\temp\\a.jpg", "a.jpg")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("\u0000\r\n", "unnamed")]
    public void A_name_is_never_a_path_and_hides_nothing(string given, string kept) => Assert.Equal(kept, FileNames.Clean(given));
}
