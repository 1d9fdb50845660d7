using System.Text.Json.Nodes;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>Votes by DCT zeros.</summary>
internal sealed record GridVotes() : ForeignPart("JpegGrid", "jpeg_grid.py", 1632)
{
    /// <inheritdoc/>
    protected override bool Detects(JsonNode answer) => (double)answer["log10_nfa"]! < 0;
}
