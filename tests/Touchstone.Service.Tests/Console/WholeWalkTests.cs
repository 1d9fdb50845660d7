using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Console;

public sealed class WholeWalkTests(RunningService service)
{
    [Fact]
    public async Task A_keyboard_alone_suffices_from_a_file_to_its_package()
    {
        if (Walk.Missing is { } reason) Assert.Skip(reason);
        var folder = Directory.CreateTempSubdirectory("touchstone-whole-");
        try
        {
            var specimen = Path.Combine(folder.FullName, "by keyboard.bmp");
            await File.WriteAllBytesAsync(specimen, Specimens.CopiedPicture(seed: 41));
            var lines = await Walk.RunAsync("whole.mjs", service.Address.ToString(), RunningService.Email, RunningService.Password, specimen);
            Assert.Equal(["ok upload", "ok findings", "ok compare", "ok note", "ok report", "ok package"], lines);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
