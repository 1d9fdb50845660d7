using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Console;

public sealed class CaseWalkTests(RunningService service)
{
    [Fact]
    public async Task A_person_with_a_keyboard_uploads_reads_findings_compares_and_writes_a_note()
    {
        if (Walk.Missing is { } reason) Assert.Skip(reason);
        var folder = Directory.CreateTempSubdirectory("touchstone-walk-");
        try
        {
            var specimen = Path.Combine(folder.FullName, "roof <b>&.bmp");
            await File.WriteAllBytesAsync(specimen, Specimens.CopiedPicture(seed: 7));
            var lines = await Walk.RunAsync("case.mjs", service.Address.ToString(), RunningService.Email, RunningService.Password, specimen);
            Assert.Equal(
            [
                "ok sign in", "ok upload", "ok findings", "ok step through findings with j and k", "ok every pixel at the size of the evidence", "ok overlay and opacity", "ok layer",
                "ok compare side by side, swipe, blink", "ok the address shows a colleague the same", "ok keys", "ok note", "ok nothing serious for axe on any panel",
            ], lines);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
