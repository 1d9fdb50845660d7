using System.Diagnostics;
using Touchstone.Media;
using Touchstone.Tests.Workbench.Supervision;

namespace Touchstone.Tests.Cli;

/// <summary>Origin of the vectors: a drawing made by hand.</summary>
public sealed class GeometryTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_drawing_is_answered_and_drawn()
    {
        _scratch.Write("drawing.json", """{"width":800,"height":600,"parallels":[{"name":"edges","lines":[[0,0,100,50],[0,400,100,350],[0,200,300,200]]}]}"""u8.ToArray());
        var run = await CommandLine.RunAsync(_scratch.Folder, "geometry", "drawing.json", "--out", "overlay.svg");
        Assert.Equal((0, true), (run.Exit, run.Output.Contains("edges: 3 lines meet at (400, 200)", StringComparison.Ordinal)));
        Assert.StartsWith("<svg ", File.ReadAllText(Path.Combine(_scratch.Folder, "overlay.svg")));
        _scratch.Write("none.json", "{}"u8.ToArray());
        var none = await CommandLine.RunAsync(_scratch.Folder, "geometry", "none.json");
        Assert.Equal((3, true), (none.Exit, none.Error.Contains(Codes.GeometryMalformed, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_no_file_is_refused_with_a_code_and_nothing_waits()
    {
        var missing = await CommandLine.RunAsync(_scratch.Folder, "geometry", "missing.json");
        Assert.Equal((3, true), (missing.Exit, missing.Error.Contains(Codes.IntakeNotFound, StringComparison.Ordinal)));
        Directory.CreateDirectory(Path.Combine(_scratch.Folder, "folder"));
        var folder = await CommandLine.RunAsync(_scratch.Folder, "geometry", "folder");
        Assert.Equal((3, true), (folder.Exit, folder.Error.Contains(Codes.IntakeNotRegularFile, StringComparison.Ordinal)));
        _scratch.Write("large.json", new byte[(1 << 20) + 1]);
        var large = await CommandLine.RunAsync(_scratch.Folder, "geometry", "large.json");
        Assert.Equal((3, true), (large.Exit, large.Error.Contains(Codes.LimitBytes, StringComparison.Ordinal)));
        if (!OperatingSystem.IsLinux()) return;
        using (var make = Process.Start("mkfifo", Path.Combine(_scratch.Folder, "pipe"))) await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        var pipe = await CommandLine.RunAsync(_scratch.Folder, "geometry", "pipe");
        Assert.Equal((3, true), (pipe.Exit, pipe.Error.Contains(Codes.IntakeNotRegularFile, StringComparison.Ordinal)));
    }
}
