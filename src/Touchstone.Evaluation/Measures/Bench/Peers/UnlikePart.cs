using System.Text.Json.Nodes;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>A part of another picture that was saved coarsely before: whether the cell least like the rest lies in it.</summary>
internal sealed record UnlikePart() : PeerCase("ResidualPatterns", "residual_patterns.py", "numpy", "NumPy", 4000, 4, "place of the pasted part")
{
    // What the detector does with a picture of 12 million pixels.
    private const int Cell = 32, Step = 4;
    private const int Edge = 512, PartQuality = 60, LastQuality = 95;

    internal override byte[] Make(int number)
    {
        var part = BenchEdits.Crop(BenchEdits.Saved(Scene(number + 20), PartQuality), Width / 2, Width / 4, Edge, Edge);
        var (left, top) = Place(number);
        return PixelFile.Jpeg(BenchEdits.Lay(Scene(number), part, left, top).Image, LastQuality);
    }

    internal override JsonObject Request(NumpyPeer peer, Specimen specimen)
    {
        var request = base.Request(peer, specimen);
        (request["cell"], request["step"]) = (Cell, Step);
        return request;
    }

    internal override IReadOnlyList<bool?> Ours(int number, Finding finding)
    {
        if (finding.Maps is not [{ } map]) return [null];
        var cell = Enumerable.Range(0, map.Values.Length).Where(i => !float.IsNaN(map.Values[i])).MaxBy(i => map.Values[i]);
        return [Lies(number, cell, map.Width)];
    }

    internal override IReadOnlyList<bool?> Theirs(int number, JsonNode answer) => [Lies(number, (int)answer["cell"]!, (int)answer["wide"]!)];

    private static (int Left, int Top) Place(int number) => (500 + 700 * number, 300 + 500 * number);

    private static bool Lies(int number, int cell, int wide)
    {
        var ((left, top), (x, y)) = (Place(number), (cell % wide * Cell, cell / wide * Cell));
        return x + Cell > left && x < left + Edge && y + Cell > top && y < top + Edge;
    }
}
