using System.Diagnostics;
using System.IO.Pipelines;
using Touchstone.Engine;
using Touchstone.Media;
using Touchstone.Workbench;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Tests.Workbench.Supervision;

public sealed class WorkerChildTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    private WorkerRequest Request() => new(_scratch.Write("a.jpg", Scratch.Jpeg()), PolicyFile.DefaultBytes, [], Limits.Default, 1, new CredentialTerms().Fixed(DetectorRuns.At), false);

    [Fact]
    public async Task It_ends_quietly_when_its_input_ends()
    {
        using var nothing = new MemoryStream();
        Assert.Equal(0, await WorkerChild.ServeAsync(new MemoryStream(), nothing, TimeProvider.System));
        Assert.Equal(0, nothing.Length);
    }

    [Fact]
    public async Task It_says_what_it_opened_then_how_far_it_is_then_what_it_found()
    {
        var (input, output) = (new Pipe(), new Pipe());
        var serving = WorkerChild.ServeAsync(input.Reader.AsStream(), output.Writer.AsStream(), TimeProvider.System);
        await Frame.Of(FrameKind.Request, Request()).WriteToAsync(input.Writer.AsStream(leaveOpen: true), Cancel);
        var opened = await Frame.ReadFromAsync(output.Reader.AsStream(), 1 << 20, Cancel);
        List<ExaminationProgress> steps = [];
        Frame? done;
        while ((done = await Frame.ReadFromAsync(output.Reader.AsStream(), 1 << 20, Cancel)) is { Kind: FrameKind.Progress } step) steps.Add(step.Read<ExaminationProgress>());
        await input.Writer.CompleteAsync();
        Assert.Equal(FrameKind.Opened, opened!.Kind);
        Assert.Equal(FrameKind.Done, done!.Kind);
        var examination = done.Read<Examined>().Examination;
        Assert.Null(examination.Fault);
        Assert.Equal(Enumerable.Range(1, examination.Findings.Count), steps.Select(s => s.Done).Order());
        Assert.All(steps, s => Assert.Equal(examination.Findings.Count, s.Of));
        Assert.Equal(0, await serving);
    }

    [Fact]
    public async Task A_real_process_ends_when_its_parent_lets_go_and_keeps_its_answers_apart_from_standard_output()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("skipped: reads /proc");
        using var process = Process.Start(WorkerCommand.Beside(AppContext.BaseDirectory).StartInfo(new SupervisionLimits()))!;
        await Frame.Of(FrameKind.Request, Request()).WriteToAsync(process.StandardInput.BaseStream, Cancel);
        Assert.NotNull(await Frame.ReadFromAsync(process.StandardOutput.BaseStream, 1 << 20, Cancel));
        // What anything in the process prints goes where errors go.
        Assert.Equal(new FileInfo($"/proc/{process.Id}/fd/2").LinkTarget, new FileInfo($"/proc/{process.Id}/fd/1").LinkTarget);
        Assert.Contains("Max core file size        0", await File.ReadAllTextAsync($"/proc/{process.Id}/limits", Cancel), StringComparison.Ordinal);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.True(process.HasExited);
    }

    [Fact]
    public async Task A_pipe_is_named_as_such_and_never_opened()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("skipped: no pipes in the file system");
        var pipe = _scratch.Path("pipe.jpg");
        using (var make = Process.Start("mkfifo", [pipe])) await make.WaitForExitAsync(Cancel);
        Assert.False(Intake.TryOpen(pipe, Limits.Default, out _, out var fault, Cancel));
        Assert.Equal(Codes.IntakeNotRegularFile, fault.Code);
        Assert.Contains("pipe", fault.Message, StringComparison.Ordinal);
        Assert.False(Intake.TryOpen("/dev/null", Limits.Default, out _, out var device, Cancel));
        Assert.Contains("device", device!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty.jpg", "", Codes.IntakeEmpty)]
    [InlineData("note.txt", "just text", Codes.IntakeUnknownFormat)]
    public async Task Material_that_is_no_specimen_is_a_coded_fault_with_its_hash(string name, string content, string code)
    {
        await using var pool = new ExaminationPool(new PoolOptions { Command = WorkerCommand.Beside(AppContext.BaseDirectory) }, TimeProvider.System);
        var examination = (await pool.ExamineAsync(_scratch.Write(name, content), Cancel)).Examination;
        Assert.Equal(code, examination.Fault!.Code);
        Assert.Equal(content.Length, examination.Specimen.Bytes);
        Assert.Equal(content.Length > 0, examination.Specimen.Sha256 is not null);
    }
}
