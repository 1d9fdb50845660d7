using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Trials;
using Touchstone.Tests.Evaluation.Calibrating;
using Touchstone.Tests.Workbench.Supervision;

namespace Touchstone.Tests.Cli;

public sealed class CalibrateTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public CalibrateTests() => TrialFile.Write(Path.Combine(_scratch.Folder, "trials.csv"),
        [.. Studies.Trials(60, 2, 1), .. Studies.Trials(150, 2, 2, split: "calibrate"), .. Studies.Trials(60, 0.5, 3, "CopyMove"), .. Studies.Trials(3, 2, 4, "JpegGrid")]);

    public void Dispose() => _scratch.Dispose();

    private Task<CommandLine.Run> RunAsync(params string[] arguments) => CommandLine.RunAsync(_scratch.Folder, ["calibrate", .. arguments]);

    [Fact]
    public async Task Trials_become_a_calibration_with_a_summary_and_the_same_bytes_again()
    {
        var run = await RunAsync("trials.csv", "--out", "one.json", "--promise-fpr", "0.05", "--promise-fnr", "0.05");
        Assert.Equal(0, run.Exit);
        Assert.Contains("JpegGrid answered 3 authentic cases", run.Output);
        Assert.Contains("LocallyEdited", run.Output);
        var file = await File.ReadAllBytesAsync(Path.Combine(_scratch.Folder, "one.json"), TestContext.Current.CancellationToken);
        var document = CalibrationFile.Read(file);
        Assert.Equal(2, document.Calibrators.Count);
        Assert.NotNull(document.Calibrators.Single(c => c.Calibrator.DetectorId == "JpegGhost").Check);
        Assert.True(double.IsFinite(document.Promises.Single().FlagFrom));
        var summary = await File.ReadAllTextAsync(Path.Combine(_scratch.Folder, "one.md"), TestContext.Current.CancellationToken);
        Assert.Contains("## Promises", summary);
        Assert.Contains("calibration.too-few", summary);
        await RunAsync("trials.csv", "--out", "two.json", "--promise-fpr", "0.05", "--promise-fnr", "0.05", "--quiet");
        Assert.Equal(file, await File.ReadAllBytesAsync(Path.Combine(_scratch.Folder, "two.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_not_understood_is_said()
    {
        Assert.Equal(2, (await RunAsync("none.csv", "--out", "c.json")).Exit);
        var split = await RunAsync("trials.csv", "--out", "c.json", "--split", "train");
        Assert.Equal(2, split.Exit);
        Assert.Contains("'calibrate', 'fit'", split.Error);
        Assert.Equal(2, (await RunAsync("trials.csv", "--out", "c.json", "--promise-fpr", "0.05")).Exit);
        Assert.Equal(2, (await RunAsync("trials.csv", "--out", "c.json", "--check", "fit")).Exit);
        Assert.False(File.Exists(Path.Combine(_scratch.Folder, "c.json")));
    }
}
