using System.Text.Json.Nodes;
using SkiaSharp;
using Touchstone.Media;
using Touchstone.Tests.Media.Jpeg;
using Touchstone.Tests.Workbench.Supervision;

namespace Touchstone.Tests.Cli;

/// <summary>Origin of the vectors: made here by an encoder.</summary>
public sealed class ViewTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_file_is_looked_at_in_a_supervised_process()
    {
        _scratch.Write("a.jpg", JpegSamples.Skia(96, 64, 80, SKJpegEncoderDownsample.Downsample420));
        _scratch.Write("b.jpg", JpegSamples.Skia(64, 96, 80, SKJpegEncoderDownsample.Downsample420));
        var drawn = await CommandLine.RunAsync(_scratch.Folder, "view", "a.jpg", "--out", "views", "--view", "ela", "--view", "pca");
        Assert.Equal(0, drawn.Exit);
        Assert.Contains("4 pictures and views.json in views. They are views, never scores.", drawn.Output);
        var list = JsonNode.Parse(File.ReadAllText(Path.Combine(_scratch.Folder, "views", "views.json")))!;
        Assert.Equal(["ela.png", "pca-component-1.png", "pca-component-2.png", "pca-component-3.png"], list["views"]!.AsArray().Select(v => (string)v!["file"]!));
        Assert.All(list["views"]!.AsArray(), v => Assert.True(File.Exists(Path.Combine(_scratch.Folder, "views", (string)v!["file"]!))));

        var apart = await CommandLine.RunAsync(_scratch.Folder, "view", "a.jpg", "--out", "views", "--view", "difference", "--against", "b.jpg");
        Assert.Equal((3, true), (apart.Exit, apart.Output.Contains(Codes.ViewSizeMismatch, StringComparison.Ordinal)));
        var text = await CommandLine.RunAsync(_scratch.Folder, "view", "a.jpg", "--tree", "--hex", "0x2:16");
        Assert.Equal((0, true, true), (text.Exit, text.Output.Contains("SOF0", StringComparison.Ordinal), text.Output.Contains("00000002  ff e0", StringComparison.Ordinal)));
        var none = await CommandLine.RunAsync(_scratch.Folder, "view", "none.jpg", "--tree");
        Assert.Equal((3, true), (none.Exit, none.Error.Contains(Codes.IntakeNotFound, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Views_of_two_files_are_not_mixed_and_no_picture_is_no_success()
    {
        _scratch.Write("a.jpg", JpegSamples.Skia(96, 64, 80, SKJpegEncoderDownsample.Downsample420));
        _scratch.Write("b.jpg", JpegSamples.Skia(96, 64, 70, SKJpegEncoderDownsample.Downsample420));
        _scratch.Write("cut.jpg", JpegSamples.Skia(96, 64, 80, SKJpegEncoderDownsample.Downsample420)[..300]);
        Assert.Equal(0, (await CommandLine.RunAsync(_scratch.Folder, "view", "a.jpg", "--out", "views", "--view", "ela")).Exit);
        var list = File.ReadAllText(Path.Combine(_scratch.Folder, "views", "views.json"));
        var other = await CommandLine.RunAsync(_scratch.Folder, "view", "b.jpg", "--out", "views", "--view", "pca");
        Assert.Equal((2, true), (other.Exit, other.Error.Contains(Codes.ViewOtherFile, StringComparison.Ordinal)));
        Assert.Equal(list, File.ReadAllText(Path.Combine(_scratch.Folder, "views", "views.json")));
        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(_scratch.Folder, "views")).Count());
        Assert.Equal(0, (await CommandLine.RunAsync(_scratch.Folder, "view", "a.jpg", "--out", "views", "--view", "ela")).Exit);

        var file = await CommandLine.RunAsync(_scratch.Folder, "view", "a.jpg", "--out", "b.jpg");
        Assert.Equal((2, true), (file.Exit, file.Error.Contains("is a file", StringComparison.Ordinal)));
        var none = await CommandLine.RunAsync(_scratch.Folder, "view", "cut.jpg", "--out", "none");
        Assert.Equal((3, true), (none.Exit, none.Output.Contains("0 pictures", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Say which file", "--tree")]
    [InlineData("Say what to make", "a.jpg")]
    [InlineData("There is no view 'nothing'", "a.jpg", "--out", "x", "--view", "nothing")]
    [InlineData("--hex takes", "a.jpg", "--hex", "-3")]
    [InlineData("Required argument missing for option: '--hex'", "a.jpg", "--hex", "--")]
    [InlineData("--against was given an empty text", "a.jpg", "--out", "x", "--against", "")]
    [InlineData("FILE was given as an empty text", " ", "--tree")]
    [InlineData("Cannot parse argument 'abc' for option '--ela-quality'", "a.jpg", "--out", "x", "--ela-quality", "abc")]
    [InlineData("Cannot parse argument 'x' for option '--scale-top'", "a.jpg", "--out", "x", "--scale-top", "x")]
    [InlineData("--ela-quality takes", "a.jpg", "--out", "x", "--ela-quality", "0")]
    public async Task What_cannot_be_meant_is_refused(string message, params string[] arguments)
    {
        var run = await CommandLine.RunAsync(_scratch.Folder, ["view", .. arguments]);
        Assert.Equal((2, true), (run.Exit, run.Error.Contains(message, StringComparison.Ordinal)));
    }
}
