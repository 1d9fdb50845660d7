using Touchstone.Service.Measures;
using Touchstone.Service.Tests.Console;

namespace Touchstone.Service.Tests.Intake;

public sealed class UploadPageTests(RunningService service)
{
    [Fact]
    public async Task Files_come_in_however_people_bring_them_and_go_on_where_they_were_cut_off()
    {
        if (Walk.Missing is { } reason) Assert.Skip(reason);
        var large = Path.Combine(Directory.CreateTempSubdirectory("touchstone-large-").FullName, "large.wav");
        try
        {
            // A recording with more behind its samples than two parts of an upload hold.
            await File.WriteAllBytesAsync(large, [.. Specimens.Recording(5000), .. new byte[12 << 20]]);
            Assert.Equal(
            [
                "ok sign in", "ok many files dropped with the consent of one person", "ok pasted", "ok the same again is said with a link", "ok what is no media is refused in words",
                "ok cut off in the middle and chosen again it goes on", "ok while the connection is gone it waits",
            ], await Walk.RunAsync("upload.mjs", service.Address.ToString(), RunningService.Email, RunningService.Password, large));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(large)!, recursive: true);
        }
    }
}
