using System.Text.Json.Nodes;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Tests.Engine.Detectors.Image;
using Touchstone.Tests.Workbench.Supervision;
using Touchstone.Workbench.Likeness;

namespace Touchstone.Tests.Cli;

/// <summary>Origin of the vectors: <see cref="TexturedScene"/>, computed in the test and saved as JPEG.</summary>
public sealed class SimilarTests : IDisposable
{
    private const int Width = 320, Height = 240;
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private static byte[] Picture(ulong seed, int left = 0, int top = 0, int width = Width, int height = Height, int quality = 92)
    {
        var scene = new TexturedScene(Width, Height, seed).Samples;
        var samples = new byte[3 * width * height];
        for (var i = 0; i < samples.Length; i++) samples[i] = (byte)scene[(top + i / 3 / width) * Width + left + i / 3 % width];
        return JpegWriter.Save(new RgbImage(width, height, samples), quality);
    }

    private Task<CommandLine.Run> Similar(params string[] arguments) => CommandLine.RunAsync(_scratch.Folder, ["similar", .. arguments, "--store", "store"]);

    [Fact]
    public async Task Pictures_are_added_once_and_found_again_with_their_relation()
    {
        for (ulong i = 0; i < 3; i++) _scratch.Write($"known/{i}.jpg", Picture(20 + i));
        _scratch.Write("again.jpg", Picture(21, quality: 70));
        _scratch.Write("part.jpg", Picture(22, 90, 60, 180, 140));
        _scratch.Write("other.jpg", Picture(50));
        Assert.Equal((0, "3 added; the store holds 3.\n", ""), await Told(Similar("known", "--add")));
        Assert.Equal((0, "0 added; the store holds 3.\n", ""), await Told(Similar("known", "--add")));

        var again = await Similar("again.jpg");
        Assert.Equal((0, ""), (again.Exit, again.Error));
        Assert.Contains("1.jpg: the same picture; ", again.Output, StringComparison.Ordinal);
        var part = JsonNode.Parse((await Similar("part.jpg", "--json")).Output)![0]!;
        var found = Assert.Single(part["found"]!.AsArray())!;
        Assert.Equal((3, "2.jpg", "partOfStored"), ((int)part["searched"]!, Path.GetFileName((string)found["file"]!), (string)found["match"]!["relation"]!));
        Assert.True((int)found["match"]!["evidence"]!["agreeing"]! > 8);
        Assert.Contains("none of 3 pictures is like it", (await Similar("other.jpg")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_searched_or_read_is_told_with_its_code()
    {
        _scratch.Write("picture.jpg", Picture(20));
        _scratch.Write("text.txt", "no picture");
        var missing = await Similar("picture.jpg");
        Assert.Equal((1, true), (missing.Exit, missing.Error.Contains(Codes.StoreMissing, StringComparison.Ordinal)));
        var mixed = await Similar("picture.jpg", "text.txt", "--add");
        Assert.Equal((3, true, true), (mixed.Exit, mixed.Error.Contains("text.txt: ", StringComparison.Ordinal), mixed.Output.Contains("1 added", StringComparison.Ordinal)));

        var path = Path.Combine(_scratch.Folder, "store", PictureStore.FileName);
        var store = File.ReadAllBytes(path);
        store[store.Length / 2] ^= 1;
        File.WriteAllBytes(path, store);
        foreach (var refused in new[] { await Similar("picture.jpg"), await Similar("picture.jpg", "--add") })
            Assert.Equal((1, "", true), (refused.Exit, refused.Output, refused.Error.Contains(Codes.StoreMalformed, StringComparison.Ordinal)));
        Assert.Equal(store, File.ReadAllBytes(path));
    }

    private static async Task<(int, string, string)> Told(Task<CommandLine.Run> run) => ((await run).Exit, (await run).Output, (await run).Error);
}
