using System.Text.Json.Nodes;
using SkiaSharp;
using Touchstone.Media;
using Touchstone.Tests.Media.Jpeg;
using Touchstone.Tests.Workbench.Supervision;

namespace Touchstone.Tests.Cli;

/// <summary>Origin of the vectors: made here by an encoder.</summary>
public sealed class CarveTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Pictures_in_remains_of_no_format_are_written_as_they_lie_with_a_record()
    {
        var picture = JpegSamples.Skia(96, 64, 80, SKJpegEncoderDownsample.Downsample420);
        _scratch.Write("remains.bin", [.. new byte[321], .. picture, .. new byte[99]]);
        var listed = await CommandLine.RunAsync(_scratch.Folder, "carve", "remains.bin");
        Assert.Equal((0, true), (listed.Exit, listed.Output.Contains("1 picture inside the file", StringComparison.Ordinal)));

        var written = await CommandLine.RunAsync(_scratch.Folder, "carve", "remains.bin", "--out", "carved");
        Assert.Equal((0, ""), (written.Exit, written.Error));
        Assert.Equal(picture, File.ReadAllBytes(Path.Combine(_scratch.Folder, "carved", "000000000321.jpg")));
        var record = JsonNode.Parse(File.ReadAllText(Path.Combine(_scratch.Folder, "carved", "carve.json")))!;
        var entry = Assert.Single(record["pictures"]!.AsArray())!;
        Assert.Equal((321, picture.Length, "whole", 96, Sha256.Of(picture).Hex), ((int)entry["offset"]!, (int)entry["bytes"]!, (string)entry["state"]!, (int)entry["width"]!, (string)entry["sha256"]!));
        Assert.Equal(Sha256.Of(File.ReadAllBytes(Path.Combine(_scratch.Folder, "remains.bin"))).Hex, (string)record["specimen"]!["sha256"]!);

        var again = await CommandLine.RunAsync(_scratch.Folder, "carve", "remains.bin", "--out", "carved");
        Assert.Equal((2, true), (again.Exit, again.Error.Contains(Codes.MakeOutputExists, StringComparison.Ordinal)));
        var none = await CommandLine.RunAsync(_scratch.Folder, "carve", "none.bin");
        Assert.Equal((3, true), (none.Exit, none.Error.Contains(Codes.IntakeNotFound, StringComparison.Ordinal)));
    }
}
