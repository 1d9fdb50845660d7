using System.Text.Json.Nodes;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations.Making;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>A part with a JPEG save of its own under a finer last save: which grid the part lies on.</summary>
internal abstract record ForeignPart(string Detector, string Script, int Width) : PeerCase(Detector, Script, "numpy, scipy", "NumPy and SciPy", Width, 4, "grid of the pasted part")
{
    private const int PartQuality = 75, LastQuality = 96, Edge = 256;

    // Neither on the picture's grid nor half a block beside it.
    private static (int Left, int Top) Grid(int number) => (1 + 2 * (number % 4), 3 - number % 3);

    internal override byte[] Make(int number)
    {
        var (left, top) = Grid(number);
        var part = BenchEdits.Crop(BenchEdits.Saved(Scene(number + 10), PartQuality), Width / 2, Width / 4, Edge, Edge);
        return PixelFile.Jpeg(BenchEdits.Lay(Scene(number), part, 320 + left, 240 + top).Image, LastQuality);
    }

    internal override IReadOnlyList<bool?> Ours(int number, Finding finding) =>
        [finding.Regions.Count == 0 ? null : finding.Regions[0].Label.Contains(FormattableString.Invariant($"({Grid(number).Left},{Grid(number).Top})"), StringComparison.Ordinal)];

    internal override IReadOnlyList<bool?> Theirs(int number, JsonNode answer) => [(int)answer["grid"]! is var grid && Detects(answer) ? grid == 8 * Grid(number).Top + Grid(number).Left : null];

    /// <summary>Whether the peer says anything.</summary>
    protected abstract bool Detects(JsonNode answer);
}
