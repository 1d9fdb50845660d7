using System.Text.Json.Nodes;
using Touchstone.Media;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>Requantisation at all qualities on all grids.</summary>
internal sealed record Ghosts() : ForeignPart("JpegGhost", "jpeg_ghost.py", 1152)
{
    internal override JsonObject Request(NumpyPeer peer, Specimen specimen)
    {
        var request = base.Request(peer, specimen);
        request["steps"] = new JsonArray([.. specimen.Coefficients.Value!.Luma.Quantisation.Select(s => JsonValue.Create((int)s))]);
        return request;
    }

    /// <inheritdoc/>
    protected override bool Detects(JsonNode answer) => (double)answer["strength"]! > 0;
}
