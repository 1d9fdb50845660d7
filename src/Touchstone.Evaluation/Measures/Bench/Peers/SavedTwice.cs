using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;
using Touchstone.Media.Jpeg;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>Double quantisation in closed form: the steps of the first save, frequency by frequency.</summary>
internal sealed record SavedTwice() : PeerCase("DoubleJpeg", "double_jpeg.py", "numpy, scipy", "NumPy and SciPy", 4000, 4, "first steps")
{
    private const int FirstQuality = 70, LastQuality = 92;
    private const string Steps = "first steps Q1 (– = none seen)";

    // Zigzag order, as both report.
    private static ReadOnlySpan<byte> Frequencies => [0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4];

    internal override byte[] Make(int number) => PixelFile.Jpeg(BenchEdits.Saved(Scene(number), FirstQuality), LastQuality);

    internal override JsonObject Request(NumpyPeer peer, Specimen specimen)
    {
        var plane = specimen.Coefficients.Value!.Luma;
        using (var stream = File.Create(peer.PathOfRaw))
            for (var row = 0; row < plane.ImageBlocksHigh; row++)
                for (var column = 0; column < plane.ImageBlocksWide; column++) stream.Write(MemoryMarshal.AsBytes(plane.Block(row, column)));
        return new JsonObject
        {
            ["path"] = peer.PathOfRaw, ["height"] = plane.ImageBlocksHigh, ["width"] = plane.ImageBlocksWide,
            ["steps"] = new JsonArray([.. plane.Quantisation.Select(s => JsonValue.Create((int)s))]),
        };
    }

    internal override IReadOnlyList<bool?> Ours(int number, Finding finding) =>
        Right([.. finding.Parameters.GetValueOrDefault(Steps, "").Split(' ').Select(s => int.TryParse(s, out var step) ? step : 0)]);

    internal override IReadOnlyList<bool?> Theirs(int number, JsonNode answer) => Right([.. answer["first_steps"]!.AsArray().Select(s => (int)s!)]);

    private static bool?[] Right(int[] steps)
    {
        var truth = JpegTables.ScaledLuminance(FirstQuality);
        var right = new bool?[Frequencies.Length];
        for (var k = 0; k < right.Length; k++) right[k] = k < steps.Length && steps[k] > 0 ? steps[k] == truth[Frequencies[k]] : null;
        return right;
    }
}
