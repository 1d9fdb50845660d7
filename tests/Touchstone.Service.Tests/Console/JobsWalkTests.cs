using System.Net.Http.Json;
using Touchstone.Service.Analysis;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Console;

public sealed class JobsWalkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-jobs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_person_sees_why_a_job_was_put_aside_asks_again_and_cancels_what_runs()
    {
        if (Walk.Missing is { } reason) Assert.Skip(reason);
        var examiner = Path.Combine(_folder.FullName, "examiner.sh");
        await File.WriteAllTextAsync(examiner, "#!/bin/sh\nprintf 'no such codec' >&2; exit 7\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(examiner, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var program = new ServiceProgram(RunningService.Program, Path.Combine(_folder.FullName, "data")) { Arguments = ["--examiner", examiner, "--attempts", "1", "--workers", "1"] };
        await program.ServeAsync();
        await program.SignInAsync();
        await program.BringAsync(Specimens.Recording(1), "breaks.wav");
        await UntilAsync(program, ExaminationState.SetAside);
        await File.WriteAllTextAsync(examiner, "#!/bin/sh\nexec sleep 60\n");
        await program.BringAsync(Specimens.Recording(2), "runs.wav");
        await UntilAsync(program, ExaminationState.Running);
        await program.BringAsync(Specimens.Recording(3), "waits.wav");
        var lines = await Walk.RunAsync("jobs.mjs", program.Address.ToString(), ServiceProgram.Email, ServiceProgram.Password);
        Assert.Equal(
        [
            "ok what runs, waits and was put aside is told by file name", "ok why it was put aside, with the last words of its process", "ok ask again",
            "ok cancel what runs, and see the next begin without loading the page again",
        ], lines);
    }

    private static async Task UntilAsync(ServiceProgram program, ExaminationState state)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await program.Client.GetFromJsonAsync<ExaminationStatus[]>($"/api/v1/examinations?state={state}", RunningService.Json, patience.Token))!.Length == 0) await Task.Delay(50, patience.Token);
    }
}
